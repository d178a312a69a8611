package io.github.blockwright.runtime.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.blockwright.runtime.pictures.Images;
import io.github.blockwright.runtime.pictures.Picture;
import io.github.blockwright.runtime.testing.Patterns;
import java.awt.image.BufferedImage;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class FingerprintTest {
    private static Fingerprint of(BufferedImage picture) {
        return Fingerprint.of(Picture.of(picture)).orElseThrow();
    }

    private static void isNear(String what, Fingerprint one, Fingerprint other) {
        assertThat(Long.bitCount(one.hash() ^ other.hash())).as(what).isLessThanOrEqualTo(Survey.NEAR);
        assertThat(one.correlation(other)).as(what).isGreaterThan(0.93);
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
        Fingerprint fingerprint = Fingerprint.of(new Picture(32, 32, 1, pixels)).orElseThrow();
        assertThat(fingerprint.hash()).isEqualTo(0x8e0705060f978fbfL);
        assertThat(fingerprint.correlation(fingerprint)).isCloseTo(1, within(1e-9));
    }

    @Test
    void theSamePhotoSmallerDarkerAndCompressedIsNear() throws IOException {
        for (int seed = 0; seed < 20; seed++) {
            BufferedImage photo = Patterns.picture(seed, 200, 150);
            Picture compressed = Images.decode(Patterns.file(photo, "jpeg"), "photo");
            isNear(seed + " compressed", of(photo), Fingerprint.of(compressed).orElseThrow());
            isNear(seed + " at half the size", of(photo), of(Patterns.scaled(photo, 100, 75)));
            isNear(seed + " darker", of(photo), of(Patterns.darker(photo, 0.8)));
        }
    }

    @Test
    void otherPhotosAreFar() {
        for (int seed = 0; seed < 20; seed++) {
            Fingerprint one = of(Patterns.picture(seed, 64, 64));
            Fingerprint other = of(Patterns.picture(seed + 1, 64, 64));
            assertThat(Long.bitCount(one.hash() ^ other.hash()))
                    .as("between %s and the next", seed)
                    .isGreaterThan(Survey.NEAR);
            assertThat(one.correlation(other)).isLessThan(0.93);
        }
    }

    @Test
    void aMirroredPhotoIsNearInAMirrorOnly() {
        for (int seed = 0; seed < 20; seed++) {
            BufferedImage photo = Patterns.picture(seed, 64, 48);
            Fingerprint one = of(photo);
            Fingerprint other = of(Patterns.mirrored(photo));
            assertThat(Long.bitCount(one.mirrorHash() ^ other.hash()))
                    .as("photo %s", seed)
                    .isLessThanOrEqualTo(2);
            assertThat(one.mirrorCorrelation(other)).isGreaterThan(0.999);
            assertThat(one.mirrorCorrelation(other)).isEqualTo(other.mirrorCorrelation(one));
            assertThat(one.mirrorCorrelation(one)).as("it is no symmetric one").isLessThan(0.93);
        }
    }

    @Test
    void aPlainPictureHasNone() {
        byte[] pixels = new byte[50 * 40];
        assertThat(Fingerprint.of(new Picture(50, 40, 1, pixels))).isEmpty();
        pixels[77] = 20;
        assertThat(Fingerprint.of(new Picture(50, 40, 1, pixels))).isEmpty();
    }
}
