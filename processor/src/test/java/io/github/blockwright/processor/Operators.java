package io.github.blockwright.processor;

import io.github.blockwright.processor.read.TableReader;
import io.github.blockwright.processor.spec.Operator;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** All operators of the language, and where the tests' tables have a row of each. */
final class Operators {
    /** The tables that have, together, every operator in a network that classifies: with values of its own, or with none. */
    static final List<String> TABLES = List.of("EveryOperator", "EveryBlock", "MoreBlocks", "Shortest", "TinyVariant");

    private Operators() {}

    /** The records that are operators. */
    static List<Class<?>> all() {
        return records(Operator.class).distinct().toList();
    }

    private static Stream<Class<?>> records(Class<?> type) {
        return type.isRecord()
                ? Stream.of(type)
                : Arrays.stream(type.getPermittedSubclasses()).flatMap(Operators::records);
    }

    /** The row annotation of an operator, which has its name. */
    static Optional<Class<? extends Annotation>> annotation(Class<?> operator) {
        return TableReader.ROW_ANNOTATIONS.stream()
                .filter(annotation -> annotation.getSimpleName().equals(operator.getSimpleName()))
                .findFirst();
    }

    /** The attributes of an annotation in the order of their names. */
    static List<Method> attributes(Class<? extends Annotation> annotation) {
        return Arrays.stream(annotation.getDeclaredMethods())
                .sorted(Comparator.comparing(Method::getName))
                .toList();
    }

    /**
     * A row in the source of a table.
     *
     * @param source of the whole table
     * @param text of the annotation, from its {@code @} to its closing bracket
     */
    record Written(String table, String source, String text) {
        /** The source with another text instead. */
        String with(String other) {
            return source.replace(text, other);
        }
    }

    /** The rows of the tests' tables that an annotation makes. */
    static List<Written> rows(Class<? extends Annotation> annotation) {
        return TABLES.stream().flatMap(table -> rows(table, annotation)).toList();
    }

    private static Stream<Written> rows(String table, Class<? extends Annotation> annotation) {
        String source = Sources.text("tables/" + table + ".java");
        Matcher matcher =
                Pattern.compile("@" + annotation.getSimpleName() + "\\b").matcher(source);
        return matcher.results()
                .map(start -> new Written(table, source, source.substring(start.start(), end(source, start.end()))));
    }

    /** Behind the bracket that closes the one here, or here if there is none. */
    private static int end(String source, int start) {
        int open = 0;
        int end = start;
        do {
            open += source.charAt(end) == '(' ? 1 : source.charAt(end) == ')' ? -1 : 0;
            end++;
        } while (open > 0);
        return source.charAt(start) == '(' ? end : start;
    }
}
