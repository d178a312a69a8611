package io.github.blockwright.cli;

import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.data.Frame;
import io.github.blockwright.runtime.data.Pictures;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.records.RunRecord;
import io.github.blockwright.runtime.records.RunRecord.Row;
import io.github.blockwright.runtime.records.RunRecord.Status;
import io.github.blockwright.runtime.records.ScoreFile;
import io.github.blockwright.runtime.records.Scores;
import io.github.blockwright.runtime.records.Scores.Picture;
import io.github.blockwright.runtime.records.Thumbnails;
import io.github.blockwright.runtime.weights.RunDescription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Run directories as trainings leave them, without a training: of whatever a page has to look right for. */
final class MadeUpRuns {
    static final List<String> SHAPES = List.of(
            "circle",
            "square",
            "triangle",
            "star",
            "cross",
            "ring",
            "diamond",
            "crescent",
            "arrow",
            "a heart, <b>bold</b>");

    private final Path run;
    private final List<String> classes;
    private int epochs = 30;
    private int pictures = 1000;
    private int seed = 1;
    private double skill = 3.2;
    private boolean multiLabel;
    private boolean phases;
    private Status status = Status.FINISHED;
    private String message = "";

    MadeUpRuns(Path run, List<String> classes) {
        this.run = run;
        this.classes = classes;
    }

    static List<String> many(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> String.format(Locale.ROOT, "species %03d", i))
                .toList();
    }

    MadeUpRuns epochs(int number) {
        epochs = number;
        return this;
    }

    MadeUpRuns pictures(int number) {
        pictures = number;
        return this;
    }

    MadeUpRuns seed(int value) {
        seed = value;
        return this;
    }

    MadeUpRuns skill(double value) {
        skill = value;
        return this;
    }

    MadeUpRuns multiLabel() {
        multiLabel = true;
        return this;
    }

    MadeUpRuns inPhases() {
        phases = true;
        return this;
    }

    MadeUpRuns failed(String why) {
        status = Status.FAILED;
        message = why;
        return this;
    }

    Path write() throws IOException {
        Files.createDirectories(run);
        Recipe recipe = Recipe.builder().epochs(Math.max(1, epochs)).seed(seed).build();
        InputSpec input = new InputSpec(32, 32, 3, 1 / 255.0, List.of(0.5, 0.5, 0.5), List.of(0.5, 0.5, 0.5));
        new RunDescription(
                        multiLabel ? RunDescription.MULTI_LABEL : RunDescription.CLASSIFICATION,
                        "io.github.blockwright.networks.ShapesNetBlock",
                        "ShapesNet",
                        "0f1e2d3c",
                        classes,
                        input,
                        "last-0000.params",
                        "ten drawn shapes: 10,000 pictures to train on and " + pictures + " to validate on",
                        recipe.toJson())
                .write(run);
        writeLogs();
        ScoreFile scores = scores();
        if (status == Status.FINISHED) {
            scores.write(run);
        }
        record(scores.scores()).write(run);
        return run;
    }

    private RunRecord record(Scores scores) {
        List<Row> rows = List.of(
                new Row("stem", "Conv 3×3 / 2", "(16, 16, 16)", 464, 110_592),
                new Row("stage1", "2 × InvertedResidual 4, 3×3 / 2", "(24, 8, 8)", 11_328, 1_105_920),
                new Row("stage2", "2 × InvertedResidual 4, 3×3 / 2", "(40, 4, 4)", 31_776, 614_400),
                new Row("head", "Conv 1×1", "(160, 4, 4)", 6_720, 102_400),
                new Row("pooled", "GlobalAveragePool", "(160)", 0, 0),
                new Row("logits", "Dense", "(" + classes.size() + ")", 161L * classes.size(), 160L * classes.size()));
        Map<String, Double> figures = new LinkedHashMap<>();
        if (status == Status.FINISHED) {
            double right = scores.multiLabel()
                    ? 0.71
                    : scores.hits().size() / (double) scores.pictures().size();
            figures.put("images", (double) pictures);
            figures.put("loss", 0.4242);
            figures.put("accuracy", right);
            if (multiLabel) {
                figures.put("mean average precision", 0.912);
                figures.put("macro F1", 0.874);
            } else {
                figures.put("top-5 accuracy", 0.99);
                figures.put("balanced accuracy", right - 0.002);
                figures.put("macro F1", right - 0.003);
                figures.put("test images", 500.0);
                figures.put("test accuracy", right - 0.01);
            }
            figures.put("milliseconds", 1.84);
        }
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("Java", "17.0.15+6, OpenJDK 64-Bit Server VM");
        environment.put("Engine", "PyTorch 2.7.1");
        environment.put("Cores", "2");
        List<Integer> counts = Collections.nCopies(classes.size(), pictures / classes.size());
        return new RunRecord(
                status,
                message,
                "2026-11-30T04:00:00Z",
                754,
                "blockwright train ShapesNet --data shapes --seed " + seed,
                environment,
                Map.of("train", counts, "validation", counts),
                status == Status.FINISHED ? "2 pictures were left out; see bad-pictures.txt" : "",
                rows,
                multiLabel,
                figures);
    }

    private void writeLogs() throws IOException {
        if (phases) {
            Files.writeString(run.resolve("head-log.csv"), log(0, epochs / 3, 0.05));
            Files.writeString(run.resolve("log.csv"), log(epochs / 3, epochs, 0.005));
        } else if (epochs > 0) {
            Files.writeString(run.resolve("log.csv"), log(0, epochs, 0.1));
        }
        StringBuilder timeline = new StringBuilder("seconds,images_per_second,memory_mb\n");
        Random random = new Random(seed);
        for (int i = 1; i <= Math.min(200, epochs * 8); i++) {
            timeline.append(String.format(
                    Locale.ROOT,
                    "%.1f,%.1f,%.1f%n",
                    i * 3.5,
                    1900 + 90 * random.nextGaussian(),
                    900 + 2.0 * Math.sqrt(i) * 10));
        }
        Files.writeString(run.resolve("timeline.csv"), timeline);
        if (status == Status.FINISHED) {
            Files.writeString(
                    run.resolve("bad-pictures.txt"),
                    "photos/circle/0412.jpg: not a whole JPEG\nphotos/star/0007.jpg: empty\n");
        }
    }

    private String log(int from, int to, double rate) {
        Random random = new Random(seed + from);
        StringBuilder log = new StringBuilder("epoch,loss,accuracy,val_loss,val_accuracy,learning_rate,seconds,"
                + "ms_per_step,wait_ms_per_step,objective,val_map\n");
        for (int i = from + 1; i <= to; i++) {
            double fit = 1 - Math.exp(-i / (3 + skill));
            double noise = 0.01 * random.nextGaussian();
            double top = 0.6 + skill / 10;
            log.append(String.format(
                    Locale.ROOT,
                    "%d,%.5f,%.5f,%.5f,%.5f,%.6f,%.2f,%.2f,%.3f,%.5f,%.5f%n",
                    i - from,
                    2.2 * (1 - fit) + 0.1,
                    Math.min(1, top * fit + 0.06),
                    2.2 * (1 - fit) + 0.25 + noise,
                    top * fit - noise,
                    rate * (1 + Math.cos(Math.PI * (i - from) / (to - from + 1))) / 2,
                    21.0 + noise,
                    18.2,
                    0.02,
                    2.2 * (1 - fit) + 0.6,
                    multiLabel ? top * fit + 0.03 : Double.NaN));
        }
        return log.toString();
    }

    private ScoreFile scores() throws IOException {
        Random random = new Random(seed);
        List<Picture> all = new ArrayList<>();
        int kept = Scores.kept(classes.size(), pictures);
        for (int i = 0; i < pictures; i++) {
            float[] logits = new float[classes.size()];
            int label = i % classes.size();
            for (int c = 0; c < logits.length; c++) {
                logits[c] = (float) (1.6 * random.nextGaussian() - (multiLabel ? 3 : 0));
            }
            int[] labels = multiLabel
                    ? IntStream.range(0, classes.size())
                            .filter(c -> random.nextInt(4) == 0)
                            .toArray()
                    : new int[] {label};
            for (int c : labels) {
                logits[c] += (float) (multiLabel ? 6 : skill - 0.6 + Math.log(classes.size()));
            }
            all.add(Picture.of(i, labels, multiLabel ? logits : Scores.logProbabilities(logits), kept));
        }
        Scores scores = new Scores(multiLabel, classes, all);
        List<Double> thresholds = multiLabel ? Collections.nCopies(classes.size(), 0.5) : List.of();
        Map<Integer, byte[]> thumbnails = new TreeMap<>();
        try (var open = Pictures.shapes(20, Math.max(20, Math.min(pictures, 1000)))
                .open(new InputSpec(32, 32, 3, 1, List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0)), 0)) {
            var images = open.validation();
            for (int index : Thumbnails.worthALook(scores, thresholds)) {
                Frame frame = images.read(index % images.size());
                thumbnails.put(index, Thumbnails.of(frame.height(), frame.width(), frame.pixels()));
            }
        }
        return new ScoreFile(scores, thresholds, thumbnails, Map.of());
    }
}
