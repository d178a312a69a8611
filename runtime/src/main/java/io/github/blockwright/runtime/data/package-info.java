/**
 * Labelled images, where they come from, and the pipeline that makes batches of them.
 *
 * <p>Images stay unsigned bytes, a byte a channel, until a batch is made: {@link
 * io.github.blockwright.runtime.batches.Batches} augments and normalises them off the training thread, in an order that the
 * seed and the epoch decide, and hands out channels-last views, on which the engine computes fastest.
 */
package io.github.blockwright.runtime.data;
