/** What a step takes: batches of images, or of what a network's frozen rows made of them, and one pass over either. */
package io.github.blockwright.runtime.batches;
