package io.github.blockwright.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Error Prone has nothing to say of what is generated, as an error or as a warning, in a javac of its own. */
class ErrorProneTest {
    // Not WeirdNames: of those names it says the same in the table.
    private static final List<String> TABLES = List.of(
            "CifarMobileNetV2",
            "DogsVsCats",
            "EveryBlock",
            "EveryOperator",
            "Family",
            "ImageNetMobileNetV2",
            "MoreBlocks",
            "SeveralLabels",
            "Stage");

    @TempDir
    private Path folder;

    @Test
    void whatIsGeneratedHasNoErrorAndNoWarning() throws Exception {
        String said = compile(TABLES.stream().map(Sources::table).map(this::write));
        assertThat(said.lines().filter(line -> line.matches(".*Block\\.java:\\d+: (error|warning):.*")))
                .as(said)
                .isEmpty();
        assertThat(said).doesNotContain("error:");
        assertThat(folder.resolve("tables/CifarMobileNetV2Block.class")).isRegularFile();
    }

    /** Otherwise the test above would pass wherever Error Prone does not run. */
    @Test
    void aMistakeIsFound() throws Exception {
        Path file = Files.writeString(
                folder.resolve("Mistake.java"), "class Mistake { static void m() { new Exception(); } }");
        assertThat(compile(Stream.of(file))).contains("Mistake.java:1: error: [DeadException]");
    }

    private Path write(JavaFileObject source) {
        try {
            Path file = folder.resolve(source.getName().replaceFirst("^/", ""));
            Files.createDirectories(file.getParent());
            return Files.writeString(file, source.getCharContent(true));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String compile(Stream<Path> sources) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "javac").toString());
        for (String name :
                List.of("api", "code", "comp", "file", "main", "model", "parser", "processing", "tree", "util")) {
            command.add("-J--add-exports=jdk.compiler/com.sun.tools.javac." + name + "=ALL-UNNAMED");
        }
        for (String name : List.of("code", "comp")) {
            command.add("-J--add-opens=jdk.compiler/com.sun.tools.javac." + name + "=ALL-UNNAMED");
        }
        command.addAll(List.of(
                "-XDcompilePolicy=simple",
                "--should-stop=ifError=FLOW",
                "-Xplugin:ErrorProne",
                "-processor",
                NetworkProcessor.class.getName(),
                "-processorpath",
                ClassPath.text(),
                "-cp",
                ClassPath.text(),
                "-d",
                folder.toString(),
                "-s",
                folder.toString()));
        sources.map(Path::toString).forEach(command::add);
        Path said = folder.resolve("said.txt");
        new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start()
                .waitFor();
        return Files.readString(said, StandardCharsets.UTF_8);
    }
}
