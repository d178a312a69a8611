package io.github.blockwright.runtime.testing;

import static io.github.blockwright.runtime.testing.WithEngine.leaf;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.norm.BatchNorm;
import java.util.HashMap;
import java.util.Map;

/**
 * Layers composed of the engine's own operations, for comparison with ours: the same computation without any of our code,
 * on copies of the parameters.
 */
public record Plain(Map<String, NDArray> parameters) {
    /** Copies of a layer's parameters; gradients can be taken with respect to those that learn. */
    public static Plain of(Block layer) {
        Map<String, NDArray> copies = new HashMap<>();
        layer.getParameters().forEach(p -> {
            NDArray array = p.getValue().getArray();
            copies.put(
                    p.getKey(),
                    array.hasGradient() ? leaf(array) : array.stopGradient().duplicate());
        });
        return new Plain(copies);
    }

    /** A symmetrically padded convolution without bias and batch normalisation in training. */
    public NDArray unit(String path, NDArray x, int strides, int groups) {
        return norm(path + ".norm", conv(path + ".conv", x, strides, groups));
    }

    /** A symmetrically padded convolution, with a bias if there is one. */
    public NDArray conv(String path, NDArray x, int strides, int groups) {
        NDArray weight = parameters.get(path + ".weight");
        long pad = weight.getShape().get(2) / 2;
        return Conv2d.conv2d(
                        x,
                        weight,
                        parameters.get(path + ".bias"),
                        new Shape(strides, strides),
                        new Shape(pad, pad),
                        new Shape(1, 1),
                        groups)
                .singletonOrThrow();
    }

    private NDArray norm(String path, NDArray x) {
        return BatchNorm.batchNorm(
                        x,
                        parameters.get(path + ".runningMean"),
                        parameters.get(path + ".runningVar"),
                        parameters.get(path + ".gamma"),
                        parameters.get(path + ".beta"),
                        1,
                        0.9f,
                        1e-5f,
                        true)
                .singletonOrThrow();
    }

    /** The mean over the positions of a map, (N, C, H, W) → (N, C, 1, 1). */
    public static NDArray mean(NDArray x) {
        Shape s = x.getShape();
        return x.reshape(s.get(0), s.get(1), -1).mean(new int[] {2}).reshape(s.get(0), s.get(1), 1, 1);
    }
}
