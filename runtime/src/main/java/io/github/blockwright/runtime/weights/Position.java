package io.github.blockwright.runtime.weights;

/**
 * Where a layer stands: in which inverted residual, or for a layer behind all of them, in which the next one would be.
 *
 * @param block the number of the inverted residual in the network, from 0
 * @param stage the number of its stage, from 0
 * @param repeat its number in the stage, from 0
 * @param expands whether it starts with an expansion
 * @param squeezes whether it has a squeeze
 */
record Position(int block, int stage, int repeat, boolean expands, boolean squeezes) {
    /** How many convolutions stand in front of the depthwise one. */
    int depthwise() {
        return expands ? 1 : 0;
    }
}
