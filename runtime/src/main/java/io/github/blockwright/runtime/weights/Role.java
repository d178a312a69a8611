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
    /** The first 1×1 convolution of a classic residual. */
    NARROW,
    /** The k×k convolution of a classic residual. */
    CONVOLVE,
    /** The last 1×1 convolution of a classic residual. */
    WIDEN,
    /** The 1×1 convolution beside a classic residual. */
    SHORTCUT,
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

    /** Whether batch normalisation follows. */
    boolean isNormalised() {
        return switch (this) {
            case REDUCE, RESTORE, HIDDEN, CLASSIFIER -> false;
            default -> true;
        };
    }

    /** Whether it is a depthwise convolution. */
    boolean isDepthwise() {
        return this == START || this == DEPTHWISE;
    }

    /** Whether it is a dense layer. */
    boolean isDense() {
        return this == HIDDEN || this == CLASSIFIER;
    }
}
