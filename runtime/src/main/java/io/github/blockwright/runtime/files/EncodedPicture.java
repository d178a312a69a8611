package io.github.blockwright.runtime.files;

import java.awt.image.RenderedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Pictures as files of the formats that Java writes. Left to itself, {@link ImageIO} puts each into the system's folder for
 * temporary files first, which may be full, read-only or not there.
 */
public final class EncodedPicture {
    private EncodedPicture() {}

    /**
     * What a file of it holds.
     *
     * @param format {@code png} or {@code jpg}
     */
    public static byte[] of(RenderedImage picture, String format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        boolean isWritten;
        try (MemoryCacheImageOutputStream memory = new MemoryCacheImageOutputStream(out)) {
            isWritten = ImageIO.write(picture, format, memory);
        } catch (IOException e) {
            throw new UncheckedIOException("Memory can always be written", e);
        }
        if (!isWritten) {
            throw new IllegalStateException("This Java does not write " + format + ": use one with java.desktop whole");
        }
        return out.toByteArray();
    }

    /** Writes it whole or not at all. */
    public static void write(Path png, RenderedImage picture) throws IOException {
        byte[] bytes = of(picture, "png");
        AtomicFiles.write(png, part -> Files.write(part, bytes));
    }
}
