package io.github.blockwright.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blockwright.dsl.Budget;
import io.github.blockwright.dsl.Input;
import io.github.blockwright.dsl.Network;
import io.github.blockwright.dsl.Squeeze;
import io.github.blockwright.dsl.Variant;
import io.github.blockwright.processor.check.Diagnostic;
import io.github.blockwright.processor.read.TableReader;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The reference page says what is. */
class TableReferenceTest {
    private static final Path FILE = Path.of("..", "docs", "table-reference.md");

    /** Attributes whose default nobody reads, because it matters whether they are written; the page has words for it. */
    private static final Set<String> ABSENT_UNLESS_WRITTEN =
            Set.of("expansion", "expandedChannels", "widthMultiplier", "inputHeight", "inputWidth");

    private static String page;

    @BeforeAll
    static void readThePage() throws IOException {
        page = Files.readString(FILE, StandardCharsets.UTF_8);
    }

    static Stream<Class<? extends Annotation>> annotations() {
        return Stream.concat(
                Stream.of(Network.class, Input.class, Budget.class, Squeeze.class, Variant.class),
                TableReader.ROW_ANNOTATIONS.stream());
    }

    @ParameterizedTest
    @MethodSource("annotations")
    void everyAttributeHasALineInTheSectionOfItsAnnotation(Class<? extends Annotation> annotation) {
        assertThat(defaults(annotation).keySet())
                .containsAll(Operators.attributes(annotation).stream()
                        .map(Method::getName)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("annotations")
    void everyDefaultOnThePageIsThatOfTheAnnotation(Class<? extends Annotation> annotation) {
        Map<String, String> page = defaults(annotation);
        for (Method attribute : Operators.attributes(annotation)) {
            String said = page.get(attribute.getName());
            Object value = attribute.getDefaultValue();
            if (value == null) {
                assertThat(said).as(attribute + " has no default").isEmpty();
            } else if (isValue(value)
                    && !value.equals(Long.MAX_VALUE)
                    && !ABSENT_UNLESS_WRITTEN.contains(attribute.getName())) {
                assertThat(said).as(attribute.toString()).matches("`[^`]+`");
                assertThat(number(said.replace("`", "")))
                        .as(attribute.toString())
                        .isEqualTo(number(value.toString()));
            }
        }
    }

    private static boolean isValue(Object value) {
        return value instanceof Number || value instanceof Boolean || value instanceof Enum<?>;
    }

    /** A number, or a quotient of two, as a number; anything else as it is. */
    private static Object number(String text) {
        String[] quotient = text.split(" / ", -1);
        try {
            return Double.parseDouble(quotient[0]) / (quotient.length == 1 ? 1 : Double.parseDouble(quotient[1]));
        } catch (NumberFormatException e) {
            return text;
        }
    }

    /** The attributes in the section of an annotation, and what it says of their defaults. */
    private static Map<String, String> defaults(Class<? extends Annotation> annotation) {
        String heading = "### `@" + annotation.getSimpleName() + "`\n";
        assertThat(page).contains(heading);
        String section = page.substring(page.indexOf(heading) + heading.length());
        return Pattern.compile("^\\| `(\\w+)` \\| ?([^|]*?) ?\\|", Pattern.MULTILINE)
                .matcher(section.substring(0, section.indexOf("\n##")))
                .results()
                .collect(Collectors.toMap(match -> match.group(1), match -> match.group(2), (first, second) -> first));
    }

    @ParameterizedTest
    @EnumSource(Diagnostic.class)
    void everyMessageHasALineWithAnExampleAndItsSuppressionKey(Diagnostic diagnostic) {
        assertThat(page).contains("| " + diagnostic.id() + " | ").contains("`[" + diagnostic.id() + "] ");
        diagnostic.suppressionKey().ifPresent(key -> assertThat(page)
                .contains("| " + diagnostic.id() + " | `" + key + "` |"));
    }

    @Test
    void everyExampleIsAMessageThatATestExpects() {
        Set<String> expected = MessagesTest.sources()
                .map(Sources::text)
                .flatMap(text -> ExpectedMessages.in(text).stream())
                .map(message -> message.text().replaceFirst("^\\w+: ", ""))
                .collect(Collectors.toSet());
        List<String> examples = Pattern.compile("`(\\[(BW\\d+)] [^`]+)`")
                .matcher(page)
                .results()
                .filter(match -> !EnvironmentMessagesTest.TESTED.contains(match.group(2)))
                .map((MatchResult match) -> match.group(1))
                .toList();
        assertThat(expected).containsAll(examples);
    }
}
