package io.github.blockwright.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** An expected text, kept in {@code src/test/resources/golden}. */
final class GoldenFile {
    private static final String UPDATE = "blockwright.updateGolden";

    private GoldenFile() {}

    /** Compares to the byte, or writes the file where the system property says so. */
    static void check(String name, String actual) {
        Path file = Sources.RESOURCES.resolve("golden").resolve(name);
        if (isUpdating()) {
            write(file, actual);
        }
        String hint =
                "The golden file is " + file.toAbsolutePath() + ". If the new text is right, run the tests with -D"
                        + UPDATE + "=true and look at the difference before committing it.";
        assertThat(file).as(hint).exists();
        assertThat(actual).as(hint).isEqualTo(Sources.text("golden/" + name));
    }

    /** Whether the expectations are to be rewritten from what is. */
    static boolean isUpdating() {
        return Boolean.getBoolean(UPDATE);
    }

    static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
