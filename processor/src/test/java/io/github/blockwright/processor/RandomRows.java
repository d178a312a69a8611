package io.github.blockwright.processor;

import io.github.blockwright.processor.read.TableReader;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Annotations as somebody could write them, from the language itself: every attribute is left out, or has a value of its
 * type, mostly one that makes sense.
 *
 * @param hasMistakes whether some values are such that nobody wants them
 */
record RandomRows(boolean hasMistakes) {
    private static final List<String> INTEGERS =
            List.of("0", "-1", "2", "7", "1000", "65536", "1 << 30", "Integer.MAX_VALUE", "Integer.MIN_VALUE");
    private static final List<String> LONGS = List.of("0", "-1", "1000", "Long.MAX_VALUE", "Long.MIN_VALUE");
    private static final List<String> NUMBERS = List.of(
            "-0.5", "1", "1.5", "Double.NaN", "Double.POSITIVE_INFINITY", "Double.MIN_VALUE", "0.99999999999", "1e300");

    /** What goes with another attribute, or not at all. */
    private static final List<String> SECOND_CHOICES = List.of("expandedChannels", "width", "divisor");

    /** A row annotation with its attributes. */
    Arbitrary<String> row() {
        return row(TableReader.ROW_ANNOTATIONS);
    }

    /** One of some row annotations. */
    Arbitrary<String> row(List<Class<? extends Annotation>> annotations) {
        List<String> frequent = List.of("Conv", "InvertedResidual", "DepthwiseSeparable", "Residual", "ShuffleUnit");
        List<Arbitrary<String>> rows = annotations.stream()
                .flatMap(type ->
                        Stream.generate(() -> annotation(type)).limit(frequent.contains(type.getSimpleName()) ? 2 : 1))
                .toList();
        return Arbitraries.oneOf(rows);
    }

    /** An annotation of a type. */
    Arbitrary<String> annotation(Class<? extends Annotation> type) {
        List<Arbitrary<Optional<String>>> attributes = Operators.attributes(type).stream()
                .filter(attribute -> hasMistakes
                        || attribute.getDefaultValue() == null
                        || !SECOND_CHOICES.contains(attribute.getName()))
                .map(this::attribute)
                .toList();
        return Combinators.combine(attributes).as(written -> {
            String text = written.stream().flatMap(Optional::stream).collect(Collectors.joining(", "));
            return "@" + type.getSimpleName() + (text.isEmpty() ? "" : "(" + text + ")");
        });
    }

    /** One that has no default is always written: without it, javac asks no processor. */
    private Arbitrary<Optional<String>> attribute(Method attribute) {
        Arbitrary<Optional<String>> written =
                value(attribute).map(value -> Optional.of(attribute.getName() + " = " + value));
        return attribute.getDefaultValue() == null
                        || (!hasMistakes && attribute.getName().equals("expansion"))
                ? written
                : Arbitraries.frequencyOf(Tuple.of(2, Arbitraries.just(Optional.empty())), Tuple.of(1, written));
    }

    @SuppressWarnings("unchecked")
    private Arbitrary<String> value(Method attribute) {
        Class<?> type = attribute.getReturnType();
        if (type == int.class) {
            return mostly(sensible(attribute.getName()), INTEGERS);
        }
        if (type == long.class) {
            return mostly(List.of("1000000", "100000000"), LONGS);
        }
        if (type == double.class) {
            return mostly(List.of("0", "0.25", "0.5"), NUMBERS);
        }
        if (type == boolean.class) {
            return Arbitraries.of("true", "false");
        }
        if (type == double[].class) {
            return Arbitraries.of("{}", "{0.5}", "{0.5, 0.4, 0.3}", "{0, Double.NaN, 1}");
        }
        if (type == String.class) {
            return Arbitraries.of("stem", "pooled", "row0", "half", "", "Stem", "ste\\u006d", "\\\"", "ö")
                    .map(word -> '"' + word + '"');
        }
        if (type == Class.class) {
            return Arbitraries.of(
                    "Mine.class", "Base.class", "Other.class", "String.class", "int.class", "Table.class");
        }
        if (type.isEnum()) {
            return Arbitraries.of(type.getEnumConstants()).map(constant -> type.getSimpleName() + "." + constant);
        }
        if (type.isAnnotation()) {
            return annotation((Class<? extends Annotation>) type);
        }
        throw new IllegalArgumentException("Nobody knows how to write " + attribute);
    }

    /** Values of which a table can be made. */
    private static List<String> sensible(String attribute) {
        return switch (attribute) {
            case "kernel", "startKernel" -> List.of("1", "3", "5");
            case "strides", "count" -> List.of("1", "2");
            case "groups" -> List.of("1", "2");
            case "expansion" -> List.of("1", "2", "6");
            case "height", "width", "inputHeight", "inputWidth" -> List.of("8", "16", "33");
            case "channels" -> List.of("3", "1");
            case "units" -> List.of("2", "10");
            default -> List.of("8", "16", "24");
        };
    }

    private Arbitrary<String> mostly(List<String> sensible, List<String> odd) {
        return Arbitraries.frequencyOf(
                Tuple.of(24, Arbitraries.of(sensible)), Tuple.of(hasMistakes ? 1 : 0, Arbitraries.of(odd)));
    }
}
