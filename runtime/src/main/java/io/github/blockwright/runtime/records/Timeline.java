package io.github.blockwright.runtime.records;

import io.github.blockwright.runtime.files.AtomicFiles;
import io.github.blockwright.runtime.files.TextFiles;
import io.github.blockwright.runtime.files.Uninterrupted;
import io.github.blockwright.runtime.report.EpochResult;
import io.github.blockwright.runtime.report.ProgressListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How fast a training went and how much memory it held, every few seconds: {@code timeline.csv} beside the run. However long
 * the training, there are at most {@value #MOST} samples; when there are more, every second one goes and they come half as
 * often.
 */
public final class Timeline implements ProgressListener {
    private static final String FILE = "timeline.csv";
    private static final String HEADER = "seconds,images_per_second,memory_mb";
    private static final int MOST = 600;
    private static final double NANOS = 1e9;
    /** Who watches a long epoch wants to see it move. */
    private static final double SECONDS_UNWRITTEN = 10;

    private final Path run;
    private final int images;
    private final List<Sample> samples;
    private final long started = System.nanoTime();
    private final double before;
    private double interval = 1;
    private double imagesPerStep;
    private long stepsSince;
    private double lastSample;
    private double lastWritten;

    /**
     * What was seen at a moment.
     *
     * @param seconds since the training began, without the time between it and its resumption
     * @param imagesPerSecond since the last moment; NaN if nothing was trained in between
     * @param memoryMegabytes that the process held, resident; NaN if the system does not say
     */
    public record Sample(double seconds, double imagesPerSecond, double memoryMegabytes) {}

    private Timeline(Path run, int images, List<Sample> earlier) {
        this.run = run;
        this.images = images;
        this.samples = new ArrayList<>(earlier);
        this.before = earlier.isEmpty() ? 0 : earlier.get(earlier.size() - 1).seconds();
        this.lastSample = before;
    }

    /**
     * Of a training on so many images.
     *
     * @param resumes whether it goes on from what is there
     */
    public static Timeline of(Path run, int images, boolean resumes) throws IOException {
        return new Timeline(run, images, resumes ? read(run) : List.of());
    }

    @Override
    public void epochStarted(int epoch, int epochs, int steps) {
        imagesPerStep = (double) images / steps;
        // What lies between epochs is evaluation.
        stepsSince = 0;
        lastSample = now();
    }

    @Override
    public void stepDone(int step, double loss, double accuracy) {
        stepsSince++;
        if (now() - lastSample >= interval) {
            sample();
            if (now() - lastWritten >= SECONDS_UNWRITTEN) {
                write();
            }
        }
    }

    @Override
    public void epochDone(EpochResult result) {
        write();
    }

    private void sample() {
        double now = now();
        samples.add(new Sample(now, stepsSince * imagesPerStep / (now - lastSample), ProcessMemory.megabytes()));
        stepsSince = 0;
        lastSample = now;
        if (samples.size() > MOST) {
            for (int i = samples.size() - 2; i >= 0; i -= 2) {
                samples.remove(i);
            }
            interval *= 2;
        }
    }

    private double now() {
        return before + (System.nanoTime() - started) / NANOS;
    }

    private void write() {
        List<String> lines = new ArrayList<>(List.of(HEADER));
        for (Sample sample : samples) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%.1f,%.1f,%.1f",
                    sample.seconds(),
                    sample.imagesPerSecond(),
                    sample.memoryMegabytes()));
        }
        try {
            Uninterrupted.write(() -> AtomicFiles.write(run.resolve(FILE), part -> Files.write(part, lines)));
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
        lastWritten = now();
    }

    /** What a run has; nothing if it has no such file, and of a damaged one the lines that are whole. */
    public static List<Sample> read(Path run) throws IOException {
        Path file = run.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return List.of();
        }
        return TextFiles.read(file)
                .lines()
                .skip(1)
                .map(line -> line.split(",", -1))
                .flatMap(values -> sample(values).stream())
                .toList();
    }

    /** Nothing of a line that somebody cut. */
    private static Optional<Sample> sample(String... values) {
        if (values.length != 3) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Sample(
                    Double.parseDouble(values[0]), Double.parseDouble(values[1]), Double.parseDouble(values[2])));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
