package io.github.blockwright.runtime.weights.formats;

import java.io.IOException;
import java.nio.file.Path;

/** A weight file that cannot be used. The message names the file, the place in it, what is wrong and what to do. */
public final class WeightFileException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * @param file the file as the caller named it
     * @param problem the place in the file, what was expected and what was found
     * @param fix what the user can do
     */
    public WeightFileException(Path file, String problem, String fix) {
        this(file, problem, fix, null);
    }

    /** As above, with what a library threw. */
    public WeightFileException(Path file, String problem, String fix, Throwable cause) {
        super(file + ": " + problem + "; " + fix, cause);
    }

    /** Bytes that contradict the format, most often a download that broke off. */
    public static WeightFileException damaged(Path file, String problem) {
        return damaged(file, problem, null);
    }

    /** As above, with what a library threw. */
    public static WeightFileException damaged(Path file, String problem, Throwable cause) {
        return new WeightFileException(file, problem, "the file is damaged: get it again", cause);
    }

    /** Text from a file, made safe for a message: short, and without control characters. */
    public static String quoted(String text) {
        String start = text.length() > 120 ? text.substring(0, 120) + "..." : text;
        return "'" + start.replaceAll("\\p{Cntrl}", "?") + "'";
    }
}
