package io.github.blockwright.processor.published;

/**
 * Where a layer is; behind the inverted residuals, the block and the stage that would come next.
 *
 * @param block the number of its inverted residual in the network, from 0; only the first does not expand
 * @param stage the number of that one's stage, from 0
 * @param repeat the number of that one in its stage, from 0
 * @param squeezes whether that one has a squeeze
 */
record Position(int block, int stage, int repeat, boolean squeezes) {
    /** How many convolutions are in front of the depthwise one. */
    int depthwise() {
        return block == 0 ? 0 : 1;
    }
}
