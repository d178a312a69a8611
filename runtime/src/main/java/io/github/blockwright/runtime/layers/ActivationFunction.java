package io.github.blockwright.runtime.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import io.github.blockwright.runtime.engine.EngineFunction;

/** The activations of the table language; shapes stay. */
public enum ActivationFunction {
    /** {@code x} itself, not a copy. */
    LINEAR {
        @Override
        public NDArray apply(NDArray x) {
            return x;
        }
    },
    /** {@code max(x, 0)}. */
    RELU {
        @Override
        public NDArray apply(NDArray x) {
            return Activation.relu(x);
        }

        @Override
        public NDArray applyInto(NDArray x) {
            return overwritten(EngineFunction.RELU_IN_PLACE, x);
        }
    },
    /** {@code min(max(x, 0), 6)}. */
    RELU6 {
        @Override
        public NDArray apply(NDArray x) {
            return EngineFunction.RELU6.of(x).orElseGet(() -> composed(x));
        }

        @Override
        public NDArray applyInto(NDArray x) {
            return overwritten(EngineFunction.RELU6_IN_PLACE, x);
        }

        @Override
        NDArray composed(NDArray x) {
            try (NDArray positive = Activation.relu(x);
                    NDArray six = constant(x, 6)) {
                return positive.minimum(six);
            }
        }
    },
    /** {@code x * relu6(x + 3) / 6}. */
    HARD_SWISH {
        @Override
        public NDArray apply(NDArray x) {
            return EngineFunction.HARD_SWISH.of(x).orElseGet(() -> composed(x));
        }

        @Override
        NDArray composed(NDArray x) {
            try (NDArray gate = HARD_SIGMOID.composed(x)) {
                return x.mul(gate);
            }
        }
    },
    /** {@code relu6(x + 3) / 6}. */
    HARD_SIGMOID {
        @Override
        public NDArray apply(NDArray x) {
            return EngineFunction.HARD_SIGMOID.of(x).orElseGet(() -> composed(x));
        }

        @Override
        NDArray composed(NDArray x) {
            try (NDArray shifted = x.add(3);
                    NDArray clipped = RELU6.composed(shifted);
                    NDArray six = constant(x, 6)) {
                return clipped.div(six);
            }
        }
    },
    /** {@code 1 / (1 + exp(-x))}. */
    SIGMOID {
        @Override
        public NDArray apply(NDArray x) {
            return Activation.sigmoid(x);
        }
    },
    /** {@code x * sigmoid(x)}. */
    SILU {
        @Override
        public NDArray apply(NDArray x) {
            return EngineFunction.SILU.of(x).orElseGet(() -> composed(x));
        }

        @Override
        NDArray composed(NDArray x) {
            try (NDArray gate = Activation.sigmoid(x)) {
                return x.mul(gate);
            }
        }
    };

    /** A new array with the function applied to every value; {@link #LINEAR} gives {@code x} back. */
    public abstract NDArray apply(NDArray x);

    /**
     * The function applied to an array that nobody needs any more, neither to read it nor for a gradient: the output of a
     * convolution or of batch normalisation. Closes {@code x}, and writes into its memory where that is cheaper.
     *
     * @return owned by the caller; {@link #LINEAR} gives {@code x} back, open
     */
    public NDArray applyInto(NDArray x) {
        NDArray output = apply(x);
        if (output != x) {
            x.close();
        }
        return output;
    }

    /** The function of DJL's own operations, which is what {@link #apply} is where the engine has no better. */
    NDArray composed(NDArray x) {
        return apply(x);
    }

    final NDArray overwritten(EngineFunction inPlace, NDArray x) {
        try (x) {
            return inPlace.of(x).orElseGet(() -> composed(x));
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
