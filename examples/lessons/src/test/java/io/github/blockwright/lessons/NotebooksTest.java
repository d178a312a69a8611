package io.github.blockwright.lessons;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The notebooks' cells in JShell, on which Java's kernels for Jupyter stand. The lines that begin with {@code %} are the
 * kernel's own and name the jars, which are on the class path here.
 */
@Tag("long")
class NotebooksTest {
    private static final Path FOLDER = Path.of("notebooks");

    @ParameterizedTest
    @CsvSource({
        "1-cifar10, 'stage6,200 images: loss'",
        "2-linear-bottlenecks, 'the picture''s matrix,11 channels'",
        "3-transfer, 'head'",
    })
    void everyCellRuns(String name, String printed) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream console = System.out;
        // With the local engine, cells print where everybody prints.
        try (PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
                JShell shell = JShell.builder().executionEngine("local").build()) {
            System.setOut(stream);
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
                shell.addToClasspath(entry);
            }
            for (String cell : cells(FOLDER.resolve(name + ".ipynb"))) {
                run(shell, cell);
            }
        } finally {
            System.setOut(console);
        }
        for (String text : printed.split(",", -1)) {
            assertThat(out.toString(StandardCharsets.UTF_8)).contains(text);
        }
    }

    private static void run(JShell shell, String cell) {
        CompletionInfo rest = shell.sourceCodeAnalysis().analyzeCompletion(cell);
        while (!rest.source().isEmpty()) {
            for (SnippetEvent event : shell.eval(rest.source())) {
                List<String> problems = shell.diagnostics(event.snippet())
                        .map(problem -> problem.getMessage(null))
                        .toList();
                assertThat(event.status()).as("%s%n%s", rest.source(), problems).isEqualTo(Snippet.Status.VALID);
                assertThat(event.exception()).as(rest.source()).isNull();
            }
            rest = shell.sourceCodeAnalysis().analyzeCompletion(rest.remaining());
        }
    }

    private static List<String> cells(Path notebook) throws IOException {
        List<String> cells = new ArrayList<>();
        JsonObject content = JsonParser.parseString(Files.readString(notebook)).getAsJsonObject();
        for (JsonElement cell : content.getAsJsonArray("cells")) {
            JsonObject parts = cell.getAsJsonObject();
            if (parts.get("cell_type").getAsString().equals("code")) {
                cells.add(StreamSupport.stream(parts.getAsJsonArray("source").spliterator(), false)
                        .map(JsonElement::getAsString)
                        .filter(line -> !line.startsWith("%"))
                        .collect(Collectors.joining()));
            }
        }
        return cells;
    }
}
