package io.github.blockwright.processor.read;

/** An annotation's value that the source does not give, or not validly; the compiler itself reports why. */
final class UnreadableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnreadableException(String attribute) {
        super(attribute);
    }
}
