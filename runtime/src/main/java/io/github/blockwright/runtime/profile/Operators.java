package io.github.blockwright.runtime.profile;

import java.util.List;

/**
 * How many operators of each kind a row has once it is exported, batch normalisation being folded and what fuses into the
 * operator before it, an activation, being counted.
 *
 * @param pointwise 1×1 convolutions
 * @param spatial larger convolutions that are not depthwise, grouped ones among them
 * @param depthwise convolutions of each channel by itself
 * @param dense products with a matrix
 * @param other all others, such as activations, sums and pooling
 */
public record Operators(int pointwise, int spatial, int depthwise, int dense, int other) {
    static final Operators NONE = new Operators(0, 0, 0, 0, 0);

    Operators plus(Operators more) {
        return new Operators(
                pointwise + more.pointwise,
                spatial + more.spatial,
                depthwise + more.depthwise,
                dense + more.dense,
                other + more.other);
    }

    List<Integer> counts() {
        return List.of(pointwise, spatial, depthwise, dense, other);
    }
}
