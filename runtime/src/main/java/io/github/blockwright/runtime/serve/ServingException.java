package io.github.blockwright.runtime.serve;

/** Says why an engine cannot run a network. */
public final class ServingException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    ServingException(String message, Throwable cause) {
        super(message, cause);
    }
}
