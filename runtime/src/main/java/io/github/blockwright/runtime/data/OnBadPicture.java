package io.github.blockwright.runtime.data;

/** What happens when a picture cannot be read: its file is empty, damaged, cut off, or no picture. */
public enum OnBadPicture {
    /** Everything stops, and the message names the picture. */
    FAIL,
    /**
     * The picture is left out, which is said, as long as there are few of them: 10, or fewer than 1 % of all if that is
     * more. In training the next picture that can be read takes its place, so that batches stay as large as they are.
     */
    SKIP
}
