package io.github.blockwright.runtime.pages;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Figures as people read them. */
final class Words {
    static final String NONE = "–";

    private static final char NO_BREAK = 0xa0;

    private Words() {}

    /** A share as {@code 93.4 %}. */
    static String percent(double share) {
        return Double.isNaN(share) ? NONE : String.format(Locale.ROOT, "%.1f%c%%", 100 * share, NO_BREAK);
    }

    /** As {@code 0.934}. */
    static String three(double value) {
        return Double.isNaN(value) ? NONE : String.format(Locale.ROOT, "%.3f", value);
    }

    static String four(double value) {
        return Double.isNaN(value) ? NONE : String.format(Locale.ROOT, "%.4f", value);
    }

    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** As {@code 2.26 M}. */
    static String shortly(long count) {
        if (count >= 1_000_000_000) {
            return String.format(Locale.ROOT, "%.2f G", count / 1e9);
        }
        if (count >= 1_000_000) {
            return String.format(Locale.ROOT, "%.2f M", count / 1e6);
        }
        return count >= 10_000 ? String.format(Locale.ROOT, "%.1f k", count / 1e3) : count(count);
    }

    /** As {@code 2 h 05 min}, {@code 3 min 20 s} or {@code 4.2 s}. */
    static String time(double seconds) {
        if (Double.isNaN(seconds)) {
            return NONE;
        }
        if (seconds < 60) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        Duration time = Duration.ofSeconds(Math.round(seconds));
        return time.toHours() > 0
                ? String.format(Locale.ROOT, "%d h %02d min", time.toHours(), time.toMinutesPart())
                : String.format(Locale.ROOT, "%d min %02d s", time.toMinutes(), time.toSecondsPart());
    }

    /** Names and values in turn. */
    static Map<String, Object> map(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }
}
