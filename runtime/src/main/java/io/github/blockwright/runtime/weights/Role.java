package io.github.blockwright.runtime.weights;

/** What a layer is in its network. */
enum Role {
    /** The first convolution. */
    STEM,
    /** The 1×1 convolution at the start of an inverted residual. */
    EXPAND,
    /** The convolution in the middle of an inverted residual. */
    DEPTHWISE,
    /** The first convolution of a squeeze, which has a bias. */
    REDUCE,
    /** The second convolution of a squeeze, which has a bias. */
    RESTORE,
    /** The 1×1 convolution at the end of an inverted residual. */
    PROJECT,
    /** The 1×1 convolution behind all inverted residuals. */
    LAST,
    /** The dense layer in front of the classifier. */
    HIDDEN,
    /** The dense layer with an output for each class. */
    CLASSIFIER
}
