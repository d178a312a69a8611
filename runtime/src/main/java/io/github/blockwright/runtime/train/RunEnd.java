package io.github.blockwright.runtime.train;

import io.github.blockwright.runtime.engine.NoMemory;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

/** What users are told of a run that did not finish. */
final class RunEnd {
    private RunEnd() {}

    /**
     * The error that a run ends with: itself, unless more is known of what it came from.
     *
     * @param failure that ended it
     * @param directory of the run
     * @return to be thrown
     * @throws IOException if the failure is one
     */
    static RuntimeException of(Throwable failure, RunSettings settings, Optional<RunDirectory> directory)
            throws IOException {
        if (failure instanceof TrainingStoppedException stopped) {
            return stopped;
        }
        if (settings.isStopWanted() && isInterruption(failure)) {
            TrainingStoppedException stopped = new TrainingStoppedException(
                    "The training stopped before its first step, or between two phases; "
                            + (directory.isPresent()
                                    ? "it goes on from there when it is resumed from "
                                            + directory.get().path()
                                    : "without a directory, nothing was written"),
                    directory.isPresent());
            stopped.initCause(failure);
            return stopped;
        }
        Optional<String> noMemory = NoMemory.reason(failure);
        if (noMemory.isPresent()) {
            String smaller =
                    "take a smaller batch (--batch-size, with --accumulation for the same step), smaller images in the"
                            + " table's @Input" + (settings.recomputes() ? "" : ", compute maps again (--recompute)");
            return new TrainingException(NoMemory.message(noMemory.get(), smaller), failure);
        }
        if (failure instanceof IOException io) {
            throw io;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        return (RuntimeException) failure;
    }

    private static boolean isInterruption(Throwable failure) {
        return causes(failure)
                .anyMatch(cause -> cause instanceof CancellationException
                        || cause instanceof ClosedByInterruptException
                        || cause instanceof InterruptedException);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }
}
