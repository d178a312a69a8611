/** Draws small pictures that come out the same to the bit on every machine. */
package io.github.blockwright.runtime.data.drawing;
