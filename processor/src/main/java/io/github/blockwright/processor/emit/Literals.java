package io.github.blockwright.processor.emit;

import com.palantir.javapoet.CodeBlock;
import java.util.List;
import java.util.Locale;

/** Numbers as they stand in Java source and in its comments. */
final class Literals {
    private Literals() {}

    /** A literal of type int where it fits, else long. */
    static String of(long value) {
        return value == (int) value ? Long.toString(value) : value + "L";
    }

    /** A factor for pixel values, written as the division that it comes from. */
    static String scale(double value) {
        if (value == 1 / 127.5) {
            return "1 / 127.5";
        }
        return value == 1 / 255.0 ? "1 / 255.0" : Double.toString(value);
    }

    /** A list of literals separated by commas. */
    static CodeBlock list(List<?> values) {
        return values.stream().map(value -> CodeBlock.of("$L", value)).collect(CodeBlock.joining(", "));
    }

    /** {@code 6,124,928}. */
    static String grouped(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
