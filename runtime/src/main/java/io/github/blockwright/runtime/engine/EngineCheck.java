package io.github.blockwright.runtime.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;

/** Whether the engine computes convolutions rightly here, compared with its own in 64 bits, which other code computes. */
public final class EngineCheck {
    private static final double TOLERANCE = 1e-2;
    private static final int IMAGES = 16;
    private static final int SIDE = 7;
    private static final Shape ONE = new Shape(1, 1);

    private EngineCheck() {}

    /**
     * Computes a few, in some milliseconds.
     *
     * @throws IllegalStateException if one is wrong; the message says what to do
     */
    public static void requireRight(NDManager parent) {
        EngineNnpack.leaveOutWhereItCannotStart();
        double worst = Math.max(error(parent, 16, 40, 1), error(parent, 24, 16, 3));
        if (!(worst < TOLERANCE)) {
            throw new IllegalStateException(
                    "The engine computes convolutions wrongly on this processor (off by " + worst
                            + "): set the environment variable " + EngineInstructions.VARIABLE
                            + "=SSE41, which keeps it from the instructions at fault");
        }
    }

    /** The largest between a convolution of images with the channels last and the same in 64 bits. */
    private static double error(NDManager parent, int channels, int filters, int kernel) {
        try (NDManager manager = parent.newSubManager()) {
            NDArray x = wave(manager, new Shape(IMAGES, SIDE, SIDE, channels)).transpose(0, 3, 1, 2);
            NDArray weight = wave(manager, new Shape(filters, channels, kernel, kernel));
            NDArray single = convolve(x, weight, kernel / 2).toType(DataType.FLOAT64, false);
            NDArray twice =
                    convolve(x.toType(DataType.FLOAT64, true), weight.toType(DataType.FLOAT64, true), kernel / 2);
            return single.sub(twice).abs().max().getDouble();
        }
    }

    /** Values between -1 and 1 that take none of the engine's random numbers. */
    private static NDArray wave(NDManager manager, Shape shape) {
        return manager.arange((float) shape.size()).sin().reshape(shape);
    }

    private static NDArray convolve(NDArray x, NDArray weight, int pad) {
        return Conv2d.conv2d(x, weight, null, ONE, new Shape(pad, pad), ONE, 1).singletonOrThrow();
    }
}
