package io.github.blockwright.runtime.pictures;

import static io.github.blockwright.runtime.pictures.PictureFiles.ascii;
import static io.github.blockwright.runtime.pictures.PictureFiles.bitmap;
import static io.github.blockwright.runtime.pictures.PictureFiles.bytes;
import static io.github.blockwright.runtime.pictures.PictureFiles.joined;
import static io.github.blockwright.runtime.pictures.PictureFiles.png;
import static io.github.blockwright.runtime.pictures.PictureFiles.tiff;
import static io.github.blockwright.runtime.pictures.PictureFiles.withSegment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blockwright.runtime.pictures.PictureFiles.Chunk;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.RenderedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureDecoderTest {
    private final PictureDecoder decoder = PictureDecoder.create();

    private Picture decoded(byte[] file) throws IOException {
        return decoder.decode(file, "file");
    }

    private void assertRefused(byte[] file, String... parts) {
        assertThatThrownBy(() -> decoded(file))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("file: ")
                .message()
                .contains(parts);
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = PictureDecoderTest.class.getResourceAsStream("/pictures/" + name)) {
            return in.readAllBytes();
        }
    }

    private static byte[] written(RenderedImage image, String format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, out)).isTrue();
        return out.toByteArray();
    }

    /** As the rows of a gradient, in which no two pixels are the same. */
    private static BufferedImage gradient(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < width * height; i++) {
            image.setRGB(i % width, i / width, (i % width * 20) << 16 | (i / width * 30) << 8 | 77);
        }
        return image;
    }

    private static byte[] rgb(BufferedImage image) {
        byte[] pixels = new byte[3 * image.getWidth() * image.getHeight()];
        for (int i = 0; i < pixels.length / 3; i++) {
            int rgb = image.getRGB(i % image.getWidth(), i / image.getWidth());
            pixels[3 * i] = (byte) (rgb >> 16);
            pixels[3 * i + 1] = (byte) (rgb >> 8);
            pixels[3 * i + 2] = (byte) rgb;
        }
        return pixels;
    }

    private static double meanDifference(byte[] some, byte[] others) {
        assertThat(some).hasSameSizeAs(others);
        double sum = 0;
        for (int i = 0; i < some.length; i++) {
            sum += Math.abs((some[i] & 0xff) - (others[i] & 0xff));
        }
        return sum / some.length;
    }

    @ParameterizedTest
    @CsvSource({
        "lossy.webp, 0",
        "lossy-strong.webp, 0",
        "lossy-alpha.webp, 0",
        "lossless.webp, 0",
        "lossless-alpha.webp, 0",
        "animated.webp, 0",
        "cmyk.jpg, 0",
        "cmyk.tif, 0",
        "lab.tif, 1",
        "group4.tif, 0",
        "jpeg.tif, 0"
    })
    void whatJavaCannotWriteIsReadAsPillowReadsIt(String name, double meanDifference) throws IOException {
        Picture expected = decoded(resource(name + ".png")).rgb();

        Picture picture = decoded(resource(name)).rgb();

        assertThat(meanDifference(picture.pixels(), expected.pixels())).isLessThanOrEqualTo(meanDifference);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "bmp", "tiff"})
    void theKindIsToldFromTheContent(String format) throws IOException {
        BufferedImage image = gradient(9, 5);

        Picture picture = decoded(written(image, format));

        assertThat(picture.width()).isEqualTo(9);
        assertThat(picture.height()).isEqualTo(5);
        assertThat(picture.pixels()).isEqualTo(rgb(image));
    }

    @Test
    void progressiveAndBaselineJpegAreTheSame() throws IOException {
        BufferedImage image = gradient(12, 8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }

        assertThat(decoded(out.toByteArray()).pixels())
                .isEqualTo(decoded(written(image, "jpeg")).pixels());
    }

    /** Four channels as the JDK writes them, with neither mark nor meaning. */
    private static byte[] fourChannels(int... samples) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            var raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 8, 8, 4, null);
            for (int i = 0; i < 64; i++) {
                raster.setPixel(i % 8, i / 8, samples);
            }
            writer.write(new IIOImage(raster, null, null));
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    private static byte[] adobe(byte[] jpeg, int transform) {
        return withSegment(jpeg, 0xee, joined(ascii("Adobe"), bytes(0, 100, 0, 0, 0, 0, transform)));
    }

    @Test
    void cmykIsTakenForInvertedWithAndWithoutAdobesMark() throws IOException {
        byte[] plain = fourChannels(255, 128, 255, 255);
        for (byte[] file : new byte[][] {plain, adobe(plain, 0)}) {
            byte[] pixels = decoded(file).pixels();

            assertThat(pixels[0] & 0xff).isBetween(253, 255);
            assertThat(pixels[1] & 0xff).isBetween(126, 130);
            assertThat(pixels[2] & 0xff).isBetween(253, 255);
        }
    }

    @Test
    void ycckIsConvertedBeforeItIsInk() throws IOException {
        // Luma 100 without colour, and no black.
        byte[] pixels = decoded(adobe(fourChannels(100, 128, 128, 255), 2)).pixels();

        for (int i = 0; i < 3; i++) {
            assertThat(pixels[i] & 0xff).isBetween(153, 157);
        }
    }

    @Test
    void segmentsThatJavaStumblesOverAreNotShownToIt() throws IOException {
        byte[] jpeg = written(gradient(12, 8), "jpeg");
        byte[] odd = withSegment(withSegment(jpeg, 0xe2, ascii("ICC_PROFILE\0\1\1nonsense")), 0xe0, ascii("JFXX\0"));

        assertThat(decoded(odd).pixels()).isEqualTo(decoded(jpeg).pixels());
    }

    @Test
    void pngOfSixteenBitsKeepsItsHighBytesAndItsTransparentColour() throws IOException {
        byte[] lines = bytes(0, 0x12, 0x34, 0x56, 0x78, 0x9a, 0xbc, 0x12, 0x35, 0x56, 0x78, 0x9a, 0xbc);
        byte[] transparent = bytes(0x12, 0x34, 0x56, 0x78, 0x9a, 0xbc);

        assertThat(decoded(png(2, 1, 16, 2, lines, new Chunk("tRNS", transparent)))
                        .pixels())
                .containsExactly(255, 255, 255, 0x12, 0x56, 0x9a);
    }

    @ParameterizedTest
    @CsvSource({"1, 0x40, 255", "2, 0x70, 255", "4, 0x4f, 255"})
    void greyOfFewBitsReachesFromBlackToWhite(int depth, int line, int last) throws IOException {
        Picture picture = decoded(png(2, 1, depth, 0, bytes(0, line)));

        assertThat(picture.channels()).isEqualTo(1);
        assertThat(picture.pixels()[1] & 0xff).isEqualTo(last);
        assertThat(picture.pixels()[0] & 0xff).isEqualTo(depth == 1 ? 0 : depth == 2 ? 85 : 68);
    }

    @Test
    void aPaletteOfPngHasItsOwnTransparency() throws IOException {
        Chunk palette = new Chunk("PLTE", bytes(10, 20, 30, 0, 0, 0));
        byte[] file = png(2, 1, 8, 3, bytes(0, 0, 1), palette, new Chunk("tRNS", bytes(255, 51)));

        assertThat(decoded(file).pixels()).containsExactly(10, 20, 30, 204, 204, 204);
    }

    @Test
    void interlacedPngIsPutTogether() throws IOException {
        BufferedImage image = gradient(11, 7);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }

        assertThat(decoded(out.toByteArray()).pixels()).isEqualTo(rgb(image));
    }

    @Test
    void aTransparentFirstFrameOfGifLiesOnWhite() throws IOException {
        // A screen of 2 × 1, transparent colour 1, and a frame of one pixel of colour 0 at its left.
        byte[] file = joined(
                ascii("GIF89a"),
                bytes(2, 0, 1, 0, 0x80, 0, 0, 10, 20, 30, 0, 0, 0),
                bytes(0x21, 0xf9, 4, 1, 0, 0, 1, 0),
                bytes(0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0),
                bytes(2, 2, 0x44, 0x01, 0, 0x3b));

        assertThat(decoded(file).pixels()).containsExactly(10, 20, 30, 255, 255, 255);
    }

    @Test
    void gifOfManyColoursIsReadThroughGrowingCodes() throws IOException {
        BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_BYTE_INDEXED);
        Random random = new Random(3);
        for (int i = 0; i < 64 * 64; i++) {
            image.getRaster().setSample(i % 64, i / 64, 0, random.nextInt(random.nextInt(200) + 1));
        }

        assertThat(decoded(written(image, "gif")).pixels()).isEqualTo(rgb(image));
    }

    @Test
    void runLengthsOfFourBitsAreDrawnAsTheyStand() throws IOException {
        byte[] colours = bytes(0, 0, 0, 0, 0, 0, 255, 0, 0, 255, 0, 0);
        // From below: three pixels alternating 1 and 2; then, as they are, 2, 1, 0.
        byte[] data = bytes(3, 0x12, 0, 0, 0, 3, 0x21, 0x00, 0, 1);

        assertThat(decoded(bitmap(3, 2, 4, 2, colours, data)).pixels())
                .containsExactly(0, 255, 0, 255, 0, 0, 0, 0, 0, 255, 0, 0, 0, 255, 0, 255, 0, 0);
    }

    @Test
    void planarTiffIsPutTogether() throws IOException {
        // Two strips cannot be written by an entry of two short values, so it is of two planes: grey and alpha.
        byte[] file = tiff(
                bytes(10, 20, 255, 0),
                new int[] {256, 2},
                new int[] {257, 1},
                new int[] {258, 8, 8},
                new int[] {259, 1},
                new int[] {262, 1},
                new int[] {273, 8, 10},
                new int[] {277, 2},
                new int[] {278, 1},
                new int[] {279, 2, 2},
                new int[] {284, 2},
                new int[] {338, 2});

        assertThat(decoded(file).pixels()).containsExactly(10, 255);
    }

    private static byte[] greyTiff(int bits, int format) {
        return tiff(
                new byte[bits / 8],
                new int[] {256, 1},
                new int[] {257, 1},
                new int[] {258, bits},
                new int[] {259, 1},
                new int[] {262, 1},
                new int[] {273, 8},
                new int[] {277, 1},
                new int[] {278, 1},
                new int[] {279, bits / 8},
                new int[] {339, format});
    }

    @Test
    void samplesWithoutAWhiteAreRefusedByName() throws IOException {
        assertRefused(greyTiff(32, 3), "floating-point numbers of 32 bits", "scale them to 8 or 16 bits");
        assertRefused(greyTiff(16, 2), "signed numbers of 16 bits");
        assertThat(decoded(greyTiff(16, 1)).pixels()).containsExactly(0);
    }

    @Test
    void channelsThatShowNoPictureAreRefusedByName() throws IOException {
        byte[] jpeg = written(gradient(8, 8), "jpeg");
        int frame = 0;
        while (jpeg[frame] != (byte) 0xff || jpeg[frame + 1] != (byte) 0xc0) {
            frame++;
        }
        jpeg[frame + 9] = 5;

        assertRefused(jpeg, "it has 5 channels", "save it as one of these");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lossy.webp", "lossless.webp", "cmyk.tif", "jpeg.tif", "cmyk.jpg"})
    void whatIsCutOffIsRefused(String name) throws IOException {
        byte[] file = resource(name);
        for (int length : new int[] {12, 60, file.length / 2}) {
            assertRefused(Arrays.copyOf(file, length), "get it again");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lossy.webp",
                "lossless.webp",
                "lossy-alpha.webp",
                "cmyk.tif",
                "group4.tif",
                "jpeg.tif",
                "cmyk.jpg"
            })
    void damageIsNoOtherExceptionThanARefusal(String name) throws IOException {
        byte[] file = resource(name);
        Random random = new Random(11);
        for (int i = 0; i < 40; i++) {
            byte[] damaged = file.clone();
            for (int j = 0; j < 5; j++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(decoded(damaged).pixels()).isNotEmpty();
            } catch (IOException e) {
                assertThat(e).hasMessageStartingWith("file: ");
            }
        }
    }

    @Test
    void aBombIsRefusedByItsHeader() {
        assertRefused(
                png(20_000, 20_000, 8, 2, new byte[10]),
                "20000 × 20000 pixels are above the limit of 100000000",
                "save it smaller",
                "-Dblockwright.maxPixels");
        assertRefused(bitmap(20_000, 20_000, 4, 2, new byte[4], bytes(0, 1)), "above the limit");
        // Below the limit, but more than its data can hold.
        assertRefused(png(9_000, 9_000, 8, 6, new byte[10]), "the file is cut off");
        assertRefused(bitmap(9_000, 9_000, 8, 0, new byte[4], new byte[10]), "the file is cut off");
    }

    @Test
    void theLimitIsSettable() throws IOException {
        byte[] file = png(2, 1, 8, 0, new byte[3]);
        System.setProperty("blockwright.maxPixels", "1");
        try {
            PictureDecoder strict = PictureDecoder.create();

            assertThatThrownBy(() -> strict.decode(file, "file")).hasMessageContaining("above the limit of 1;");
        } finally {
            System.clearProperty("blockwright.maxPixels");
        }
        assertThat(PictureDecoder.create().decode(file, "file").width()).isEqualTo(2);
    }

    @Test
    void colourBecomesLumaAndGreyThreeChannels() {
        Picture colour = new Picture(1, 2, 3, bytes(255, 0, 0, 10, 200, 30));

        assertThat(colour.grey().pixels()).containsExactly(76, 124);
        assertThat(colour.grey().rgb().pixels()).containsExactly(76, 76, 76, 124, 124, 124);
    }
}
