package io.github.blockwright.runtime.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.github.blockwright.runtime.batches.Scoring;
import io.github.blockwright.runtime.blocks.Inference;
import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.data.Frame;
import io.github.blockwright.runtime.data.ImageSource;
import io.github.blockwright.runtime.data.OpenPictures;
import io.github.blockwright.runtime.explain.Explainer;
import io.github.blockwright.runtime.explain.SeenPicture;
import io.github.blockwright.runtime.files.Uninterrupted;
import io.github.blockwright.runtime.pages.RunReport;
import io.github.blockwright.runtime.records.RunRecord;
import io.github.blockwright.runtime.records.RunRecord.Status;
import io.github.blockwright.runtime.records.ScoreFile;
import io.github.blockwright.runtime.records.Scores;
import io.github.blockwright.runtime.records.Thumbnails;
import io.github.blockwright.runtime.records.Timeline;
import io.github.blockwright.runtime.report.Evaluation;
import io.github.blockwright.runtime.report.LabelFigures;
import io.github.blockwright.runtime.report.ProgressListener;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;

/** Writes down how a run goes and what it came to, and makes its report; a run without a directory leaves nothing. */
final class RunRecording {
    private static final int WARM_UP = 5;
    private static final int TIMED = 25;
    /** The surest mistakes and the closest hits, which the report's gallery shows. */
    private static final int EXPLAINED = 2 * Thumbnails.SHOWN;

    private final Optional<Path> run;
    private final boolean resumes;
    private final long started = System.nanoTime();
    private RunRecord record;

    private RunRecording(Optional<Path> run, boolean resumes, RunRecord record) {
        this.run = run;
        this.resumes = resumes;
        this.record = record;
    }

    /** Of what has not begun. */
    static RunRecording none() {
        return new RunRecording(Optional.empty(), false, null);
    }

    /** Of a run whose directory has its description. */
    static RunRecording begin(Optional<Path> run, boolean resumes, NetworkBlock<?, ?> block, NDManager manager)
            throws IOException {
        if (run.isEmpty()) {
            return none();
        }
        List<RunRecord.Row> rows = block.summary().rows().stream()
                .map(row -> new RunRecord.Row(
                        row.name(), row.operator(), row.output().toString(), row.parameters(), row.multiplyAdds()))
                .toList();
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        RunRecord record =
                RunRecord.begun(now.toString(), manager, rows, block.summary().multiLabel());
        record.write(run.get());
        return new RunRecording(run, resumes, record);
    }

    /**
     * Counts the pictures.
     *
     * @return hears how the training on them goes
     */
    Optional<ProgressListener> on(OpenPictures open) throws IOException {
        if (run.isEmpty()) {
            return Optional.empty();
        }
        Map<String, List<Integer>> parts = new LinkedHashMap<>();
        parts.put("train", counts(open.train()));
        parts.put("validation", counts(open.validation()));
        open.test().ifPresent(test -> parts.put("test", counts(test)));
        record = record.on(parts);
        record.write(run.get());
        return Optional.of(Timeline.of(run.get(), open.train().size(), resumes));
    }

    private static List<Integer> counts(ImageSource images) {
        return Arrays.stream(images.classCounts()).boxed().toList();
    }

    /** Keeps what the network says of the pictures to validate on, and how fast it is. */
    void measured(
            NetworkBlock<?, ?> block,
            NDManager manager,
            OpenPictures open,
            Optional<Evaluation> evaluation,
            Optional<Evaluation> test,
            List<Double> thresholds)
            throws IOException {
        if (run.isEmpty()) {
            return;
        }
        Map<String, Double> figures = new LinkedHashMap<>();
        evaluation.ifPresent(e -> add(figures, "", e));
        test.ifPresent(e -> add(figures, "test ", e));
        figures.put("milliseconds", milliseconds(block, manager));
        ImageSource images = open.validation();
        Scores scores = Scoring.of(block, manager, images);
        Map<Integer, byte[]> thumbnails = new TreeMap<>();
        Set<Integer> shown = Thumbnails.worthALook(scores, thresholds);
        for (int image : shown) {
            Frame frame = images.read(image);
            thumbnails.put(image, Thumbnails.of(frame.height(), frame.width(), frame.pixels()));
        }
        new ScoreFile(scores, thresholds, thumbnails, heatMaps(block, images, shown)).write(run.get());
        record = record.measured(open.leftOut().orElse(""), figures);
    }

    /** Where the network looks in the first of the pictures; what it cannot be asked of is left out. */
    private static Map<Integer, byte[]> heatMaps(NetworkBlock<?, ?> block, ImageSource images, Set<Integer> shown) {
        Map<Integer, byte[]> maps = new TreeMap<>();
        try (Explainer explainer = Explainer.of(block, images.classes())) {
            if (explainer.hasMap()) {
                for (int image : shown.stream().limit(EXPLAINED).toList()) {
                    SeenPicture seen = explainer.see(images.read(image));
                    maps.put(image, Thumbnails.of(seen.gradCam().overlay()));
                }
            }
        } catch (IOException | RuntimeException e) {
            System.out.println("the report shows where the network looks in " + maps.size() + " pictures, no more: "
                    + e.getMessage());
        }
        return maps;
    }

    private static void add(Map<String, Double> figures, String prefix, Evaluation evaluation) {
        figures.put(prefix + "images", (double) evaluation.images());
        figures.put(prefix + "loss", evaluation.loss());
        figures.put(prefix + "accuracy", evaluation.accuracy());
        if (evaluation.labels().isPresent()) {
            LabelFigures labels = evaluation.labels().get();
            figures.put(prefix + "mean average precision", labels.meanAveragePrecision());
            figures.put(prefix + "macro F1", labels.macroF1());
            figures.put(prefix + "micro F1", labels.microF1());
        } else {
            figures.put(prefix + "top-" + evaluation.topK() + " accuracy", evaluation.topKAccuracy());
            figures.put(prefix + "balanced accuracy", evaluation.confusion().balancedAccuracy());
            figures.put(prefix + "macro F1", evaluation.confusion().macroF1());
        }
    }

    /** What one picture takes through the block as it is, the median. */
    private static double milliseconds(NetworkBlock<?, ?> block, NDManager manager) {
        InputSpec input = block.summary().input();
        double[] times = new double[TIMED];
        for (int i = -WARM_UP; i < TIMED; i++) {
            try (NDManager scope = manager.newSubManager()) {
                NDArray picture = scope.zeros(input.shape(1));
                long before = System.nanoTime();
                // Reading the result waits for it.
                Inference.forward(block, picture).toFloatArray();
                if (i >= 0) {
                    times[i] = (System.nanoTime() - before) / 1e6;
                }
            }
        }
        Arrays.sort(times);
        return times[TIMED / 2];
    }

    /** The end of a run that came to it. */
    Optional<Path> finished() {
        return ended(Status.FINISHED, "");
    }

    /** The end of a run that did not. */
    void failed(Throwable cause) {
        Status how = cause instanceof CancellationException ? Status.STOPPED : Status.FAILED;
        ended(how, cause.getMessage() == null ? cause.toString() : cause.getMessage());
    }

    /** A report that cannot be written is no reason to lose what was trained, nor to hide why it was not. */
    private Optional<Path> ended(Status how, String why) {
        if (run.isEmpty()) {
            return Optional.empty();
        }
        try {
            Path directory = run.get();
            double seconds = (System.nanoTime() - started) / 1e9;
            // A training that was interrupted has its report too.
            Uninterrupted.write(() -> {
                record.ended(how, why, seconds).write(directory);
                RunReport.write(directory);
            });
            return Optional.of(RunReport.file(directory));
        } catch (IOException | RuntimeException e) {
            System.out.println("the report could not be made: " + e.getMessage());
            return Optional.empty();
        }
    }
}
