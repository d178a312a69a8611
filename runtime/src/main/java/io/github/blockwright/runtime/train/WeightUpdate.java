package io.github.blockwright.runtime.train;

/** How a step's gradient, clipped, changes the weights and the optimiser's slots, in place. */
sealed interface WeightUpdate permits FusedUpdate, ComposedUpdate {
    /**
     * Makes an update from the gradients of the last step's backward pass, which may be overwritten.
     *
     * @param number of the update, from 1
     */
    void apply(double learningRate, int number);
}
