package io.github.blockwright.runtime.fuzz;

import io.github.blockwright.runtime.pictures.Images;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Small pictures. */
final class SeedPictures {
    private static final int SIDE = 9;

    private SeedPictures() {}

    static void decode(byte[] bytes) throws IOException {
        var unused = Images.decode(bytes, "picture");
    }

    /** As Java writes them, in colour, in grey and with a palette as far as the format has them. */
    static List<byte[]> drawn(String format) throws IOException {
        List<byte[]> files = new ArrayList<>();
        for (int type : new int[] {
            BufferedImage.TYPE_3BYTE_BGR,
            BufferedImage.TYPE_BYTE_GRAY,
            BufferedImage.TYPE_BYTE_INDEXED,
            BufferedImage.TYPE_4BYTE_ABGR
        }) {
            BufferedImage image = new BufferedImage(SIDE, SIDE, type);
            for (int i = 0; i < SIDE * SIDE; i++) {
                image.setRGB(i % SIDE, i / SIDE, 0xff000000 | i * 0x031b05);
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            if (ImageIO.write(image, format, bytes)) {
                files.add(bytes.toByteArray());
            }
        }
        return files;
    }

    static List<byte[]> png() throws IOException {
        return drawn("png");
    }

    static List<byte[]> tiff() throws IOException {
        List<byte[]> files = new ArrayList<>(drawn("tif"));
        files.addAll(SeedTexts.files(resource("group4.tif"), resource("jpeg.tif"), resource("lab.tif")));
        return files;
    }

    static List<byte[]> webp() throws IOException {
        return SeedTexts.files(
                resource("lossy.webp"),
                resource("lossless.webp"),
                resource("lossy-alpha.webp"),
                resource("animated.webp"));
    }

    private static Path resource(String name) {
        try {
            return Path.of(SeedPictures.class.getResource("/pictures/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A PNG file with the check sums that its chunks should have, which nobody guesses. */
    static byte[] withChecksums(byte[] png) {
        ByteBuffer file = ByteBuffer.wrap(png.clone());
        for (int at = 8; at + 12 <= file.capacity(); ) {
            int length = file.getInt(at);
            if (length < 0 || length > file.capacity() - at - 12) {
                break;
            }
            CRC32 crc = new CRC32();
            crc.update(file.array(), at + 4, length + 4);
            file.putInt(at + 8 + length, (int) crc.getValue());
            at += 12 + length;
        }
        return file.array();
    }
}
