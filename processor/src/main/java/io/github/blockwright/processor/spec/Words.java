package io.github.blockwright.processor.spec;

import java.util.Locale;
import java.util.StringJoiner;

/** The pieces that the labels and the fingerprints of operators are made of. */
final class Words {
    private Words() {}

    /** Values with a space between them. */
    static String words(Object... values) {
        StringJoiner text = new StringJoiner(" ");
        for (Object value : values) {
            text.add(value.toString());
        }
        return text.toString();
    }

    /** A square window: {@code 3×3 / 2}. */
    static String window(int kernel, int strides) {
        return kernel + "×" + kernel + (strides == 1 ? "" : " / " + strides);
    }

    /** The groups of a convolution, if it has any. */
    static String groups(int groups) {
        return groups == 1 ? "" : ", " + groups + " groups";
    }

    /** A drop path, if there is one. */
    static String dropPath(double rate) {
        return rate == 0 ? "" : ", drop path " + rate;
    }

    /** A constant that is not the attribute's default. */
    static String unless(Defaults defaults, String attribute, Enum<?> value) {
        return defaults.isDefault(attribute, value)
                ? ""
                : ", " + value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
