package io.github.blockwright.runtime.train;

import java.util.function.BooleanSupplier;

/** How a training is kept safe, whatever it trains: when it writes, when it stops, and what it does if it diverges. */
record RunSettings(CheckpointPolicy checkpoints, OnDivergence onDivergence, BooleanSupplier stop) {
    static final RunSettings USUAL = new RunSettings(CheckpointPolicy.USUAL, OnDivergence.STOP, () -> false);

    RunSettings with(CheckpointPolicy policy) {
        return new RunSettings(policy, onDivergence, stop);
    }

    RunSettings with(OnDivergence what) {
        return new RunSettings(checkpoints, what, stop);
    }

    RunSettings with(BooleanSupplier asked) {
        return new RunSettings(checkpoints, onDivergence, asked);
    }

    /** Whether the training is to stop: it was asked to, or its thread is interrupted. */
    boolean isStopWanted() {
        return stop.getAsBoolean() || Thread.currentThread().isInterrupted();
    }
}
