package io.github.blockwright.processor.read;

/** An annotation's value that the source does not give, or not validly; the compiler itself reports why. */
final class UnreadableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final boolean isFinal;

    /** An attribute whose value is not valid, or not known yet. */
    UnreadableException(String attribute) {
        this(attribute, false);
    }

    private UnreadableException(String attribute, boolean isFinal) {
        super(attribute);
        this.isFinal = isFinal;
    }

    /** An attribute that no other processor can mend: it has no default and is not there, or names what has mistakes. */
    static UnreadableException forGood(String attribute) {
        return new UnreadableException(attribute, true);
    }

    /** Whether no later round can know more. */
    boolean isFinal() {
        return isFinal;
    }
}
