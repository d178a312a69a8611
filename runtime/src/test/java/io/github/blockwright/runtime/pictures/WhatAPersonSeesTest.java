package io.github.blockwright.runtime.pictures;

import static io.github.blockwright.runtime.pictures.PictureFiles.ascii;
import static io.github.blockwright.runtime.pictures.PictureFiles.bytes;
import static io.github.blockwright.runtime.pictures.PictureFiles.deflated;
import static io.github.blockwright.runtime.pictures.PictureFiles.exif;
import static io.github.blockwright.runtime.pictures.PictureFiles.joined;
import static io.github.blockwright.runtime.pictures.PictureFiles.png;
import static io.github.blockwright.runtime.pictures.PictureFiles.tiff;
import static io.github.blockwright.runtime.pictures.PictureFiles.withSegment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.blockwright.runtime.pictures.PictureFiles.Chunk;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WhatAPersonSeesTest {
    private final PictureDecoder decoder = PictureDecoder.create();

    private Picture decoded(byte[] file) throws IOException {
        return decoder.decode(file, "file");
    }

    /**
     * Of a picture of 2 × 3 with the values 0 to 5, what each orientation shows: EXIF says where the stored first row and
     * column lie.
     */
    @ParameterizedTest
    @CsvSource({
        "1, 2, 0 1 2 3 4 5",
        "2, 2, 1 0 3 2 5 4",
        "3, 2, 5 4 3 2 1 0",
        "4, 2, 4 5 2 3 0 1",
        "5, 3, 0 2 4 1 3 5",
        "6, 3, 4 2 0 5 3 1",
        "7, 3, 5 3 1 4 2 0",
        "8, 3, 1 3 5 0 2 4",
        "9, 2, 0 1 2 3 4 5"
    })
    void picturesAreTurnedUpright(int orientation, int width, String values) throws IOException {
        byte[] lines = bytes(0, 0, 1, 0, 2, 3, 0, 4, 5);
        byte[] samples = bytes(0, 1, 2, 3, 4, 5);
        byte[][] files = {
            png(2, 3, 8, 0, lines, new Chunk("eXIf", exif(orientation))),
            png(2, 3, 8, 0, lines, new Chunk("tEXt", imageMagicks(orientation))),
            tiff(
                    samples,
                    new int[] {256, 2},
                    new int[] {257, 3},
                    new int[] {258, 8},
                    new int[] {259, 1},
                    new int[] {262, 1},
                    new int[] {273, 8},
                    new int[] {274, orientation},
                    new int[] {277, 1},
                    new int[] {278, 3},
                    new int[] {279, 6})
        };
        for (byte[] file : files) {
            Picture picture = decoded(file);

            assertThat(picture.width()).isEqualTo(width);
            assertThat(picture.height()).isEqualTo(6 / width);
            assertThat(picture.pixels()).isEqualTo(HexFormat.of().parseHex("0" + values.replace(" ", "0")));
        }
    }

    private static byte[] imageMagicks(int orientation) {
        byte[] exif = joined(ascii("Exif\0\0"), exif(orientation));
        String digits = HexFormat.of().formatHex(exif);
        return ascii("Raw profile type exif\0\nexif\n" + exif.length + "\n" + digits + "\n");
    }

    private static byte[] jpeg(int width, int height, int rgb) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < width * height; i++) {
            image.setRGB(i % width, i / width, rgb);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", out);
        return out.toByteArray();
    }

    @Test
    void jpegIsTurnedByExifAndElseByXmp() throws IOException {
        byte[] plain = jpeg(16, 8, 0xffffff);
        byte[] xmp =
                joined(ascii("http://ns.adobe.com/xap/1.0/\0"), ascii("<rdf:Description tiff:Orientation=\"8\"/>"));
        byte[] byExif = withSegment(plain, 0xe1, joined(ascii("Exif\0\0"), exif(6)));
        byte[] byXmp = withSegment(plain, 0xe1, xmp);
        byte[] byBoth = withSegment(byXmp, 0xe1, joined(ascii("Exif\0\0"), exif(1)));

        assertThat(decoded(plain).width()).isEqualTo(16);
        assertThat(decoded(byExif).width()).isEqualTo(8);
        assertThat(decoded(byXmp).width()).isEqualTo(8);
        assertThat(decoded(byBoth).width()).isEqualTo(16);
    }

    private static byte[] profile(int colourSpace) {
        return ICC_Profile.getInstance(colourSpace).getData();
    }

    private static byte[] withProfile(byte[] jpeg, byte[] profile) {
        return withSegment(jpeg, 0xe2, joined(ascii("ICC_PROFILE\0"), bytes(1, 1), profile));
    }

    @Test
    void anotherProfileIsConvertedToSrgb() throws IOException {
        byte[] jpeg = jpeg(8, 8, 0x808080);

        assertThat(decoded(jpeg).pixels()[0] & 0xff).isEqualTo(128);
        assertThat(decoded(withProfile(jpeg, profile(ColorSpace.CS_sRGB))).pixels()[0] & 0xff)
                .isEqualTo(128);
        // Half of the light is brighter than half of the scale: 255 (1.055 · 0.502^(1 / 2.4) - 0.055).
        assertThat(decoded(withProfile(jpeg, profile(ColorSpace.CS_LINEAR_RGB))).pixels()[0] & 0xff)
                .isCloseTo(188, within(1));
    }

    @Test
    void aProfileOfGreyIsConvertedAndAlphaIsLeftAlone() throws IOException {
        byte[] profile = joined(ascii("gray\0"), bytes(0), deflated(profile(ColorSpace.CS_GRAY)));

        Picture grey = decoded(png(1, 1, 8, 0, bytes(0, 128), new Chunk("iCCP", profile)));
        Picture clear = decoded(png(1, 1, 8, 4, bytes(0, 128, 0), new Chunk("iCCP", profile)));

        assertThat(grey.channels()).isEqualTo(1);
        assertThat(grey.pixels()[0] & 0xff).isCloseTo(188, within(1));
        assertThat(clear.pixels()).containsExactly(255);
    }

    @Test
    void aProfileThatIsBrokenOrOfOtherChannelsIsPassedOver() throws IOException {
        byte[] jpeg = jpeg(8, 8, 0x808080);
        byte[] broken = profile(ColorSpace.CS_LINEAR_RGB);
        broken[40] = 0;

        assertThat(decoded(withProfile(jpeg, ascii("nonsense"))).pixels()[0] & 0xff)
                .isEqualTo(128);
        assertThat(decoded(withProfile(jpeg, Arrays.copyOf(broken, 200))).pixels()[0] & 0xff)
                .isEqualTo(128);
        assertThat(decoded(withProfile(jpeg, profile(ColorSpace.CS_GRAY))).pixels()[0] & 0xff)
                .isEqualTo(128);
    }

    @Test
    void halfTransparentColourIsHalfWhite() throws IOException {
        assertThat(decoded(png(1, 1, 8, 6, bytes(0, 0, 100, 200, 128))).pixels())
                .containsExactly(127, 177, 227);
    }
}
