package io.github.blockwright.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Text files that people write. */
final class Texts {
    private static final int MOST_BYTES = 10_000_000;

    private Texts() {}

    /** @throws IOException if it cannot be read, is no text, or one without end; the message names it */
    static String read(Path file) throws IOException {
        // It may be a pipe, which has no size, or a device, which has no end.
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new IOException("it has more than " + MOST_BYTES / 1_000_000 + " MB");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (FileSystemException e) {
            throw e; // It names the file.
        } catch (IOException e) {
            throw new IOException(file + " cannot be read as text in UTF-8: " + e.getMessage(), e);
        }
    }
}
