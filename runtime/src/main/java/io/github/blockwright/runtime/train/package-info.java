/**
 * Training: a {@link io.github.blockwright.runtime.recipe.Recipe} says how, a {@link
 * io.github.blockwright.runtime.train.Training} does it. All weights live in one flat array during training, so that an
 * optimiser is a handful of operations, whatever the number of layers.
 *
 * <p>Transfer learning trains the rows behind the frozen ones on features ({@link
 * io.github.blockwright.runtime.batches.FrozenFeatures}), then unfreezes a part of them and goes on ({@link
 * io.github.blockwright.runtime.train.TransferLearning}).
 */
package io.github.blockwright.runtime.train;
