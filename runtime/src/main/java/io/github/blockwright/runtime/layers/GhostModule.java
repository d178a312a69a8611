package io.github.blockwright.runtime.layers;

import io.github.blockwright.dsl.Activation;

/**
 * The Ghost module (Han et al., CVPR 2020, section 3.1, with s = 2 and d = 3): a 1×1 convolution makes half of the channels,
 * and a 3×3 depthwise convolution the other half of these. Input (N, C, H, W), output (N, filters, H, W).
 */
public final class GhostModule extends Composite {
    private static final int CHEAP_KERNEL = 3;

    GhostModule(Conventions conventions, int channels, int filters, Activation activation) {
        if (filters % 2 != 0) {
            throw new IllegalArgumentException("Two halves cannot share " + filters + " channels: make them even");
        }
        int half = filters / 2;
        Steps cheap = new Steps()
                .then(
                        "cheap",
                        ConvNormActivation.builder(conventions, half, half)
                                .kernel(CHEAP_KERNEL)
                                .groups(half)
                                .activation(activation)
                                .build());
        declare(new Steps()
                .then(
                        "primary",
                        ConvNormActivation.builder(conventions, channels, half)
                                .activation(activation)
                                .build())
                .then(new Steps().beside(cheap)));
    }
}
