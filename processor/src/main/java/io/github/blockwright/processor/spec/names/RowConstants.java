package io.github.blockwright.processor.spec.names;

import java.util.Locale;
import java.util.regex.Pattern;

/** How a component's name becomes the constant of its row. */
public final class RowConstants {
    private static final Pattern WORD_END = Pattern.compile("(\\p{Ll}|\\d)(\\p{Lu})");
    private static final Pattern ACRONYM_END = Pattern.compile("(\\p{Lu})(\\p{Lu}\\p{Ll})");

    private RowConstants() {}

    /** {@code stage3} becomes {@code STAGE3}, {@code lastConv} becomes {@code LAST_CONV}. */
    public static String of(String component) {
        String words = WORD_END.matcher(component).replaceAll("$1_$2");
        return ACRONYM_END.matcher(words).replaceAll("$1_$2").toUpperCase(Locale.ROOT);
    }
}
