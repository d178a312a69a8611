package io.github.blockwright.runtime.train;

/** A training that cannot start or go on; the message says where and what to change. */
public final class TrainingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what is wrong, where, and what to change
     */
    public TrainingException(String message) {
        super(message);
    }

    /**
     * @param message what is wrong, where, and what to change
     * @param cause what it came from
     */
    public TrainingException(String message, Throwable cause) {
        super(message, cause);
    }
}
