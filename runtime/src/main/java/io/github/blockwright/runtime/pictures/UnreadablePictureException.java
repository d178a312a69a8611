package io.github.blockwright.runtime.pictures;

import java.io.EOFException;
import java.io.IOException;

/** Why a picture is refused, and what to do about it. */
final class UnreadablePictureException extends IOException {
    private static final long serialVersionUID = 1L;

    /** What helps where a file is damaged. */
    static final String GET_AGAIN = "delete it or get it again";
    /** What helps where a file is of a kind that is not supported. */
    static final String SAVE_OTHERWISE = "save it as JPEG or PNG";

    /**
     * @param what is wrong, as a sentence without its full stop
     * @param fix what to do, as an imperative
     */
    public UnreadablePictureException(String what, String fix) {
        super(what + "; " + fix);
    }

    private UnreadablePictureException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The same with the name of the file in front. */
    public UnreadablePictureException of(Object file) {
        return new UnreadablePictureException(file + ": " + getMessage(), this);
    }

    /** For whatever the reader of a format threw at a file that it cannot make sense of. */
    public static UnreadablePictureException damaged(String format, Exception cause) {
        if (cause instanceof EOFException || cause.getCause() instanceof EOFException) {
            return cutOff();
        }
        String reason = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new UnreadablePictureException(
                "as " + format + " it cannot be decoded (" + reason
                        + "); if other programs show it, save it anew as JPEG or PNG, else " + GET_AGAIN,
                cause);
    }

    static UnreadablePictureException cutOff() {
        return new UnreadablePictureException("the file is cut off", GET_AGAIN);
    }
}
