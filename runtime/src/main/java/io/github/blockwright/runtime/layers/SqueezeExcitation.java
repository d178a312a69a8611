package io.github.blockwright.runtime.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.github.blockwright.dsl.Activation;

/**
 * Squeeze-and-excitation (Hu et al., CVPR 2018, section 3): every channel of a map is scaled by a factor that a small
 * network computes of the means of all. Input and output (N, C, H, W).
 */
public final class SqueezeExcitation extends Layer {
    private final Pooling pool;
    private final ConvNormActivation reduce;
    private final ConvNormActivation expand;

    /**
     * @param channels C of the map
     * @param squeezed channels between the two 1×1 convolutions, which have biases
     * @param activation between them
     * @param gate makes factors of the second one's output
     */
    public SqueezeExcitation(
            Conventions conventions, int channels, int squeezed, Activation activation, Activation gate) {
        this.pool = addChild("pool", Pooling.globalAverageMap());
        this.reduce = addChild(
                "reduce",
                ConvNormActivation.builder(conventions, channels, squeezed)
                        .withoutBatchNorm()
                        .activation(activation)
                        .build());
        this.expand = addChild(
                "expand",
                ConvNormActivation.builder(conventions, squeezed, channels)
                        .withoutBatchNorm()
                        .activation(gate)
                        .build());
    }

    @Override
    public NDArray forward(ParameterStore store, NDArray x, boolean training) {
        try (NDArray factors = Pass.of(store, x, training)
                .through(pool)
                .through(reduce)
                .through(expand)
                .output()) {
            return x.mul(factors);
        }
    }

    @Override
    public Shape outputShape(Shape input) {
        return input;
    }
}
