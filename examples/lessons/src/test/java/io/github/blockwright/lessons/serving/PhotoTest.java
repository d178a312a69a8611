package io.github.blockwright.lessons.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blockwright.runtime.pictures.Images;
import io.github.blockwright.runtime.pictures.Picture;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhotoTest {
    @TempDir
    private Path folder;

    /** A JPEG of a smooth picture that lies as EXIF's orientation says. */
    static byte[] jpeg(int width, int height, int type, int orientation) throws IOException {
        BufferedImage image = new BufferedImage(width, height, type);
        for (int i = 0; i < width * height; i++) {
            int x = i % width;
            int y = i / width;
            image.setRGB(x, y, (255 * x / width) << 16 | (255 * y / height) << 8 | (x * y * 255 / (width * height)));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "jpg", out);
        byte[] plain = out.toByteArray();
        ByteBuffer turned = ByteBuffer.allocate(plain.length + 36);
        turned.put(plain, 0, 2).putShort((short) 0xffe1).putShort((short) 34);
        turned.put(new byte[] {'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42})
                .putInt(8)
                .putShort((short) 1);
        turned.putShort((short) 0x112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0);
        return turned.putInt(0).put(plain, 2, plain.length - 2).array();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void aPhotoIsTurnedAsTheRuntimeTurnsIt(int orientation) throws IOException {
        for (int type : new int[] {BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_BYTE_GRAY}) {
            Path file = Files.write(folder.resolve("photo.jpg"), jpeg(30, 17, type, orientation));
            Photo photo = Photo.read(file);
            Picture expected = Images.decode(file).rgb();
            assertThat(photo.height()).isEqualTo(expected.height()).isEqualTo(orientation < 5 ? 17 : 30);
            assertThat(photo.width()).isEqualTo(expected.width());
            assertThat(photo.rgb()).isEqualTo(expected.pixels());
        }
    }

    @Test
    void whatIsTransparentLiesOnWhite() throws IOException {
        BufferedImage image = new BufferedImage(9, 9, BufferedImage.TYPE_INT_ARGB);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 81; i++) {
            image.setRGB(i % 9, i / 9, random.nextInt());
        }
        Path file = folder.resolve("photo.png");
        ImageIO.write(image, "png", file.toFile());
        assertThat(Photo.read(file).rgb()).isEqualTo(Images.decode(file).rgb().pixels());
    }

    @Test
    void aDamagedExifIsPassedOver() throws IOException {
        byte[] file = jpeg(9, 9, BufferedImage.TYPE_INT_RGB, 6);
        assertThat(Photo.orientation(file)).isEqualTo(6);
        for (int length = 0; length < 60; length++) {
            assertThat(Photo.orientation(Arrays.copyOf(file, length))).isIn(1, 6);
        }
        file[37] = 99;
        assertThat(Photo.orientation(file)).isBetween(1, 8);
    }
}
