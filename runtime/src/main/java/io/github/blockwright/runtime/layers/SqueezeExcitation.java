package io.github.blockwright.runtime.layers;

import io.github.blockwright.dsl.Activation;

/**
 * Squeeze-and-excitation (Hu et al., CVPR 2018, section 3): every channel of a map is scaled by a factor that a small
 * network computes of the means of all. Input and output (N, C, H, W).
 */
public final class SqueezeExcitation extends Composite {
    /**
     * A layer without weights yet.
     *
     * @param conventions of the whole network
     * @param channels C of the map
     * @param squeezed channels between the two 1×1 convolutions, which have biases
     * @param activation between them
     * @param gate makes factors of the second one's output
     */
    public SqueezeExcitation(
            Conventions conventions, int channels, int squeezed, Activation activation, Activation gate) {
        declare(new Steps()
                .then("pool", Pooling.globalAverageMap())
                .then("reduce", convolution(conventions, channels, squeezed, activation))
                .then("expand", convolution(conventions, squeezed, channels, gate))
                .timesInput());
    }

    private static ConvNormActivation convolution(
            Conventions conventions, int channels, int filters, Activation activation) {
        return ConvNormActivation.builder(conventions, channels, filters)
                .withoutBatchNorm()
                .activation(activation)
                .build();
    }
}
