package io.github.blockwright.runtime.train;

/** A step after which the training is no longer one; whoever trains decides what becomes of it. */
final class DivergedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DivergedException(String message) {
        super(message);
    }

    /** What users are told where nothing is done about it. */
    TrainingException ending() {
        return new TrainingException(getMessage(), this);
    }
}
