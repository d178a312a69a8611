package io.github.blockwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormatCommandTest {
    private static final String TABLE = "@Network record X(@Flatten NDArray a, @Dense(units = 2) NDArray b) {}\n";
    private static final String ALIGNED = """
            @Network record X(
                    @Flatten          NDArray a,
                    @Dense(units = 2) NDArray b) {}
            """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private int run(String... arguments) {
        return Main.run(new PrintWriter(out), new PrintWriter(err), arguments);
    }

    @Test
    void filesAreAlignedAndNamed() throws IOException {
        Path java = write("src/X.java", TABLE);
        Path markdown = write("README.md", "```java\n" + TABLE + "```\n");
        Path text = write("notes.txt", TABLE);
        Path output = write("target/X.java", TABLE);
        Path hidden = write(".git/X.java", TABLE);
        assertThat(run("format", folder.toString())).as(err.toString()).isZero();
        assertThat(out).hasToString("%s: aligned%n%s: aligned%n".formatted(markdown, java));
        assertThat(java).hasContent(ALIGNED);
        assertThat(markdown).hasContent("```java\n" + ALIGNED + "```\n");
        assertThat(text).hasContent(TABLE);
        assertThat(output).hasContent(TABLE);
        assertThat(hidden).hasContent(TABLE);
    }

    @Test
    void aFileThatIsNamedIsAlignedWhereverItIs() throws IOException {
        Path file = write("target/X.jav", TABLE);
        assertThat(run("format", file.toString())).as(err.toString()).isZero();
        assertThat(file).hasContent(ALIGNED);
    }

    @Test
    void checkingWritesNothingAndFails() throws IOException {
        Path file = write("X.java", TABLE);
        Path aligned = write("Y.java", ALIGNED);
        assertThat(run("format", "--check", folder.toString())).isEqualTo(1);
        assertThat(out).hasToString("%s: its tables are not aligned%n".formatted(file));
        assertThat(file).hasContent(TABLE);
        assertThat(run("format", "--check", aligned.toString())).isZero();
    }

    @Test
    void whatIsNotThereOrNoTextIsAnError() throws IOException {
        assertThat(run("format", folder.resolve("nothing").toString())).isEqualTo(1);
        assertThat(err.toString()).contains("nothing: there is no such file or folder");
        Path binary = Files.write(folder.resolve("X.java"), new byte[] {(byte) 0xff, 0});
        assertThat(run("format", binary.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("error: " + binary + " is not UTF-8; convert it first");
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
