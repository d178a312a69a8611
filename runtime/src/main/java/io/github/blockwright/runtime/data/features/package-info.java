/** What the first rows of a network made of images, as a data set for the rows that follow. */
package io.github.blockwright.runtime.data.features;
