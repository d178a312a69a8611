package io.github.blockwright.dsl;

/** The non-linearity behind a row's convolution or dense layer. */
public enum Activation {
    /** {@code x}: no activation. */
    LINEAR,
    /** {@code max(x, 0)}. */
    RELU,
    /** {@code min(max(x, 0), 6)}: the paper's, section 4. */
    RELU6,
    /** {@code x * hardSigmoid(x)}: Howard et al., <i>Searching for MobileNetV3</i>, section 5.2. */
    HARD_SWISH,
    /** {@code relu6(x + 3) / 6}: Howard et al., section 5.2. */
    HARD_SIGMOID,
    /** {@code 1 / (1 + exp(-x))}: the gate of squeeze-and-excitation as it was first published. */
    SIGMOID,
    /** {@code x * sigmoid(x)}, also called swish. */
    SILU
}
