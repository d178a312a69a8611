/** How good a network is, and what it says of an image. */
package io.github.blockwright.runtime.evaluate;
