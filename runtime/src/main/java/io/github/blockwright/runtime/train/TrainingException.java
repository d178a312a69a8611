package io.github.blockwright.runtime.train;

/** A training that cannot start or go on; the message says where and what to change. */
public final class TrainingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Says what is wrong.
     *
     * @param message what is wrong, where, and what to change
     */
    public TrainingException(String message) {
        super(message);
    }

    /**
     * Says what is wrong, and what it came from.
     *
     * @param message what is wrong, where, and what to change
     * @param cause what it came from
     */
    public TrainingException(String message, Throwable cause) {
        super(message, cause);
    }
}
