package io.github.blockwright.runtime.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.NormalInitializer;
import io.github.blockwright.dsl.Activation;

/**
 * A fully connected layer with bias and activation: (N, features) → (N, units), weight (units, features). Weights are
 * drawn from N(0, 0.01²), biases start at zero, as in torchvision's MobileNetV2.
 */
public final class Dense extends Layer {
    private final int units;
    private final Activation activation;
    private final Parameter weight;
    private final Parameter bias;

    /**
     * A layer without weights yet.
     *
     * @param features of the input
     * @param units of the output
     * @param activation of the output
     */
    public Dense(int features, int units, Activation activation) {
        this.units = units;
        this.activation = activation;
        this.weight = addParameter(Parameter.builder()
                .setName("weight")
                .setType(Parameter.Type.WEIGHT)
                .optShape(new Shape(units, features))
                .optInitializer(new NormalInitializer(0.01f))
                .build());
        this.bias = addParameter(Parameter.builder()
                .setName("bias")
                .setType(Parameter.Type.BIAS)
                .optShape(new Shape(units))
                .build());
    }

    /** {@return the activation} */
    public Activation activation() {
        return activation;
    }

    @Override
    public NDArray forward(ParameterStore store, NDArray x, boolean training) {
        NDArray product = Linear.linear(x, value(store, weight, x, training), value(store, bias, x, training))
                .singletonOrThrow();
        return Activations.applyInto(activation, product);
    }

    @Override
    public Shape outputShape(Shape input) {
        return new Shape(input.get(0), units);
    }
}
