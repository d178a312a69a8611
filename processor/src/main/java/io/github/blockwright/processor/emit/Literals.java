package io.github.blockwright.processor.emit;

import java.util.List;
import java.util.StringJoiner;

/** Numbers as they stand in Java source and in its comments. */
final class Literals {
    private Literals() {}

    /** A literal of type int where it fits, else long. */
    static String of(long value) {
        return value == (int) value ? Long.toString(value) : value + "L";
    }

    /** A probability below 1, which the runtime has as a float, where 0.99999999 would be 1. */
    static String rate(double value) {
        return Math.min((float) value, Math.nextDown(1f)) + "f";
    }

    /** A factor for pixel values, written as the division that it comes from. */
    static String scale(double value) {
        if (value == 1 / 127.5) {
            return "1 / 127.5";
        }
        return value == 1 / 255.0 ? "1 / 255.0" : Double.toString(value);
    }

    /** A list of literals separated by commas. */
    static String list(List<?> values) {
        StringJoiner list = new StringJoiner(", ");
        for (Object value : values) {
            list.add(value.toString());
        }
        return list.toString();
    }

    /** Literals of strings that need no escapes, separated by commas. */
    static String quoted(List<String> values) {
        return values.isEmpty() ? "" : '"' + String.join("\", \"", values) + '"';
    }

    /** A number that is not negative: {@code 6,124,928}. */
    static String grouped(long value) {
        // Not String.format, whose locales take a cold compiler 20 ms.
        StringBuilder text = new StringBuilder(Long.toString(value));
        for (int i = text.length() - 3; i > 0; i -= 3) {
            text.insert(i, ',');
        }
        return text.toString();
    }

    /** A number of bytes that is not negative, in KiB with one decimal: {@code 45.1}. */
    static String kibibytes(long bytes) {
        return tenths(bytes, 1024);
    }

    /** A quotient of numbers that are not negative, rounded to one decimal: {@code 12.5}. */
    static String tenths(long dividend, long divisor) {
        long tenths = Math.round(10.0 * dividend / divisor);
        return grouped(tenths / 10) + "." + tenths % 10;
    }
}
