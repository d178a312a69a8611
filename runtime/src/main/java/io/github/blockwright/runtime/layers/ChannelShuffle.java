package io.github.blockwright.runtime.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;

/**
 * The channel shuffle (Zhang et al., <i>ShuffleNet</i>, CVPR 2018, section 3.1): with g groups of n channels, channel c of
 * group i becomes channel {@code c · g + i}. Input and output (N, g · n, H, W).
 */
public final class ChannelShuffle extends Layer {
    private final int groups;

    /**
     * A layer without weights.
     *
     * @param groups a divisor of the channels
     */
    public ChannelShuffle(int groups) {
        this.groups = groups;
    }

    /** {@return the groups whose channels take turns} */
    public int groups() {
        return groups;
    }

    /** Channels are moved to the end, where a map that has them there in memory is only seen, not copied. */
    @Override
    public NDArray forward(ParameterStore store, NDArray x, boolean training) {
        Shape shape = x.getShape();
        long n = shape.get(0);
        long height = shape.get(2);
        long width = shape.get(3);
        try (NDArray last = x.transpose(0, 2, 3, 1);
                NDArray apart = last.reshape(n, height, width, groups, shape.get(1) / groups);
                NDArray turned = apart.transpose(0, 1, 2, 4, 3);
                NDArray together = turned.reshape(n, height, width, shape.get(1))) {
            return together.transpose(0, 3, 1, 2);
        }
    }

    @Override
    public Shape outputShape(Shape input) {
        return input;
    }
}
