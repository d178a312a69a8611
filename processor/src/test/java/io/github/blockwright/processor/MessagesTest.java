package io.github.blockwright.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import io.github.blockwright.processor.ExpectedMessages.Message;
import io.github.blockwright.processor.check.Diagnostic;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every mistake is told once, at its line and column, and nothing else is said. */
class MessagesTest {
    private static final Pattern ID = Pattern.compile("BW\\d{3}");

    static Stream<String> sources() {
        return Stream.of("mistakes", "warnings").flatMap(folder -> Sources.in(folder).stream());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sources")
    void theCompilerSaysExactlyWhatTheSourceExpects(String path) {
        if (GoldenFile.isUpdating()) {
            String bare = ExpectedMessages.without(Sources.text(path));
            GoldenFile.write(Sources.RESOURCES.resolve(path), ExpectedMessages.with(bare, messages(path, bare)));
        }
        String source = Sources.text(path);
        assertThat(messages(path, source)).isEqualTo(ExpectedMessages.in(source));
    }

    @Test
    void everyMessageThatTheProcessorCanGiveIsTested() {
        Set<String> tested = new TreeSet<>(EnvironmentMessagesTest.TESTED);
        sources()
                .map(Sources::text)
                .flatMap(text -> ExpectedMessages.in(text).stream())
                .forEach(message -> {
                    Matcher id = ID.matcher(message.text());
                    if (id.find()) {
                        tested.add(id.group());
                    }
                });
        assertThat(Stream.of(Diagnostic.values()).map(Diagnostic::id)).containsExactlyElementsOf(tested);
    }

    private static List<Message> messages(String path, String source) {
        // Several tables share a source here, which javac advises against.
        Compilation compilation =
                Compiling.compile("-Xlint:all,-auxiliaryclass", Sources.source(Sources.className(path), source));
        return ExpectedMessages.sorted(
                compilation.diagnostics().stream().map(Message::of).toList());
    }
}
