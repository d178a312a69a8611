package io.github.blockwright.processor.spec.names;

import java.util.Locale;

/** How a component's name becomes the constant of its row. */
public final class RowConstants {
    private RowConstants() {}

    /** {@code stage3} becomes {@code STAGE3}, {@code lastConv} becomes {@code LAST_CONV}. */
    public static String of(String component) {
        return component
                .replaceAll("(\\p{Ll}|\\d)(\\p{Lu})", "$1_$2")
                .replaceAll("(\\p{Lu})(\\p{Lu}\\p{Ll})", "$1_$2")
                .toUpperCase(Locale.ROOT);
    }
}
