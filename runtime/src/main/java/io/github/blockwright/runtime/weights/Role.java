package io.github.blockwright.runtime.weights;

/** What a layer is in its network. */
enum Role {
    /** The first convolution. */
    STEM,
    /** The depthwise convolution in front of an expansion. */
    START,
    /** The 1×1 convolution at the start of an inverted residual. */
    EXPAND,
    /** The convolution in the middle of an inverted residual. */
    DEPTHWISE,
    /** The k×k convolution of a fused inverted residual, or a convolution that is a block by itself. */
    FUSED,
    /** The first convolution of a classic residual of two. */
    FIRST,
    /** The second convolution of a classic residual of two. */
    SECOND,
    /** The first 1×1 convolution of a classic residual. */
    NARROW,
    /** The k×k convolution of a classic residual. */
    CONVOLVE,
    /** The last 1×1 convolution of a classic residual. */
    WIDEN,
    /** The 1×1 convolution beside a classic residual. */
    SHORTCUT,
    /** The depthwise convolution beside the branch of a block. */
    BESIDE_DEPTHWISE,
    /** The 1×1 convolution behind it. */
    BESIDE_PROJECT,
    /** The depthwise convolution of a Ghost module that expands. */
    CHEAP_EXPAND,
    /** The depthwise convolution of a Ghost module that projects. */
    CHEAP_PROJECT,
    /** The 3×3 convolution of a Fire module. */
    WIDE_EXPAND,
    /** The first convolution of a squeeze, which has a bias. */
    REDUCE,
    /** The second convolution of a squeeze, which has a bias. */
    RESTORE,
    /** The 1×1 convolution at the end of an inverted residual or a depthwise-separable convolution. */
    PROJECT,
    /** The 1×1 convolution behind all blocks. */
    LAST,
    /** The convolution behind the pooling. */
    NECK,
    /** The dense layer in front of the classifier. */
    HIDDEN,
    /** The dense layer with an output for each class. */
    CLASSIFIER;

    /** Whether it is a depthwise convolution. */
    boolean isDepthwise() {
        return this == START || this == DEPTHWISE;
    }

    /** Whether it is a dense layer. */
    boolean isDense() {
        return this == HIDDEN || this == CLASSIFIER;
    }
}
