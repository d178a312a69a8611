package io.github.blockwright.runtime.report;

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
public final class ProgressLine implements ProgressListener {
    private static final int BAR = 20;
    private static final int SHORTEST_BAR = 5;
    private static final int REFRESH_MILLIS = 200;

    private final PrintStream out;
    private final boolean moving;
    private final SameLine sameLine;
    private ProgressBar bar;
    private String title = "";
    private int steps;

    /**
     * Shows a moving bar only if the process has a terminal.
     *
     * @param out where to write
     */
    public ProgressLine(PrintStream out) {
        this(out, Terminals.interactive());
    }

    ProgressLine(PrintStream out, boolean moving) {
        this.out = out;
        this.moving = moving;
        this.sameLine = new SameLine(out);
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
                    .setConsumer(sameLine)
                    .setRenderer(ProgressLine::render)
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
        out.println(line(BAR, title, steps, steps, result.seconds(), result.millisPerStep(), result.figures()));
    }

    @Override
    public void noted(String line) {
        stopped();
        out.println(line);
    }

    @Override
    public void stopped() {
        if (bar != null) {
            bar.close();
            bar = null;
            // The bar would clear itself on request, but not if it is closed before it was first shown.
            sameLine.clear();
        }
    }

    private static String render(ProgressState state, int maxLength) {
        Duration elapsed = state.getTotalElapsed();
        long done = state.getCurrent();
        double seconds = elapsed.toMillis() / 1e3;
        double millisPerStep = done == 0 ? 0 : 1e3 * seconds / done;
        String metrics = state.getExtraMessage();
        String line = line(BAR, state.getTaskName(), done, state.getMax(), seconds, millisPerStep, metrics);
        if (line.length() > maxLength) {
            // A narrow terminal shortens the bar first, the figures only then.
            int bar = Math.max(SHORTEST_BAR, BAR - (line.length() - maxLength));
            line = line(bar, state.getTaskName(), done, state.getMax(), seconds, millisPerStep, metrics);
        }
        return line.substring(0, Math.min(line.length(), Math.max(0, maxLength)));
    }

    private static String line(
            int bar, String title, long done, long steps, double seconds, double millisPerStep, String metrics) {
        int filled = (int) (bar * done / Math.max(1, steps));
        String progress = filled == bar ? "=".repeat(bar) : "=".repeat(filled) + ">" + ".".repeat(bar - filled - 1);
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

    /** Ends without a line break, so that the line of the epoch takes the bar's place. */
    private static final class SameLine extends ConsoleProgressBarConsumer {
        private final PrintStream out;

        SameLine(PrintStream out) {
            super(out);
            this.out = out;
        }

        @Override
        public void close() {
            out.flush();
        }
    }

    private static String metrics(double loss, double accuracy) {
        return String.format(Locale.ROOT, "loss: %.4f - accuracy: %.4f", loss, accuracy);
    }
}
