package io.github.blockwright.runtime.fuzz;

/** What Jazzer calls with bytes that it makes up; {@value #TARGET} says for which reader. */
public final class FuzzEntry {
    static final String TARGET = "blockwright.fuzz.target";

    private static final FuzzTarget READER = FuzzTarget.valueOf(System.getProperty(TARGET));

    private FuzzEntry() {}

    /** Jazzer finds it by this name. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        READER.check(bytes);
    }
}
