package io.github.blockwright.runtime.train;

import java.time.Duration;
import java.util.function.LongSupplier;

/** When the next checkpoint within an epoch is due: after the interval, or later where writing one takes long. */
final class CheckpointPace {
    /** The times what writing took that have to pass before the next, so that it costs at most a hundredth of the time. */
    private static final int PARTS = 99;

    private final long interval;
    private final LongSupplier clock;
    private long last;
    private long cost;

    CheckpointPace(Duration every) {
        this(every, System::nanoTime);
    }

    CheckpointPace(Duration every, LongSupplier clock) {
        this.interval = every.toNanos();
        this.clock = clock;
        this.last = clock.getAsLong();
    }

    boolean isDue() {
        return isDueAfter(0);
    }

    /** Whether it is before something that takes so many nanoseconds is over. */
    boolean isDueAfter(long nanos) {
        return interval > 0 && clock.getAsLong() + nanos - last >= Math.max(interval, PARTS * cost);
    }

    /** One was written, which took from then to now. */
    void written(long started) {
        last = clock.getAsLong();
        cost = last - started;
    }

    long now() {
        return clock.getAsLong();
    }
}
