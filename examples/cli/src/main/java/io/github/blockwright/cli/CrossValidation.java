package io.github.blockwright.cli;

import io.github.blockwright.runtime.data.Pictures;
import io.github.blockwright.runtime.train.TrainedNetwork;
import io.github.blockwright.runtime.train.Training;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a training comes to on each fold of small data.
 *
 * @param accuracies on the pictures of each fold, of which the network has seen none
 */
record CrossValidation(List<Double> accuracies) {
    CrossValidation {
        accuracies = List.copyOf(accuracies);
    }

    /**
     * Trains on every fold.
     *
     * @param training makes a new one, of a new block
     */
    static CrossValidation of(List<Pictures> folds, Function<Pictures, Training> training) throws IOException {
        List<Double> accuracies = new ArrayList<>();
        for (Pictures fold : folds) {
            try (TrainedNetwork network = training.apply(fold).run(fold)) {
                accuracies.add(network.evaluation().accuracy());
            }
        }
        return new CrossValidation(accuracies);
    }

    double mean() {
        return accuracies.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    /** Of the folds as a sample: the root of the squares' sum over one less than there are folds. */
    double deviation() {
        double mean = mean();
        double squares = accuracies.stream()
                .mapToDouble(accuracy -> (accuracy - mean) * (accuracy - mean))
                .sum();
        return Math.sqrt(squares / (accuracies.size() - 1));
    }

    @Override
    public String toString() {
        String each = accuracies.stream()
                .map(accuracy -> String.format(Locale.ROOT, "%.4f", accuracy))
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT, "%d folds: accuracy %.4f ± %.4f (%s)", accuracies.size(), mean(), deviation(), each);
    }
}
