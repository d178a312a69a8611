/** Makes batches of labelled images, off the training thread, in an order that the seed and the epoch decide. */
package io.github.blockwright.runtime.data.batches;
