package io.github.blockwright.runtime.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.norm.Dropout;

/** Stochastic depth (Huang et al., ECCV 2016, section 3): in training, a block is for some images only its shortcut. */
final class DropPath {
    private DropPath() {}

    /**
     * Zeros for the images that leave the branch out, the others scaled by {@code 1 / (1 - rate)}, so that inference needs
     * no factor.
     *
     * @param branch (N, C, H, W)
     * @param rate the probability of being left out, at least 0 and below 1, drawn for every image
     * @return of the same shape, owned by the caller
     */
    static NDArray apply(NDArray branch, float rate) {
        Shape onePerImage = new Shape(branch.getShape().get(0), 1, 1, 1);
        try (NDArray ones = branch.getManager().ones(onePerImage, branch.getDataType());
                NDArray factors = Dropout.dropout(ones, rate, true).singletonOrThrow()) {
            return branch.mul(factors);
        }
    }
}
