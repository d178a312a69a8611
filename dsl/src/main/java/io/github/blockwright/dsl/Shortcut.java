package io.github.blockwright.dsl;

/**
 * What an inverted residual adds to what, where its stride is 1 and its input and output have the same channels. The
 * cost is the same. The last two are the ablations of the paper's section 6.4, Figure 6b.
 */
public enum Shortcut {
    /** The input of the block to its output: from bottleneck to bottleneck (paper, section 3.3, Figure 3b). */
    BOTTLENECK,
    /** What the depthwise convolution sees to what the projection sees: from one expanded map to the other. */
    EXPANSION,
    /** Nothing. */
    NONE
}
