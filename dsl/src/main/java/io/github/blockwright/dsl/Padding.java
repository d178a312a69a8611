package io.github.blockwright.dsl;

/**
 * How a k×k convolution pads its input. Both keep {@code ceil(size / strides)} positions for odd k; they differ in
 * where the extra zeros lie, so weights trained under one convention lose accuracy under the other.
 */
public enum Padding {
    /** {@code (k - 1) / 2} zeros on every side: PyTorch, torchvision, timm. */
    SYMMETRIC,
    /**
     * TensorFlow's {@code SAME}: {@code p = max(0, (ceil(size / s) - 1) * s + k - size)} zeros in all, of which
     * {@code p / 2} (rounded down) lie before and the rest behind. On an even map a 3×3 convolution of stride 2 pads
     * (0, 1).
     */
    SAME
}
