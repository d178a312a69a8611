package io.github.blockwright.runtime.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FileNamesTest {
    private static final String APPLES = "\u00c4pfel, 100 % \u5317\u4eac";

    @TempDir
    private Path folder;

    @Test
    void namesAreWhatTheyAreWhereTheLocaleHasThem() {
        Path path = FileNames.resolve(folder, "b/" + "plain name.jpg");

        assertThat(path).isEqualTo(folder.resolve("b").resolve("plain name.jpg"));
        assertThat(FileNames.name(path)).isEqualTo("plain name.jpg");
        assertThat(FileNames.text(path)).isEqualTo(path.toString());
        assertThat(FileNames.name(folder.getRoot())).isEqualTo(folder.getRoot().toString());
    }

    /** Reads and makes names in a process of that locale, and prints what it read. */
    static final class Program {
        private Program() {}

        public static void main(String[] arguments) throws IOException {
            Path folder = Path.of(arguments[0]);
            Path made = FileNames.resolve(folder, APPLES + "/made");
            Files.createDirectories(made);
            try (var children = Files.list(folder)) {
                Path child = children.findFirst().orElseThrow();
                String names = FileNames.name(child) + "\n" + FileNames.text(child) + "\n"
                        + FileNames.text(folder.relativize(made));
                Files.write(Path.of(arguments[1]), names.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void namesAreTheSameUnderTheLocaleOfPlainAscii() throws Exception {
        Path inside = Files.createDirectory(folder.resolve("inside"));
        Path out = folder.resolve("out.txt");
        ProcessBuilder builder = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-cp",
                        "target/classes:target/test-classes",
                        Program.class.getName(),
                        inside.toString(),
                        out.toString())
                .inheritIO();
        builder.environment().put("LC_ALL", "C");

        assertThat(builder.start().waitFor()).isZero();

        assertThat(Files.readAllLines(out)).isEqualTo(List.of(APPLES, inside + "/" + APPLES, APPLES + "/made"));
    }
}
