package io.github.blockwright.runtime.testing;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;

/** Files of the kinds that lie about, in the folder that the system property {@code blockwright.cases} names. */
public final class Cases {
    private Cases() {}

    /** One of the files; where it is not there, the calling test is skipped and says so. */
    public static Path path(String relative) {
        String root = System.getProperty("blockwright.cases", "");
        assumeThat(root)
                .as("files are needed: pass -Dblockwright.cases=<folder with %s>", relative)
                .isNotEmpty();
        Path path = Path.of(root).resolve(relative);
        assumeThat(Files.exists(path))
                .as("-Dblockwright.cases=%s has no %s", root, relative)
                .isTrue();
        return path;
    }
}
