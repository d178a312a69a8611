package io.github.blockwright.runtime.train;

import io.github.blockwright.runtime.files.Terminals;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressState;

/**
 * Shows a training as Keras does: a line an epoch, with a moving bar where the output is a terminal.
 *
 * <pre>
 * Epoch 3/30  391/391 [====================] 37s 95ms/step - loss: 1.4210 - accuracy: 0.5832 - val_loss: ...
 * </pre>
 */
public final class ProgressLine implements TrainingListener {
    private static final int BAR = 20;
    private static final int REFRESH_MILLIS = 200;

    private final PrintStream out;
    private final boolean moving;
    private ProgressBar bar;
    private String title = "";
    private int steps;

    /** Shows a moving bar only if the process has a terminal. */
    public ProgressLine(PrintStream out) {
        this(out, Terminals.interactive());
    }

    ProgressLine(PrintStream out, boolean moving) {
        this.out = out;
        this.moving = moving;
    }

    @Override
    public void epochStarted(int epoch, int epochs, int stepsOfEpoch) {
        title = "Epoch " + epoch + "/" + epochs;
        steps = stepsOfEpoch;
        if (moving) {
            bar = new ProgressBarBuilder()
                    .setTaskName(title)
                    .setInitialMax(stepsOfEpoch)
                    .setUpdateIntervalMillis(REFRESH_MILLIS)
                    .setConsumer(new ConsoleProgressBarConsumer(out))
                    .setRenderer(ProgressLine::render)
                    .clearDisplayOnFinish()
                    .build();
        }
    }

    @Override
    public void stepDone(int step, double loss, double accuracy) {
        if (bar != null) {
            bar.setExtraMessage(metrics(loss, accuracy));
            bar.stepTo(step);
        }
    }

    @Override
    public void epochDone(EpochResult result) {
        stopped();
        StringBuilder line = new StringBuilder(line(
                title,
                steps,
                steps,
                result.seconds(),
                result.millisPerStep(),
                metrics(result.loss(), result.accuracy())));
        if (!Double.isNaN(result.validationAccuracy())) {
            line.append(String.format(
                    Locale.ROOT,
                    " - val_loss: %.4f - val_accuracy: %.4f",
                    result.validationLoss(),
                    result.validationAccuracy()));
        }
        out.println(line);
    }

    @Override
    public void stopped() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }

    private static String render(ProgressState state, int maxLength) {
        Duration elapsed = state.getTotalElapsed();
        long done = state.getCurrent();
        double seconds = elapsed.toMillis() / 1e3;
        String line = line(
                state.getTaskName(),
                done,
                state.getMax(),
                seconds,
                done == 0 ? 0 : 1e3 * seconds / done,
                state.getExtraMessage());
        return line.length() > maxLength ? line.substring(0, Math.max(0, maxLength)) : line;
    }

    private static String line(
            String title, long done, long steps, double seconds, double millisPerStep, String metrics) {
        int filled = (int) (BAR * done / Math.max(1, steps));
        String progress = filled == BAR ? "=".repeat(BAR) : "=".repeat(filled) + ">" + ".".repeat(BAR - filled - 1);
        return String.format(
                Locale.ROOT,
                "%s  %d/%d [%s] %.0fs %.0fms/step - %s",
                title,
                done,
                steps,
                progress,
                seconds,
                millisPerStep,
                metrics);
    }

    private static String metrics(double loss, double accuracy) {
        return String.format(Locale.ROOT, "loss: %.4f - accuracy: %.4f", loss, accuracy);
    }
}
