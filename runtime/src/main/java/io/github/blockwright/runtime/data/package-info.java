/**
 * Labelled images in memory, where they come from, and the pipeline that makes batches of them.
 *
 * <p>Images stay unsigned bytes, a byte a channel, until a batch is made: {@link
 * io.github.blockwright.runtime.data.batches.Batches} augments and normalises them off the training thread and hands out
 * channels-last views, on which the engine computes fastest.
 */
package io.github.blockwright.runtime.data;
