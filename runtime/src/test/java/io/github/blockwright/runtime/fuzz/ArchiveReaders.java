package io.github.blockwright.runtime.fuzz;

import io.github.blockwright.runtime.files.Archives;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Archives, read as what is unpacked is, but for writing it. */
final class ArchiveReaders {
    private static final Archives.Limits LIMITS = Archives.Limits.expected(1000, 10_000_000);

    private ArchiveReaders() {}

    static void read(byte[] bytes) throws IOException {
        Folders.fresh(folder -> {
            Path archive = Files.write(folder.resolve("archive"), bytes);
            var unused = Archives.firstNames(archive, 10);
            Archives.forEachFile(
                    archive, LIMITS, (name, size, content) -> content.transferTo(OutputStream.nullOutputStream()));
        });
    }
}
