package io.github.blockwright.runtime.files;

import java.time.Duration;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A progress bar on a terminal, and nothing at all where there is no terminal to draw it on. */
public final class Progress implements AutoCloseable {
    private final Optional<ProgressBar> bar;

    private Progress(Optional<ProgressBar> bar) {
        this.bar = bar;
    }

    /** Progress in pieces, such as files. */
    public static Progress ofPieces(String task, long total) {
        return start(builder(task, total));
    }

    /**
     * Progress in bytes, shown as megabytes.
     *
     * @param done bytes that an earlier run has already got
     * @param total -1 where it is not known
     */
    public static Progress ofBytes(String task, long done, long total) {
        return start(builder(task, total).setUnit(" MB", 1_000_000).startsFrom(done, Duration.ZERO));
    }

    /** Moves on by so many pieces or bytes; any thread may call it. */
    public void step(long by) {
        bar.ifPresent(b -> b.stepBy(by));
    }

    @Override
    public void close() {
        bar.ifPresent(ProgressBar::close);
    }

    private static ProgressBarBuilder builder(String task, long total) {
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(total)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(200);
    }

    private static Progress start(ProgressBarBuilder builder) {
        return new Progress(Terminals.interactive() ? Optional.of(builder.build()) : Optional.empty());
    }
}
