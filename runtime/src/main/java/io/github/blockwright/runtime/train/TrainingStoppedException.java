package io.github.blockwright.runtime.train;

import java.util.concurrent.CancellationException;

/** A training has stopped since it was asked to, and goes on from there when it is resumed; the message says where. */
public final class TrainingStoppedException extends CancellationException {
    private static final long serialVersionUID = 1L;

    private final boolean written;

    TrainingStoppedException(String message, boolean written) {
        super(message);
        this.written = written;
    }

    /** {@return whether the run's directory has a checkpoint to go on from} */
    public boolean isWritten() {
        return written;
    }
}
