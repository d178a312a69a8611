package io.github.blockwright.runtime.survey;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blockwright.runtime.pictures.Images;
import io.github.blockwright.runtime.pictures.Picture;
import io.github.blockwright.runtime.testing.Patterns;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PerceptualHashTest {
    private static long hash(BufferedImage picture) {
        return PerceptualHash.of(Picture.of(picture)).orElseThrow();
    }

    /** Of a size at which nothing is resampled; computed apart from this program, with NumPy. */
    @Test
    void itsDefinitionStays() {
        byte[] pixels = new byte[32 * 32];
        for (int i = 0; i < pixels.length; i++) {
            int x = i % 32;
            int y = i / 32;
            pixels[i] = (byte) ((x * x + 3 * y * y + 5 * x * y) % 256);
        }
        assertThat(PerceptualHash.of(new Picture(32, 32, 1, pixels)))
                .isEqualTo(OptionalLong.of(0x8e0705060f978fbfL));
    }

    @Test
    void theSamePhotoSmallerDarkerAndCompressedIsNear() throws IOException {
        for (int seed = 0; seed < 20; seed++) {
            BufferedImage photo = Patterns.picture(seed, 200, 150);
            long hash = hash(photo);
            Picture compressed = Images.decode(Patterns.file(photo, "jpeg"), "photo");
            assertThat(PerceptualHash.distance(hash, PerceptualHash.of(compressed).orElseThrow()))
                    .as("of %s compressed", seed)
                    .isLessThanOrEqualTo(Survey.NEAR);
            assertThat(PerceptualHash.distance(hash, hash(Patterns.scaled(photo, 100, 75))))
                    .as("of %s at half the size", seed)
                    .isLessThanOrEqualTo(Survey.NEAR);
            assertThat(PerceptualHash.distance(hash, hash(Patterns.darker(photo, 0.8))))
                    .as("of %s darker", seed)
                    .isLessThanOrEqualTo(Survey.NEAR);
        }
    }

    @Test
    void otherPhotosAreFar() {
        for (int seed = 0; seed < 20; seed++) {
            assertThat(PerceptualHash.distance(
                            hash(Patterns.picture(seed, 64, 64)), hash(Patterns.picture(seed + 1, 64, 64))))
                    .as("between %s and the next", seed)
                    .isGreaterThan(12);
        }
    }

    @Test
    void aPlainPictureHasNone() {
        byte[] pixels = new byte[50 * 40];
        assertThat(PerceptualHash.of(new Picture(50, 40, 1, pixels))).isEmpty();
        pixels[77] = 20;
        assertThat(PerceptualHash.of(new Picture(50, 40, 1, pixels))).isEmpty();
    }
}
