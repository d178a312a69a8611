package io.github.blockwright.runtime.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.github.blockwright.dsl.Activation;
import io.github.blockwright.runtime.engine.EngineFunction;

/** Computes the activations of the table language; shapes stay. */
final class Activations {
    private Activations() {}

    /** A new array with the function applied to every value; {@link Activation#LINEAR} gives {@code x} back. */
    static NDArray apply(Activation activation, NDArray x) {
        return switch (activation) {
            case LINEAR, RELU, SIGMOID -> composed(activation, x);
            case RELU6 -> EngineFunction.RELU6.of(x).orElseGet(() -> composed(activation, x));
            case HARD_SWISH -> EngineFunction.HARD_SWISH.of(x).orElseGet(() -> composed(activation, x));
            case HARD_SIGMOID -> EngineFunction.HARD_SIGMOID.of(x).orElseGet(() -> composed(activation, x));
            case SILU -> EngineFunction.SILU.of(x).orElseGet(() -> composed(activation, x));
        };
    }

    /**
     * The function applied to an array that nobody needs any more, neither to read it nor for a gradient: the output of a
     * convolution or of batch normalisation. Closes {@code x}, and writes into its memory where that is cheaper.
     *
     * @return owned by the caller; {@link Activation#LINEAR} gives {@code x} back, open
     */
    static NDArray applyInto(Activation activation, NDArray x) {
        return switch (activation) {
            case LINEAR -> x;
            case RELU -> overwritten(EngineFunction.RELU_IN_PLACE, activation, x);
            case RELU6 -> overwritten(EngineFunction.RELU6_IN_PLACE, activation, x);
            case HARD_SWISH, HARD_SIGMOID, SIGMOID, SILU -> {
                try (x) {
                    yield apply(activation, x);
                }
            }
        };
    }

    /** The function of DJL's own operations, which is what {@link #apply} is where the engine has no better. */
    static NDArray composed(Activation activation, NDArray x) {
        return switch (activation) {
            case LINEAR -> x;
            case RELU -> ai.djl.nn.Activation.relu(x);
            case RELU6 -> relu6(x);
            case HARD_SWISH -> {
                try (NDArray gate = hardSigmoid(x)) {
                    yield x.mul(gate);
                }
            }
            case HARD_SIGMOID -> hardSigmoid(x);
            case SIGMOID -> ai.djl.nn.Activation.sigmoid(x);
            case SILU -> {
                try (NDArray gate = ai.djl.nn.Activation.sigmoid(x)) {
                    yield x.mul(gate);
                }
            }
        };
    }

    private static NDArray relu6(NDArray x) {
        try (NDArray positive = ai.djl.nn.Activation.relu(x);
                NDArray six = constant(x, 6)) {
            return positive.minimum(six);
        }
    }

    private static NDArray hardSigmoid(NDArray x) {
        try (NDArray shifted = x.add(3);
                NDArray clipped = relu6(shifted);
                NDArray six = constant(x, 6)) {
            return clipped.div(six);
        }
    }

    private static NDArray overwritten(EngineFunction inPlace, Activation activation, NDArray x) {
        try (x) {
            return inPlace.of(x).orElseGet(() -> composed(activation, x));
        }
    }

    /**
     * A number as a scalar in the engine's own memory. DJL makes a number's array, in {@code x.div(6)} or its own relu6, of
     * a Java buffer, which Java frees while the engine still needs the value for the gradient.
     */
    private static NDArray constant(NDArray x, float value) {
        return x.getManager().full(new Shape(), value, x.getDataType());
    }
}
