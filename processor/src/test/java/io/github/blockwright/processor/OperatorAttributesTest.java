package io.github.blockwright.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blockwright.processor.Operators.Written;
import io.github.blockwright.processor.declaration.Declaration;
import io.github.blockwright.processor.read.TableReader;
import io.github.blockwright.processor.spec.BackboneNetwork;
import io.github.blockwright.processor.spec.BlockClass;
import io.github.blockwright.processor.spec.Operator;
import io.github.blockwright.processor.spec.arithmetic.Expansion;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every attribute reaches the component of its name, and every number is checked. */
class OperatorAttributesTest {
    /** So many patterns tell so many flags apart as there are combinations of bits. */
    private static final int PATTERNS = 3;

    static Stream<Arguments> annotationsAndPatterns() {
        return TableReader.ROW_ANNOTATIONS.stream()
                .flatMap(annotation -> IntStream.range(0, PATTERNS).mapToObj(i -> Arguments.of(annotation, i)));
    }

    @ParameterizedTest(name = "{0}, pattern {1}")
    @MethodSource("annotationsAndPatterns")
    void everyAttributeIsReadIntoTheComponentOfItsName(Class<? extends Annotation> annotation, int pattern) {
        Map<String, Object> values = values(annotation, pattern);
        Declaration table = Reading.read(Sources.source(
                "Row",
                "@io.github.blockwright.dsl.Network(input = @io.github.blockwright.dsl.Input(height = 8, width = 8))"
                        + " record Row(" + text(annotation, values) + " ai.djl.ndarray.NDArray row) {}"));
        Operator operator = table.leadingRows().get(0).operator();
        assertThat(operator.getClass().getSimpleName()).isEqualTo(annotation.getSimpleName());
        assertThat(components((Record) operator)).isEqualTo(values);
    }

    static Stream<Arguments> numbers() {
        return TableReader.ROW_ANNOTATIONS.stream()
                .flatMap(annotation -> numbers(annotation).map(name -> Arguments.of(annotation, name)));
    }

    private static Stream<String> numbers(Class<? extends Annotation> annotation) {
        return Operators.attributes(annotation).stream().flatMap(attribute -> {
            Class<?> type = attribute.getReturnType();
            return type.isAnnotation()
                    ? numbers(type.asSubclass(Annotation.class))
                    : Stream.of(int.class, long.class, double.class)
                            .filter(type::equals)
                            .map(number -> attribute.getName());
        });
    }

    @ParameterizedTest(name = "{0}, {1} = -1")
    @MethodSource("numbers")
    void everyNumberThatCannotBeIsAnError(Class<? extends Annotation> annotation, String attribute) {
        Pattern written = Pattern.compile("\\b" + attribute + " = [^,()]+");
        Pattern only = Pattern.compile("(?<=\\()[^=()]+(?=\\)$)");
        List<Written> rows = Operators.rows(annotation);
        Written row = rows.stream()
                .filter(r -> written.matcher(r.text()).find())
                .findFirst()
                .orElse(rows.get(0));
        String bad = attribute + " = -1";
        String text = written.matcher(row.text()).find()
                ? written.matcher(row.text()).replaceFirst(bad)
                : attribute.equals("value")
                        ? only.matcher(row.text()).replaceFirst("-1")
                        : row.text().endsWith(")")
                                ? row.text().replaceFirst("\\)$", ", " + bad + ")")
                                : row.text() + "(" + bad + ")";
        List<String> errors = Compiling.compile(Sources.source(row.table(), row.with(text))).errors().stream()
                .map(error -> error.getMessage(Locale.ROOT))
                .filter(message -> message.startsWith("[BW"))
                .toList();
        assertThat(errors).as(text).singleElement().asString().contains(bad);
    }

    /** Values of which no two of a type are the same, as far as the type has so many. */
    private static Map<String, Object> values(Class<? extends Annotation> annotation, int pattern) {
        Map<String, Object> values = new TreeMap<>();
        int i = 0;
        for (Method attribute : Operators.attributes(annotation)) {
            values.put(attribute.getName(), value(attribute.getReturnType(), i++, pattern));
        }
        return values;
    }

    private static Object value(Class<?> type, int i, int pattern) {
        if (type == int.class) {
            return 101 + i;
        }
        if (type == long.class) {
            return 1001L + i;
        }
        if (type == double.class) {
            return 0.01 + 0.01 * i;
        }
        if (type == boolean.class) {
            return (i >> pattern & 1) == 0;
        }
        if (type == String.class) {
            return "text" + i;
        }
        if (type == Class.class) {
            return Object.class.getName();
        }
        if (type.isEnum()) {
            Object[] constants = type.getEnumConstants();
            return constants[(i + pattern) % constants.length].toString();
        }
        return values(type.asSubclass(Annotation.class), pattern);
    }

    /** The annotation with the values as Java writes them. */
    private static String text(Class<? extends Annotation> annotation, Map<String, Object> values) {
        return Operators.attributes(annotation).stream()
                .map(attribute ->
                        attribute.getName() + " = " + text(attribute.getReturnType(), values.get(attribute.getName())))
                .collect(Collectors.joining(", ", "@" + annotation.getCanonicalName() + "(", ")"));
    }

    @SuppressWarnings("unchecked")
    private static String text(Class<?> type, Object value) {
        if (type == String.class) {
            return '"' + value.toString() + '"';
        }
        if (type == Class.class) {
            return value + ".class";
        }
        if (type.isEnum()) {
            return type.getCanonicalName() + "." + value;
        }
        return type.isAnnotation()
                ? text(type.asSubclass(Annotation.class), (Map<String, Object>) value)
                : value.toString();
    }

    /** The components of an operator, or of a part of one, as the attributes that they stand for. */
    private static Map<String, Object> components(Record operator) {
        Map<String, Object> components = new TreeMap<>();
        for (RecordComponent component : operator.getClass().getRecordComponents()) {
            Object value = value(operator, component);
            Object plain = value instanceof Optional<?> optional ? optional.orElseThrow() : value;
            if (plain instanceof Expansion expansion) {
                components.put("expansion", expansion.factor().orElseThrow());
                components.put("expandedChannels", expansion.channels().orElseThrow());
            } else {
                components.put(component.getName(), attribute(plain));
            }
        }
        return components;
    }

    private static Object attribute(Object value) {
        if (value instanceof BlockClass block) {
            return block.name().toString();
        }
        if (value instanceof BackboneNetwork network) {
            return network.name().toString();
        }
        if (value instanceof Record part) {
            return components(part);
        }
        return value instanceof Enum<?> constant ? constant.name() : value;
    }

    private static Object value(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }
}
