package io.github.blockwright.runtime.weights;

/**
 * Where a layer stands: in which block, or for a layer behind all of them, in which the next one would be.
 *
 * @param block the number of the block in the network, from 0
 * @param stage the number of its stage, from 0
 * @param repeat its number in the stage, from 0
 * @param kind of block
 * @param expands whether a block that may have an expansion has one, in front of a depthwise convolution or fused with it
 * @param squeezes whether it has a squeeze
 */
record Position(int block, int stage, int repeat, Kind kind, boolean expands, boolean squeezes) {
    /** How many convolutions stand in front of the depthwise one. */
    int depthwise() {
        return expands ? 1 : 0;
    }
}
