package io.github.blockwright.runtime.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that others made, in the folder {@code images} of what the system property {@code blockwright.cases} names. */
class SharedCasesTest {
    private final PictureDecoder decoder = PictureDecoder.create();

    private static Path file(String name) {
        String root = System.getProperty("blockwright.cases", "");
        assumeThat(root)
                .as("pass -Dblockwright.cases=<folder with images/%s>", name)
                .isNotEmpty();
        return Path.of(root, "images", name);
    }

    private Picture decoded(String name) throws IOException {
        return decoder.decode(file(name)).rgb();
    }

    private static double meanDifference(Picture one, Picture other) {
        assertThat(one.pixels()).hasSameSizeAs(other.pixels());
        assertThat(one.width()).isEqualTo(other.width());
        double sum = 0;
        for (int i = 0; i < one.pixels().length; i++) {
            sum += Math.abs((one.pixels()[i] & 0xff) - (other.pixels()[i] & 0xff));
        }
        return sum / one.pixels().length;
    }

    @ParameterizedTest
    @CsvSource({
        "upright.jpg, 1.5",
        "progressive.jpg, 4.5",
        "srgb-icc.jpg, 4.5",
        "broken-icc.jpg, 4.5",
        "orientation1.jpg, 1.5",
        "orientation2.jpg, 1.5",
        "orientation3.jpg, 1.5",
        "orientation4.jpg, 1.5",
        "orientation5.jpg, 1.5",
        "orientation6.jpg, 1.5",
        "orientation7.jpg, 1.5",
        "orientation8.jpg, 1.5",
        "cmyk.jpg, 3",
        "palette.png, 1",
        "palette.gif, 1",
        "animated.gif, 0",
        "animated.png, 0",
        "photo.bmp, 0",
        "photo.tif, 0",
        "photo.tiff, 0",
        "photo.webp, 0",
        "png-named.jpg, 0",
        "webp-named.jpg, 5"
    })
    void looksAsTheUprightPicture(String name, double most) throws IOException {
        assertThat(meanDifference(decoded(name), decoded("upright.png"))).isLessThanOrEqualTo(most);
    }

    @ParameterizedTest
    @CsvSource({"gray.png, 0", "gray.jpg, 1.5", "gray16.png, 0"})
    void looksAsItsLuma(String name, double most) throws IOException {
        Picture luma = decoded("upright.png").grey().rgb();

        assertThat(meanDifference(decoded(name), luma)).isLessThanOrEqualTo(most);
    }

    @ParameterizedTest
    @CsvSource({"rgba.png, 96, 64", "gray-alpha.png, 96, 64", "one-pixel.png, 1, 1", "sliver.png, 2000, 2"})
    void isRead(String name, int width, int height) throws IOException {
        Picture picture = decoded(name);

        assertThat(picture.width()).isEqualTo(width);
        assertThat(picture.height()).isEqualTo(height);
    }

    @ParameterizedTest
    @ValueSource(strings = {"float32.tif", "bomb.png", "empty.jpg", "text.jpg", "truncated.jpg"})
    void isRefusedByName(String name) {
        Path file = file(name);

        assertThatThrownBy(() -> decoder.decode(file))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file + ": ");
    }

    @Test
    void halfTransparentPicturesLieOnWhite() throws IOException {
        Picture solid = decoded("upright.png");
        Picture clear = decoded("rgba.png");

        for (int i = 0; i < solid.pixels().length; i++) {
            assertThat(clear.pixels()[i] & 0xff).isGreaterThanOrEqualTo(solid.pixels()[i] & 0xff);
        }
    }
}
