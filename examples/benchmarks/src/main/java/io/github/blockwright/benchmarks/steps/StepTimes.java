package io.github.blockwright.benchmarks.steps;

import io.github.blockwright.runtime.report.ProgressListener;
import java.util.ArrayList;
import java.util.List;

/**
 * How long a training's steps take: from one {@link ProgressListener#stepDone} to the next, so with forward and backward
 * pass, clipping, update, loss and accuracy, and with waiting for the batch, which another thread prepares meanwhile.
 */
public final class StepTimes implements ProgressListener {
    private final List<Double> milliseconds = new ArrayList<>();
    private long last;

    /** {@return those of all steps so far} */
    public List<Double> milliseconds() {
        return List.copyOf(milliseconds);
    }

    @Override
    public void epochStarted(int epoch, int epochs, int steps) {
        last = System.nanoTime();
    }

    @Override
    public void stepDone(int step, double loss, double accuracy) {
        long now = System.nanoTime();
        milliseconds.add((now - last) / 1e6);
        last = now;
    }
}
