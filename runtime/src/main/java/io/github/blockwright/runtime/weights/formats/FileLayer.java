package io.github.blockwright.runtime.weights.formats;

import java.util.List;
import java.util.Optional;

/**
 * A layer of a file that says what its tensors are for, as ONNX does.
 *
 * @param weight the name of the tensor (filters, channels / groups, height, width) or (units, features)
 * @param bias that is added behind the weight
 * @param norm the batch normalisation that follows
 */
public record FileLayer(String weight, Optional<String> bias, Optional<Norm> norm) {
    /**
     * A batch normalisation.
     *
     * @param tensors the names of gamma, beta, mean and variance
     * @param epsilon that is added to the variance
     */
    public record Norm(List<String> tensors, float epsilon) {
        public Norm {
            tensors = List.copyOf(tensors);
        }
    }
}
