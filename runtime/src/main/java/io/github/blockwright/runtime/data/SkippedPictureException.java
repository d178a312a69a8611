package io.github.blockwright.runtime.data;

import java.io.IOException;

/** Says that a picture cannot be read and is to be left out; see {@link OnBadPicture#SKIP}. */
public final class SkippedPictureException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * Names the picture.
     *
     * @param message which picture, and why
     */
    public SkippedPictureException(String message) {
        super(message);
    }
}
