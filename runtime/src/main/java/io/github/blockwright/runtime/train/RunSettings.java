package io.github.blockwright.runtime.train;

import java.util.function.BooleanSupplier;

/**
 * How a training runs, whatever it trains: when it writes, what it does if it diverges, when it stops, and whether it computes maps again
 * instead of keeping them. A training to its end that does not diverge comes to the same, up to rounding.
 */
record RunSettings(CheckpointPolicy checkpoints, OnDivergence onDivergence, BooleanSupplier stop, boolean recomputes) {
    static final RunSettings USUAL = new RunSettings(CheckpointPolicy.USUAL, OnDivergence.STOP, () -> false, false);

    RunSettings with(CheckpointPolicy policy) {
        return new RunSettings(policy, onDivergence, stop, recomputes);
    }

    RunSettings with(OnDivergence what) {
        return new RunSettings(checkpoints, what, stop, recomputes);
    }

    RunSettings with(BooleanSupplier asked) {
        return new RunSettings(checkpoints, onDivergence, asked, recomputes);
    }

    RunSettings recomputing(boolean recomputing) {
        return new RunSettings(checkpoints, onDivergence, stop, recomputing);
    }

    /** Whether the training is to stop: it was asked to, or its thread is interrupted. */
    boolean isStopWanted() {
        return stop.getAsBoolean() || Thread.currentThread().isInterrupted();
    }
}
