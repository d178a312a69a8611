package io.github.blockwright.runtime.train;

import java.util.concurrent.CancellationException;

/** A training has stopped since it was asked to, and goes on from there when it is resumed; the message says where. */
public final class TrainingStoppedException extends CancellationException {
    private static final long serialVersionUID = 1L;

    private final boolean resumable;

    TrainingStoppedException(String message, boolean resumable) {
        super(message);
        this.resumable = resumable;
    }

    /** {@return whether the run has a directory, from which it goes on when it is resumed} */
    public boolean isResumable() {
        return resumable;
    }
}
