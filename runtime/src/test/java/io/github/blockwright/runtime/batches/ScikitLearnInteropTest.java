package io.github.blockwright.runtime.batches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.djl.ndarray.types.Shape;
import com.google.gson.Gson;
import io.github.blockwright.runtime.batches.Evaluator.Answers;
import io.github.blockwright.runtime.layers.Dropout;
import io.github.blockwright.runtime.report.ConfusionMatrix;
import io.github.blockwright.runtime.report.Evaluation;
import io.github.blockwright.runtime.report.LabelFigures;
import io.github.blockwright.runtime.report.LabelFigures.Figures;
import io.github.blockwright.runtime.testing.WithEngine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every figure of an evaluation against the scikit-learn that is installed; {@code mvn -Pinterop}. */
@Tag("interop")
class ScikitLearnInteropTest extends WithEngine {
    private static final String PYTHON = System.getProperty("blockwright.python", "python3");
    private static final String SCRIPT =
            Path.of("src", "test", "python", "scikit_learn_figures.py").toString();
    private static final Offset<Double> ROUNDING = Offset.offset(1e-6);

    @TempDir
    private Path folder;

    @BeforeAll
    static void findScikitLearn() throws Exception {
        assumeThat(output("-c", "import sklearn; print('scikit-learn', sklearn.__version__)"))
                .as(
                        "%s with scikit-learn is needed: pass -Dblockwright.python=<virtual environment>/bin/python",
                        PYTHON)
                .startsWith("scikit-learn ");
    }

    private static String output(String... arguments) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Stream.concat(Stream.of(PYTHON), Stream.of(arguments)).toList())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        process.waitFor();
        return output;
    }

    private record Numbers(Map<String, double[]> byName) {
        void check(String name, double... own) {
            double[] theirs = byName.get(name);
            assertThat(own).as(name).hasSameSizeAs(theirs);
            for (int i = 0; i < own.length; i++) {
                if (Double.isNaN(theirs[i])) {
                    assertThat(own[i]).as("%s %s", name, i).isNaN();
                } else {
                    assertThat(own[i]).as("%s %s", name, i).isCloseTo(theirs[i], ROUNDING);
                }
            }
        }
    }

    /** @param step scores are multiples of it, so that some are equal; 0 for all different */
    private static float[][] scores(int images, int classes, double step, SplittableRandom random) {
        float[][] scores = new float[images][classes];
        for (float[] image : scores) {
            for (int c = 0; c < classes; c++) {
                double score = 6 * random.nextDouble() - 3;
                image[c] = (float) (step == 0 ? score : step * Math.round(score / step));
            }
        }
        return scores;
    }

    private Numbers theirs(String task, float[][] scores, int[][] truth) throws Exception {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < scores.length; i++) {
            StringBuilder line = new StringBuilder();
            for (float score : scores[i]) {
                line.append(score).append(' ');
            }
            line.append('|');
            for (int value : truth[i]) {
                line.append(' ').append(value);
            }
            lines.add(line.toString());
        }
        Path file = folder.resolve("scores.txt");
        Files.write(file, lines);
        Map<String, double[]> numbers = new HashMap<>();
        new Gson()
                .fromJson(output(SCRIPT, task, file.toString()), com.google.gson.JsonObject.class)
                .asMap()
                .forEach((name, values) -> numbers.put(
                        name,
                        values.getAsJsonArray().asList().stream()
                                .mapToDouble(value -> value.getAsDouble())
                                .toArray()));
        return new Numbers(numbers);
    }

    /** The scores are those of a network that hands on what it gets, which a dropout does in inference. */
    private Evaluation ours(float[][] scores, int[] labels, Optional<float[][]> shares, Answers answers) {
        int classes = scores[0].length;
        List<String> names =
                IntStream.range(0, classes).mapToObj(Integer::toString).toList();
        FeatureDataset data =
                new FeatureDataset(new Shape(classes), names, 1, (view, image) -> scores[image], labels, shares);
        return Evaluator.evaluate(new Dropout(0.5f), manager, FeatureBatches.of(data, 64), names, answers);
    }

    private static double[] each(int classes, ToDoubleFunction<Integer> figure) {
        return IntStream.range(0, classes).mapToDouble(figure::applyAsDouble).toArray();
    }

    @ParameterizedTest(name = "{0} images of {1} classes, scores in steps of {2}")
    @CsvSource({"400, 12, 0", "60, 12, 0.5", "5, 6, 0", "300, 6, 3"})
    void ofOneClassForAnImage(int images, int classes, double step) throws Exception {
        SplittableRandom random = new SplittableRandom(images);
        float[][] scores = scores(images, classes, step, random);
        // The last class has no images, and the first is never the answer.
        int[] labels = random.ints(images, 0, classes - 1).toArray();
        for (int i = 0; i < images; i++) {
            scores[i][0] = -4;
            scores[i][labels[i]] += step == 0 ? 1 : (float) step;
        }
        Numbers theirs = theirs(
                "one",
                scores,
                IntStream.of(labels).mapToObj(label -> new int[] {label}).toArray(int[][]::new));
        Evaluation ours = ours(scores, labels, Optional.empty(), Answers.ONE);
        ConfusionMatrix confusion = ours.confusion();

        theirs.check("accuracy", ours.accuracy());
        theirs.check("loss", ours.loss());
        theirs.check("balancedAccuracy", confusion.balancedAccuracy());
        theirs.check("macroF1", confusion.macroF1());
        theirs.check("f1", each(classes, confusion::f1));
        theirs.check("precision", each(classes, confusion::precision));
        theirs.check("recall", each(classes, confusion::recall));
        theirs.check("confusion", each(classes * classes, i -> confusion.count(i / classes, i % classes)));
        if (step == 0) {
            // Of equal scores the first class is ahead here, as for the best one everywhere; there the last.
            theirs.check("topK", ours.topKAccuracy());
        }
    }

    @ParameterizedTest(name = "{0} images of {1} labels, scores in steps of {2}")
    @CsvSource({"400, 7, 0", "80, 7, 0.5", "300, 5, 3"})
    void ofSeveralLabelsForAnImage(int images, int labels, double step) throws Exception {
        SplittableRandom random = new SplittableRandom(images);
        float[][] scores = scores(images, labels, step, random);
        float[][] shares = new float[images][labels];
        int[][] truth = new int[images][labels];
        for (int i = 0; i < images; i++) {
            for (int label = 0; label < labels; label++) {
                // All images have the first label, none is given the second.
                boolean has = label == 0 || random.nextDouble() < 1 / (1 + Math.exp(-scores[i][label]));
                truth[i][label] = has ? 1 : 0;
                shares[i][label] = truth[i][label];
            }
            scores[i][1] = -1 - Math.abs(scores[i][1]);
        }
        Numbers theirs = theirs("several", scores, truth);
        int[] first = new int[images];
        Evaluation ours = ours(scores, first, Optional.of(shares), Answers.several(labels));
        LabelFigures figures = ours.labels().orElseThrow();
        List<Figures> each = figures.labels();

        theirs.check("averagePrecision", each(labels, i -> each.get(i).averagePrecision()));
        theirs.check("precision", each(labels, i -> each.get(i).precision()));
        theirs.check("recall", each(labels, i -> each.get(i).recall()));
        theirs.check("f1", each(labels, i -> each.get(i).f1()));
        theirs.check("macroF1", figures.macroF1());
        theirs.check("microF1", figures.microF1());
        theirs.check("accuracy", ours.accuracy());
        theirs.check("loss", ours.loss());
        LabelFigures tuned = ours(scores, first, Optional.of(shares), new Answers(true, Optional.empty()))
                .labels()
                .orElseThrow();
        theirs.check("bestF1", each(labels, i -> tuned.labels().get(i).f1()));
    }
}
