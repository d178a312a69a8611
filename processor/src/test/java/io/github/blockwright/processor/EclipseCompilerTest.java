package io.github.blockwright.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blockwright.processor.ExpectedMessages.Message;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import org.assertj.core.api.SoftAssertions;
import org.eclipse.jdt.core.compiler.batch.BatchCompiler;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Eclipse's compiler, as a build runs it, says what javac says, where javac says it, and compiles what is generated. */
class EclipseCompilerTest {
    @TempDir
    private Path folder;

    static Stream<String> sources() {
        return MessagesTest.sources();
    }

    /** It looks for the name of what a message is about, where javac looks for the attribute. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("sources")
    void theMessagesAreThoseOfJavac(String path) throws IOException {
        String source = Sources.text(path);
        List<String> lines = source.lines().toList();
        List<Message> said = messages(compile(path, source)).stream()
                .filter(message -> message.text().contains("[BW"))
                .toList();
        List<Message> expected = ExpectedMessages.in(source).stream()
                .filter(message -> message.text().contains("[BW"))
                .toList();
        assertThat(texts(said)).containsExactlyInAnyOrderElementsOf(texts(expected));
        SoftAssertions softly = new SoftAssertions();
        for (Message message : said) {
            String subject = message.text().replaceAll("^\\[BW\\d+] (\\w+).*", "$1");
            String line = message.line() > 0 ? lines.get(Math.toIntExact(message.line()) - 1) : "";
            softly.assertThat(line)
                    .as(message.toString())
                    .containsPattern("\\b(" + subject + "|enum RowOnConstant)\\b");
        }
        softly.assertAll();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"CifarMobileNetV2", "EveryOperator", "EveryBlock", "MoreBlocks", "WeirdNames", "Family"})
    void whatIsGeneratedCompiles(String table) throws IOException {
        String path = "tables/" + table + ".java";
        List<String> options = new ArrayList<>(options(ClassPath.withoutTests()));
        // It warns of suppressions that are not its own.
        options.add("-warn:-warningToken");
        options.add(write(path, Sources.text(path)).toString());
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said);
        boolean compiles = BatchCompiler.compile(options.toArray(String[]::new), out, out, null);
        assertThat(said.toString()).isEmpty();
        assertThat(compiles).isTrue();
    }

    private List<Diagnostic<? extends JavaFileObject>> compile(String path, String source) throws IOException {
        Path file = write(path, source);
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        EclipseCompiler compiler = new EclipseCompiler();
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(said, Locale.ROOT, StandardCharsets.UTF_8)) {
            PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
            compiler.getTask(nowhere, files, said, options(ClassPath.text()), null, files.getJavaFileObjects(file))
                    .call();
        }
        return said.getDiagnostics();
    }

    private Path write(String path, String source) throws IOException {
        Path file = folder.resolve("src").resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, source);
    }

    private List<String> options(String classPath) {
        return List.of(
                "-d",
                folder.toString(),
                "-s",
                folder.toString(),
                "--release",
                "17",
                "-classpath",
                classPath,
                "-processorpath",
                String.join(File.pathSeparator, ClassPath.processor()));
    }

    private static List<Message> messages(List<Diagnostic<? extends JavaFileObject>> diagnostics) {
        List<Message> messages = new ArrayList<>();
        for (Diagnostic<? extends JavaFileObject> diagnostic : diagnostics) {
            messages.add(new Message(
                    diagnostic.getLineNumber(), diagnostic.getColumnNumber(), diagnostic.getMessage(Locale.ROOT)));
        }
        return messages;
    }

    private static List<String> texts(List<Message> messages) {
        return messages.stream().map(EclipseCompilerTest::text).toList();
    }

    private static String text(Message message) {
        return message.text().replaceFirst("^(error|warning): ", "");
    }
}
