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
import java.util.Arrays;
import java.util.List;
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
        String heading = "### `@" + annotation.getSimpleName() + "`\n";
        assertThat(page).contains(heading);
        String section = page.substring(page.indexOf(heading) + heading.length());
        List<String> attributes = Pattern.compile("^\\| `(\\w+)` \\|", Pattern.MULTILINE)
                .matcher(section.substring(0, section.indexOf("\n##")))
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(attributes)
                .containsAll(Arrays.stream(annotation.getDeclaredMethods())
                        .map(Method::getName)
                        .toList());
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
