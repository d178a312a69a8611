package io.github.blockwright.runtime.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Texts in UTF-8 that are read whole, and so must not be without end, as devices are. */
public final class TextFiles {
    private TextFiles() {}

    /** @throws IOException if the file cannot be read, is above {@link FileLimit#TEXT} or no UTF-8; the message names it */
    public static String read(Path file) throws IOException {
        long most = FileLimit.TEXT.value();
        if (Files.isRegularFile(file) && Files.size(file) > most) {
            throw tooLong(file);
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            // What is no file says nothing of its size.
            bytes = in.readNBytes((int) Math.min(most + 1, Integer.MAX_VALUE - 8));
        }
        if (bytes.length > most) {
            throw tooLong(file);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IOException(file + " is no text in UTF-8: save it as that, or get it again", e);
        }
    }

    private static IOException tooLong(Path file) {
        return FileLimit.TEXT.exceeded(file, "its bytes are");
    }
}
