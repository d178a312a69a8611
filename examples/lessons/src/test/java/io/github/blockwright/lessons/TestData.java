package io.github.blockwright.lessons;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;

/** Real data, where the build was given any. */
public final class TestData {
    private TestData() {}

    /** A file or folder of the real data; where it is not there, the test is skipped and says so. */
    public static Path path(String relative) {
        String root = System.getProperty("blockwright.testData", "");
        assumeThat(root)
                .as("real data is needed: pass -Dblockwright.testData=<folder with %s>", relative)
                .isNotEmpty();
        Path path = Path.of(root).resolve(relative);
        assumeThat(Files.exists(path))
                .as("-Dblockwright.testData=%s has no %s", root, relative)
                .isTrue();
        return path;
    }
}
