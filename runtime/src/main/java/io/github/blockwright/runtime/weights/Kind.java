package io.github.blockwright.runtime.weights;

/** What kind of block a stage of a published network is made of. */
enum Kind {
    /** A convolution by itself. */
    CONVOLUTION,
    /** MobileNetV1's. */
    SEPARABLE,
    /** MobileNetV2's, V3's and EfficientNet's. */
    INVERTED,
    /** EfficientNetV2's. */
    FUSED,
    /** MobileNetV4's. */
    UNIVERSAL,
    /** ResNet's of three convolutions, RegNet's. */
    BOTTLENECK,
    /** ResNet's of two convolutions. */
    BASIC,
    /** ShuffleNetV2's. */
    SHUFFLE,
    /** GhostNet's. */
    GHOST,
    /** SqueezeNet's. */
    FIRE
}
