package io.github.blockwright.runtime.batches;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.github.blockwright.runtime.blocks.Inference;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.data.ImageSource;
import io.github.blockwright.runtime.layers.Layer;
import io.github.blockwright.runtime.report.ConfusionMatrix;
import io.github.blockwright.runtime.report.Evaluation;
import java.util.List;
import java.util.Optional;

/** Measures a network on a data set. */
public final class Evaluator {
    private Evaluator() {}

    /**
     * Runs every image once, as it is, as many at once as suits the size of the images.
     *
     * @param block initialised
     * @param manager its device is where the evaluation runs
     * @throws IllegalArgumentException if the data is empty, or its size or classes do not fit the network
     */
    public static Evaluation evaluate(NetworkBlock<?, ?> block, NDManager manager, ImageSource data) {
        return evaluate(
                block, manager, Batches.forInference(data, block.summary().input()), data.classes(), task(block, data));
    }

    /**
     * Runs every image once, as it is.
     *
     * @param block initialised
     * @param manager its device is where the evaluation runs
     * @throws IllegalArgumentException if the data is empty, or its size or classes do not fit the network
     */
    public static Evaluation evaluate(NetworkBlock<?, ?> block, NDManager manager, ImageSource data, int batchSize) {
        return evaluate(
                block,
                manager,
                Batches.of(data, block.summary().input(), batchSize),
                data.classes(),
                task(block, data));
    }

    /**
     * Which kind of answers there are to measure.
     *
     * @param multiLabel whether an image may have several labels
     * @param thresholds from which probability on each of several labels is given; if empty, those of the highest F1 on
     *     what is measured
     */
    public record Answers(boolean multiLabel, Optional<List<Double>> thresholds) {
        /** One class for each image. */
        public static final Answers ONE = new Answers(false, Optional.empty());

        /** Several labels for each image, each given from a probability of one half on. */
        public static Answers several(int labels) {
            return new Answers(true, Optional.of(LabelEvaluator.halves(labels)));
        }

        /** Several labels, each given from its threshold on; one class where there are no thresholds. */
        public static Answers by(List<Double> thresholds) {
            return thresholds.isEmpty() ? ONE : new Answers(true, Optional.of(thresholds));
        }

        /** @throws IllegalArgumentException if the images have labels of another kind */
        public void require(ImageSource data) {
            if (multiLabel != data.multiLabel()) {
                throw new IllegalArgumentException(
                        multiLabel
                                ? "The network gives several labels, but the data has one class for each image: give"
                                        + " data with several labels"
                                : "The network gives one class, but the data has several labels for an image: give"
                                        + " data with one class for each");
            }
        }
    }

    private static Answers task(NetworkBlock<?, ?> block, ImageSource data) {
        Answers answers =
                block.summary().multiLabel() ? Answers.several(data.classes().size()) : Answers.ONE;
        answers.require(data);
        return answers;
    }

    /**
     * Runs every example of an epoch once, through a block or a part of one.
     *
     * @param part initialised; gives logits, (batch, classes)
     * @param manager its device is where the evaluation runs
     * @param source in order and as it is, without dropping any
     * @param names of the classes
     * @param answers one class or several labels
     * @throws IllegalArgumentException if the classes do not fit the part's output
     */
    public static Evaluation evaluate(
            Layer part, NDManager manager, BatchSource source, List<String> names, Answers answers) {
        return answers.multiLabel()
                ? LabelEvaluator.evaluate(part, manager, source, names, answers.thresholds())
                : evaluate(part, manager, source, names);
    }

    /**
     * The same, of one class for each image.
     *
     * @param part initialised; gives logits, (batch, classes)
     * @param manager its device is where the evaluation runs
     * @param source in order and as it is, without dropping any
     * @param names of the classes
     * @throws IllegalArgumentException if the classes do not fit the part's output
     */
    public static Evaluation evaluate(Layer part, NDManager manager, BatchSource source, List<String> names) {
        int classes = names.size();
        int k = Math.min(5, classes);
        long[][] confusion = new long[classes][classes];
        double loss = 0;
        int correct = 0;
        int amongK = 0;
        int images = 0;
        try (BatchStream stream = source.open(0)) {
            while (stream.hasNext()) {
                try (NDManager scope = manager.newSubManager()) {
                    Batch batch = stream.next(scope);
                    if (batch.size() == 0) {
                        continue;
                    }
                    images += batch.size();
                    int[] labels = batch.targets().labels();
                    NDArray logits = Inference.forward(part, batch.images());
                    if (logits.getShape().dimension() != 2 || logits.getShape().get(1) != classes) {
                        throw new IllegalArgumentException(
                                "The data has " + classes + " classes, but the network gives " + logits.getShape());
                    }
                    Ranking ranking = new Ranking(logits);
                    correct += ranking.correct(labels, 1);
                    amongK += ranking.correct(labels, k);
                    for (int i = 0; i < labels.length; i++) {
                        loss += ranking.loss(i, labels[i]);
                        confusion[labels[i]][ranking.top(i)]++;
                    }
                }
            }
        }
        if (images == 0) {
            throw new IllegalArgumentException("None of the " + source.order().size() + " images can be read");
        }
        return new Evaluation(
                images,
                loss / images,
                (double) correct / images,
                k,
                (double) amongK / images,
                new ConfusionMatrix(names, confusion));
    }
}
