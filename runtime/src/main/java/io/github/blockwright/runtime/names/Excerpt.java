package io.github.blockwright.runtime.names;

/** What a message repeats of a file, which may be anything: in one line, and not without end. */
public final class Excerpt {
    private static final int LONGEST = 200;

    private Excerpt() {}

    /** The text, or its beginning if it is long. */
    public static String of(Object text) {
        String whole = String.valueOf(text);
        String start = whole.length() <= LONGEST ? whole : whole.substring(0, LONGEST) + "...";
        return start.replaceAll("\\p{Cntrl}", " ");
    }
}
