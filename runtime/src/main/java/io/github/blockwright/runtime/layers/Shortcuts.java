package io.github.blockwright.runtime.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.norm.Dropout;

/** The addition of a residual block. */
final class Shortcuts {
    private Shortcuts() {}

    /**
     * Adds the shortcut to a branch.
     *
     * @param branch (N, C, H, W), closed here; the sum is written into its memory, so no layer may need its values for
     *     the gradient: the output of batch normalisation
     * @param shortcut of the same shape, stays open
     * @return owned by the caller
     */
    public static NDArray addInto(NDArray branch, NDArray shortcut) {
        return branch.addi(shortcut);
    }

    /**
     * Adds the shortcut to a branch, into new memory.
     *
     * @param branch (N, C, H, W), closed here
     * @param shortcut of the same shape, stays open
     * @return owned by the caller
     */
    public static NDArray add(NDArray branch, NDArray shortcut) {
        try (branch) {
            return branch.add(shortcut);
        }
    }

    /**
     * Stochastic depth (Huang et al., ECCV 2016, section 3): zeros for the images that leave the branch out, the others
     * scaled by {@code 1 / (1 - rate)}, so that inference needs no factor.
     *
     * @param branch (N, C, H, W), closed here
     * @param rate the probability of being left out, at least 0 and below 1, drawn for every image
     * @return of the same shape, owned by the caller
     */
    public static NDArray drop(NDArray branch, float rate) {
        Shape onePerImage = new Shape(branch.getShape().get(0), 1, 1, 1);
        try (branch;
                NDArray ones = branch.getManager().ones(onePerImage, branch.getDataType());
                NDArray factors = Dropout.dropout(ones, rate, true).singletonOrThrow()) {
            return branch.mul(factors);
        }
    }
}
