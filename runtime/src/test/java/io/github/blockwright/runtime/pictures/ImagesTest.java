package io.github.blockwright.runtime.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.blockwright.runtime.pictures.Images.Fit;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImagesTest {
    @TempDir
    Path folder;

    private Path save(BufferedImage image, String format) throws IOException {
        Path file = folder.resolve("picture." + format);
        assertThat(ImageIO.write(image, format, file.toFile())).isTrue();
        return file;
    }

    private static BufferedImage filled(int width, int height, int type, Color colour) {
        BufferedImage image = new BufferedImage(width, height, type);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(colour);
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
        return image;
    }

    private static BufferedImage noise(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(7);
        for (int i = 0; i < width * height; i++) {
            image.setRGB(i % width, i / width, random.nextInt(1 << 24));
        }
        return image;
    }

    private void assertFails(Path file, String... parts) {
        assertThatThrownBy(() -> Images.read(file, 8, 8, Fit.CROP))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file + ": ")
                .message()
                .contains(parts);
    }

    @Test
    void aPictureOfTheWantedSizeKeepsEveryPixel() throws IOException {
        BufferedImage image = noise(9, 5);

        byte[] pixels = Images.read(save(image, "png"), 5, 9, Fit.CROP);

        for (int i = 0; i < 45; i++) {
            int rgb = (pixels[3 * i] & 0xff) << 16 | (pixels[3 * i + 1] & 0xff) << 8 | (pixels[3 * i + 2] & 0xff);
            assertThat(rgb).isEqualTo(image.getRGB(i % 9, i / 9) & 0xffffff);
        }
    }

    @ParameterizedTest
    @CsvSource({"60, 40, 8, 8", "40, 60, 16, 8", "5, 7, 12, 12", "200, 100, 10, 20"})
    void resizingEqualsTheDefinition(int width, int height, int outWidth, int outHeight) throws IOException {
        BufferedImage image = noise(width, height);
        Path file = save(image, "png");
        for (Fit fit : Fit.values()) {
            byte[] pixels = Images.read(file, outHeight, outWidth, fit);
            double smaller = Math.min(width / (double) outWidth, height / (double) outHeight);
            long scaledWidth = fit == Fit.CROP ? Math.round(width / smaller) : outWidth;
            long scaledHeight = fit == Fit.CROP ? Math.round(height / smaller) : outHeight;
            long left = (scaledWidth - outWidth) / 2;
            long top = (scaledHeight - outHeight) / 2;
            double scaleX = width / (double) scaledWidth;
            double scaleY = height / (double) scaledHeight;
            for (int i = 0; i < pixels.length; i++) {
                int x = i / 3 % outWidth;
                int y = i / 3 / outWidth;
                double centreX = (x + 0.5 + left) * scaleX;
                double centreY = (y + 0.5 + top) * scaleY;
                assertThat((double) (pixels[i] & 0xff))
                        .as("%s, channel %d of (%d, %d)", fit, i % 3, x, y)
                        .isCloseTo(triangle(image, centreX, centreY, scaleX, scaleY, 16 - 8 * (i % 3)), within(1.01));
            }
        }
    }

    /** The weighted mean of all pixels, the weight falling linearly to zero at a pixel's (result's or original's) width. */
    private static double triangle(
            BufferedImage image, double centreX, double centreY, double scaleX, double scaleY, int shift) {
        double sum = 0;
        double weights = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                double weight = Math.max(0, 1 - Math.abs(x + 0.5 - centreX) / Math.max(1, scaleX))
                        * Math.max(0, 1 - Math.abs(y + 0.5 - centreY) / Math.max(1, scaleY));
                sum += weight * (image.getRGB(x, y) >> shift & 0xff);
                weights += weight;
            }
        }
        return sum / weights;
    }

    @ParameterizedTest
    @CsvSource({"60, 40, 24, 16", "40, 61, 16, 24", "9, 14, 16, 25", "13, 13, 16, 16"})
    void theMiddleIsCutOutOfThePictureScaledToWholePixels(int width, int height, int scaledWidth, int scaledHeight)
            throws IOException {
        Path file = save(noise(width, height), "png");
        byte[] whole = Images.read(file, scaledHeight, scaledWidth, Fit.SQUASH);

        byte[] middle = Images.readMiddle(file, 16, 12, 8);

        for (int y = 0; y < 12; y++) {
            int row = y + (scaledHeight - 12) / 2;
            int start = (row * scaledWidth + (scaledWidth - 8) / 2) * 3;
            for (int i = 0; i < 24; i++) {
                // It is rounded once more on the way.
                assertThat(middle[y * 24 + i] & 0xff).isCloseTo(whole[start + i] & 0xff, within(1));
            }
        }
    }

    @Test
    void aMiddleLargerThanTheShorterSideIsRefused() throws IOException {
        Path file = save(noise(9, 9), "png");

        assertThatThrownBy(() -> Images.readMiddle(file, 8, 8, 9))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The shorter side must be at least 9, not 8");
    }

    @Test
    void croppingKeepsTheMiddleAndSquashingEverything() throws IOException {
        BufferedImage image = filled(30, 10, BufferedImage.TYPE_INT_RGB, Color.RED);
        image.getGraphics().fillRect(10, 0, 10, 10); // a white square in the middle
        Path file = save(image, "png");

        assertThat(Images.read(file, 10, 10, Fit.CROP)).containsOnly(255);
        assertThat(Images.read(file, 10, 30, Fit.SQUASH)).startsWith(255, 0, 0).endsWith(255, 0, 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_USHORT_GRAY})
    void greyBecomesThreeEqualChannels(int type) throws IOException {
        BufferedImage image = new BufferedImage(8, 8, type);
        int white = type == BufferedImage.TYPE_BYTE_GRAY ? 255 : 65535;
        for (int i = 0; i < 64; i++) {
            image.getRaster().setSample(i % 8, i / 8, 0, white * 100 / 255);
        }
        assertThat(Images.read(save(image, "png"), 8, 8, Fit.CROP)).containsOnly(100);
    }

    @Test
    void greyJpegKeepsItsValues() throws IOException {
        BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 64; i++) {
            image.getRaster().setSample(i % 8, i / 8, 0, 100);
        }
        assertThat(Images.read(save(image, "jpg"), 8, 8, Fit.CROP)).containsOnly(100);
    }

    @Test
    void aPaletteBecomesItsColours() throws IOException {
        BufferedImage image = filled(8, 8, BufferedImage.TYPE_BYTE_INDEXED, new Color(0, 102, 255));

        assertThat(Images.read(save(image, "png"), 1, 1, Fit.CROP)).containsExactly(0, 102, 255);
    }

    @Test
    void whatIsTransparentLiesOnWhite() throws IOException {
        BufferedImage image = filled(8, 8, BufferedImage.TYPE_INT_ARGB, new Color(0, 0, 0, 51));

        assertThat(Images.read(save(image, "png"), 1, 1, Fit.CROP)).containsExactly(204, 204, 204);
    }

    @Test
    void greyWithTransparencyLiesOnWhiteToo() throws IOException {
        // Colour type 4: grey 0 with alpha 51.
        assertThat(Images.read(png(4, 1, 1, new byte[] {0, 0, 51}), 1, 1, Fit.CROP))
                .containsExactly(204, 204, 204);
    }

    @Test
    void aColourJpegIsReadWithinItsLoss() throws IOException {
        byte[] pixels = Images.read(
                save(filled(64, 48, BufferedImage.TYPE_INT_RGB, new Color(200, 100, 50)), "jpg"), 4, 4, Fit.CROP);

        assertThat(pixels[0] & 0xff).isBetween(198, 202);
        assertThat(pixels[1] & 0xff).isBetween(98, 102);
        assertThat(pixels[2] & 0xff).isBetween(48, 52);
    }

    @Test
    void aMissingFileIsNamed() {
        assertFails(folder.resolve("no.png"), "there is no such file");
    }

    @Test
    void anEmptyFileIsNamed() throws IOException {
        assertFails(Files.createFile(folder.resolve("empty.jpg")), "the file is empty", "delete it");
    }

    @Test
    void whatIsNoPictureIsNamed() throws IOException {
        assertFails(
                Files.writeString(folder.resolve("text.jpg"), "hello"),
                "no picture of a known kind",
                "save it as JPEG or PNG");
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg"})
    void aFileThatIsCutOffIsNamed(String format) throws IOException {
        Path file = save(noise(64, 64), format);
        byte[] whole = Files.readAllBytes(file);
        for (int length : new int[] {20, 300, whole.length / 2, whole.length - 200}) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertFails(file, "delete it");
        }
    }

    @Test
    void oneChannelIsLumaAndThreeRepeatGrey() throws IOException {
        Path colour = save(filled(8, 8, BufferedImage.TYPE_INT_RGB, new Color(0, 102, 255)), "png");

        // 0.587 · 102 + 0.114 · 255.
        assertThat(Images.read(colour, 2, 2, 1, Fit.CROP)).containsExactly(89, 89, 89, 89);
        assertThat(Images.readMiddle(colour, 4, 1, 1, 1)).containsExactly(89);
        assertThatThrownBy(() -> Images.read(colour, 2, 2, 4, Fit.CROP))
                .hasMessage("Pictures have 1 channel or 3, not 4");
    }

    @Test
    void onePixelAndASliverBecomeAnySize() throws IOException {
        Path pixel = save(filled(1, 1, BufferedImage.TYPE_INT_RGB, Color.RED), "png");
        assertThat(Images.read(pixel, 7, 5, Fit.CROP))
                .hasSize(105)
                .startsWith(255, 0, 0)
                .endsWith(255, 0, 0);
        assertThat(Images.readMiddle(pixel, 8, 7, 5)).hasSize(105).startsWith(255, 0, 0);

        Path sliver = save(filled(5000, 2, BufferedImage.TYPE_INT_RGB, Color.RED), "png");
        for (Fit fit : Fit.values()) {
            assertThat(Images.read(sliver, 7, 5, fit))
                    .hasSize(105)
                    .startsWith(255, 0, 0)
                    .endsWith(255, 0, 0);
        }
        assertThat(Images.readMiddle(sliver, 8, 7, 5)).hasSize(105).startsWith(255, 0, 0);
    }

    @Test
    void aHugePictureIsRefusedByItsHeader() throws IOException {
        assertFails(
                png(2, 100_000, 100_000, new byte[10]),
                "100000 × 100000 pixels are above the limit of 100000000",
                "save it smaller");
    }

    /** A PNG file of 8 bits a channel, written by hand because Java cannot write all kinds. */
    private Path png(int colourType, int width, int height, byte[] lines) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        out.write(chunk(
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(width)
                        .putInt(height)
                        .put((byte) 8)
                        .put((byte) colourType)
                        .array()));
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
            deflater.write(lines);
        }
        out.write(chunk("IDAT", packed.toByteArray()));
        out.write(chunk("IEND", new byte[0]));
        return Files.write(folder.resolve("made.png"), out.toByteArray());
    }

    private static byte[] chunk(String type, byte[] content) {
        byte[] named = ByteBuffer.allocate(4 + content.length)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .put(content)
                .array();
        CRC32 crc = new CRC32();
        crc.update(named);
        return ByteBuffer.allocate(named.length + 8)
                .putInt(content.length)
                .put(named)
                .putInt((int) crc.getValue())
                .array();
    }
}
