package io.github.blockwright.runtime.data;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;

/** The real data that some tests want, in the folder that the system property {@code blockwright.testData} names. */
public final class TestData {
    private TestData() {}

    /** A file or folder of the real data; where there is none the calling test is skipped and says so. */
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
