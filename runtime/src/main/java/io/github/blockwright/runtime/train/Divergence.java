package io.github.blockwright.runtime.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.Pair;
import io.github.blockwright.runtime.batches.Batch;
import io.github.blockwright.runtime.batches.BatchSource;
import io.github.blockwright.runtime.batches.BatchStream;
import io.github.blockwright.runtime.blocks.Backbone;
import io.github.blockwright.runtime.engine.EngineTurns;
import io.github.blockwright.runtime.layers.Layer;
import io.github.blockwright.runtime.recipe.Recipe;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Finds out where a training left the numbers: in the images of the batch, in a row's activations, or in the gradient. It
 * reads the step's batches again and runs them row by row, with the weights as they were.
 */
record Divergence(Layer part, Recipe recipe, BatchSource source, FlatParameters parameters, NDManager manager) {
    private static final String ADVICE = ": lower the learning rate, warm up longer or clip the gradient";

    /** @param loss of the step, which may be finite if the weights are not */
    DivergedException at(int epoch, int step, int update, double rate, double loss) {
        String when = String.format(Locale.ROOT, " at epoch %d, step %d, learning rate %s", epoch, step, rate);
        if (Double.isFinite(loss)) {
            return new DivergedException("The weights are no longer numbers" + when + ", though the loss is still "
                    + loss + ": " + gradient() + ADVICE);
        }
        return new DivergedException("The loss is " + loss + when + ": " + inBatches(epoch, step, update));
    }

    private String inBatches(int epoch, int step, int update) {
        int first = (step - 1) * recipe.accumulation();
        try (BatchStream stream = source.open(epoch, first)) {
            for (int piece = 0; piece < recipe.accumulation() && stream.hasNext(); piece++) {
                try (NDManager scope = manager.newSubManager()) {
                    Batch batch = stream.nextUninterrupted(scope);
                    Optional<String> found = inInput(batch);
                    if (found.isEmpty()) {
                        found = EngineTurns.seeded(
                                manager.getEngine(),
                                Epoch.seed(recipe, update, piece),
                                () -> inRows(batch.images(), parameters.step(scope)));
                    }
                    if (found.isPresent()) {
                        return found.get();
                    }
                }
            }
        }
        return "the activations of all rows are finite, and the loss of the last one's is not" + ADVICE;
    }

    private static Optional<String> inInput(Batch batch) {
        if (isFinite(batch.images())) {
            return Optional.empty();
        }
        for (int i = 0; i < batch.size(); i++) {
            try (NDArray image = batch.images().get(i)) {
                if (!isFinite(image)) {
                    return Optional.of("the input itself is not finite, example " + batch.examples()[i]
                            + " of the training data: look at it, or leave it out");
                }
            }
        }
        return Optional.of("the input itself is not finite: look at the examples " + Arrays.toString(batch.examples()));
    }

    private Optional<String> inRows(NDArray images, ParameterStore store) {
        NDArray x = images;
        for (Map.Entry<String, Layer> row : rows().entrySet()) {
            x = row.getValue().forward(store, x, true);
            if (!isFinite(x)) {
                return Optional.of(
                        "the activations of row " + row.getKey() + " were the first that are not finite" + ADVICE);
            }
        }
        return Optional.empty();
    }

    /** The rows by name, those of a backbone one by one. */
    private Map<String, Layer> rows() {
        Map<String, Layer> rows = new LinkedHashMap<>();
        for (Pair<String, Block> child : part.getChildren()) {
            if (child.getValue() instanceof Backbone<?> backbone) {
                backbone.getChildren()
                        .forEach(row -> rows.put(child.getKey() + "." + row.getKey(), (Layer) row.getValue()));
            } else {
                rows.put(child.getKey(), (Layer) child.getValue());
            }
        }
        return rows;
    }

    /** A gradient goes from the last row to the first, so the last one that is broken was the first. */
    private String gradient() {
        String last = "the statistics of batch normalisation overflowed";
        for (Pair<String, Parameter> parameter : part.getParameters()) {
            Optional<NDArray> values = parameters.weightView(parameter.getValue());
            if (values.isPresent() && !isFinite(values.get())) {
                last = "the gradient left them at " + parameter.getKey();
            }
        }
        return last;
    }

    private static boolean isFinite(NDArray array) {
        if (array.size() == 0) {
            return true;
        }
        try (NDArray sizes = array.abs();
                NDArray largest = sizes.max()) {
            return Float.isFinite(largest.getFloat());
        }
    }
}
