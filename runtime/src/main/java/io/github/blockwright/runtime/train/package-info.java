/**
 * Training: a {@link io.github.blockwright.runtime.train.recipe.Recipe} says how, a {@link
 * io.github.blockwright.runtime.train.Training} does it. All weights live in one flat array during training, so that an
 * optimiser is a handful of operations, whatever the number of layers.
 */
package io.github.blockwright.runtime.train;
