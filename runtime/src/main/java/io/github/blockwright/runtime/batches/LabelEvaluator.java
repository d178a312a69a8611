package io.github.blockwright.runtime.batches;

import ai.djl.ndarray.NDManager;
import io.github.blockwright.runtime.blocks.Inference;
import io.github.blockwright.runtime.layers.Layer;
import io.github.blockwright.runtime.report.ConfusionMatrix;
import io.github.blockwright.runtime.report.Evaluation;
import io.github.blockwright.runtime.report.LabelFigures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Measures a network that gives several labels on a data set. It keeps all probabilities, to order the images by them. */
final class LabelEvaluator {
    private static final double HALF = 0.5;

    private final List<String> names;
    private final List<float[]> probabilities = new ArrayList<>();
    private final List<boolean[]> given = new ArrayList<>();
    private double loss;
    private int topRight;

    private LabelEvaluator(List<String> names) {
        this.names = names;
    }

    /** From which probability on a label is given. */
    static List<Double> halves(int labels) {
        return Collections.nCopies(labels, HALF);
    }

    /**
     * Runs every example of an epoch once, with given thresholds.
     *
     * @param part initialised; gives logits, (batch, labels)
     * @param manager its device is where the evaluation runs
     * @param source in order and as it is, without dropping any
     * @param names of the labels
     * @param thresholds for each label; if empty, those of the highest F1 on these examples
     */
    static Evaluation evaluate(
            Layer part, NDManager manager, BatchSource source, List<String> names, Optional<List<Double>> thresholds) {
        LabelEvaluator all = new LabelEvaluator(names);
        try (BatchStream stream = source.open(0)) {
            while (stream.hasNext()) {
                try (NDManager scope = manager.newSubManager()) {
                    Batch batch = stream.next(scope);
                    if (batch.size() > 0) {
                        all.add(new Ranking(Inference.forward(part, batch.images())), batch.targets());
                    }
                }
            }
        }
        if (all.given.isEmpty()) {
            throw new IllegalArgumentException("None of the " + source.order().size() + " images can be read");
        }
        return all.result(
                thresholds.orElseGet(() -> LabelFigures.bestThresholds(names.size(), all.probabilities, all.given)));
    }

    private void add(Ranking scores, Targets targets) {
        float[] shares = targets.shares().orElseThrow();
        int classes = names.size();
        loss += scores.binaryCrossEntropy(targets);
        for (int i = 0; i < targets.size(); i++) {
            boolean[] has = new boolean[classes];
            for (int c = 0; c < classes; c++) {
                has[c] = shares[i * classes + c] >= HALF;
            }
            topRight += has[scores.top(i)] ? 1 : 0;
            probabilities.add(scores.sigmoids(i));
            given.add(has);
        }
    }

    private Evaluation result(List<Double> thresholds) {
        LabelFigures figures = LabelFigures.of(names, probabilities, given, thresholds);
        int images = given.size();
        int allRight = 0;
        long[][] answers = new long[2][2];
        for (int i = 0; i < images; i++) {
            boolean[] has = given.get(i);
            boolean[] yes = new boolean[has.length];
            for (int c = 0; c < yes.length; c++) {
                yes[c] = probabilities.get(i)[c] >= thresholds.get(c);
                answers[has[c] ? 1 : 0][yes[c] ? 1 : 0]++;
            }
            allRight += Arrays.equals(has, yes) ? 1 : 0;
        }
        return new Evaluation(
                images,
                loss / images,
                (double) allRight / images,
                1,
                (double) topRight / images,
                new ConfusionMatrix(List.of("no", "yes"), answers),
                Optional.of(figures));
    }
}
