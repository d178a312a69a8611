package io.github.blockwright.runtime.records;

import io.github.blockwright.runtime.files.Uninterrupted;
import io.github.blockwright.runtime.records.EventFile.Scalar;
import io.github.blockwright.runtime.report.EpochResult;
import io.github.blockwright.runtime.report.ProgressListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a training down for TensorBoard, in the folders and under the tags that Keras gives it: {@code train} and {@code
 * validation} beside each other, so that both are drawn into one chart, {@code epoch_...} by the number of the epoch, and
 * {@code batch_...} at most once a second, by thousandths of an epoch: of a fine-tuning, whose phases have steps of different
 * sizes, these too are one line. What a training resumed adds comes behind what is there.
 */
public final class TensorBoardEvents implements ProgressListener {
    /** Within a run directory. */
    public static final String FOLDER = "tensorboard";

    private static final double INTERVAL = 1;
    private static final int THOUSANDTHS = 1000;
    private static final double NANOS = 1e9;

    private final Path run;
    private final int images;
    private final EventFile training;
    private final EventFile validation;
    private final double interval;
    private int before;
    private int steps;
    private int lastStep;
    private long lastNanos;

    private TensorBoardEvents(Path run, int images, double interval) throws IOException {
        this.run = run;
        this.images = images;
        this.interval = interval;
        Path folder = run.resolve(FOLDER);
        training = new EventFile(folder.resolve("train"), now());
        validation = new EventFile(folder.resolve("validation"), now());
    }

    /** Of a training on so many images. */
    public static TensorBoardEvents of(Path run, int images) throws IOException {
        return of(run, images, INTERVAL);
    }

    /** @param interval the fewest seconds between two values within an epoch */
    static TensorBoardEvents of(Path run, int images, double interval) throws IOException {
        return new TensorBoardEvents(run, images, interval);
    }

    @Override
    public void epochStarted(int epoch, int epochs, int stepsOfEpoch) {
        try {
            // Of all phases, and of what was trained before it was resumed.
            Uninterrupted.write(() -> before = EpochLog.read(run).stream()
                    .mapToInt(phase -> phase.epochs().size())
                    .sum());
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
        steps = stepsOfEpoch;
        lastStep = 0;
        lastNanos = System.nanoTime();
    }

    @Override
    public void stepDone(int step, double loss, double accuracy) {
        long nanos = System.nanoTime();
        double passed = (nanos - lastNanos) / NANOS;
        if (passed < interval) {
            return;
        }
        double now = now();
        long at = THOUSANDTHS * (long) before + Math.round((double) THOUSANDTHS * step / steps);
        // What lies before the first step that is heard of, in an epoch that is resumed, was trained by another
        // process.
        double speed = lastStep == 0 && step > 1 ? Double.NaN : (step - lastStep) * (double) images / steps / passed;
        write(
                training,
                List.of(
                        new Scalar(now, at, "batch_loss", loss),
                        new Scalar(now, at, "batch_accuracy", accuracy),
                        new Scalar(now, at, "images_per_second", speed)));
        lastStep = step;
        lastNanos = nanos;
    }

    @Override
    public void epochDone(EpochResult result) {
        double now = now();
        int epoch = before + 1;
        List<Scalar> scalars = new ArrayList<>(List.of(
                new Scalar(now, epoch, "epoch_loss", result.loss()),
                new Scalar(now, epoch, "epoch_accuracy", result.accuracy()),
                new Scalar(now, epoch, "epoch_learning_rate", result.learningRate()),
                new Scalar(now, epoch, "epoch_images_per_second", images / result.seconds())));
        if (result.objective() != result.loss()) {
            scalars.add(new Scalar(now, epoch, "epoch_objective", result.objective()));
        }
        write(training, scalars);
        write(
                validation,
                List.of(
                        new Scalar(now, epoch, "epoch_loss", result.validationLoss()),
                        new Scalar(now, epoch, "epoch_accuracy", result.validationAccuracy()),
                        new Scalar(now, epoch, "epoch_mean_average_precision", result.validationMap())));
    }

    private static void write(EventFile file, List<Scalar> scalars) {
        try {
            file.add(scalars);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    private static double now() {
        return System.currentTimeMillis() / 1e3;
    }
}
