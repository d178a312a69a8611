package io.github.blockwright.runtime.recipe;

import java.util.Arrays;
import java.util.List;

/**
 * How much each class counts in the loss of a training. With one class for each picture a weight multiplies the losses of
 * the class's pictures, and the mean is the weighted one, as in PyTorch's {@code CrossEntropyLoss(weight)}; with several
 * labels for each picture it multiplies the loss of a label where the picture has it, as in PyTorch's {@code
 * BCEWithLogitsLoss(pos_weight)}. The validation loss is never weighted.
 */
public sealed interface ClassWeights {
    /** All classes count the same. */
    record None() implements ClassWeights {}

    /**
     * A class counts the more, the fewer pictures to train on it has: pictures / (classes · pictures of the class), as
     * scikit-learn's {@code class_weight="balanced"}; a label, pictures without it / pictures with it.
     */
    record Balanced() implements ClassWeights {}

    /**
     * One's own weights.
     *
     * @param values one for each class, in the classes' order, at least 0
     */
    record Listed(List<Double> values) implements ClassWeights {
        /**
         * Checks the weights, and takes a copy of the list.
         *
         * @param values as the record says
         * @throws IllegalArgumentException if one is negative or none is positive
         */
        public Listed {
            values = List.copyOf(values);
            if (values.stream().anyMatch(value -> !(value >= 0 && value < Double.POSITIVE_INFINITY))
                    || values.stream().noneMatch(value -> value > 0)) {
                throw new IllegalArgumentException(
                        "The class weights must be at least 0, and one of them above, not " + values);
            }
        }
    }

    /**
     * The weights for these pictures.
     *
     * @param counts how many pictures to train on each class has
     * @param pictures to train on
     * @param multiLabel whether a picture may have several labels
     * @return one for each class; 0 for a class without pictures where they are balanced
     * @throws IllegalArgumentException if there is another number of weights than of classes
     */
    default double[] of(int[] counts, int pictures, boolean multiLabel) {
        double[] weights = new double[counts.length];
        Arrays.fill(weights, 1);
        if (this instanceof Listed listed) {
            if (listed.values().size() != counts.length) {
                throw new IllegalArgumentException(
                        "There are " + listed.values().size() + " class weights for " + counts.length
                                + " classes: give one for each, in the order of the classes");
            }
            Arrays.setAll(weights, c -> listed.values().get(c));
        } else if (this instanceof Balanced) {
            Arrays.setAll(weights, c -> {
                double others = multiLabel ? pictures - counts[c] : (double) pictures / counts.length;
                return counts[c] == 0 ? 0 : others / counts[c];
            });
        }
        return weights;
    }
}
