/** What a network's frozen rows make of images, computed once, as the data set of the rows that follow. */
package io.github.blockwright.runtime.transfer;
