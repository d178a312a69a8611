package io.github.blockwright.runtime.blocks.base;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;

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
    },
    /** {@code min(max(x, 0), 6)}. */
    RELU6 {
        @Override
        public NDArray apply(NDArray x) {
            // DJL's own relu6 leaves the array in between open.
            try (NDArray positive = Activation.relu(x)) {
                return positive.minimum(6);
            }
        }
    },
    /** {@code x * relu6(x + 3) / 6}. */
    HARD_SWISH {
        @Override
        public NDArray apply(NDArray x) {
            try (NDArray gate = HARD_SIGMOID.apply(x)) {
                return x.mul(gate);
            }
        }
    },
    /** {@code relu6(x + 3) / 6}. */
    HARD_SIGMOID {
        @Override
        public NDArray apply(NDArray x) {
            try (NDArray shifted = x.add(3);
                    NDArray clipped = RELU6.apply(shifted)) {
                return clipped.div(6);
            }
        }
    },
    /** {@code x * sigmoid(x)}. */
    SILU {
        @Override
        public NDArray apply(NDArray x) {
            try (NDArray gate = Activation.sigmoid(x)) {
                return x.mul(gate);
            }
        }
    };

    /** A new array with the function applied to every value; {@link #LINEAR} gives {@code x} back. */
    public abstract NDArray apply(NDArray x);
}
