package io.github.blockwright.runtime.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.blockwright.runtime.pictures.Picture;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyTest {
    /** What torchvision's tables say, of an image of 100 × 331. */
    @ParameterizedTest
    @CsvSource({
        "RAND_AUGMENT, SHEAR_X, 9, 0.09",
        "RAND_AUGMENT, SHEAR_Y, 30, 0.3",
        "RAND_AUGMENT, TRANSLATE_X, 9, 45",
        "RAND_AUGMENT, TRANSLATE_Y, 30, 45.3172",
        "RAND_AUGMENT, ROTATE, 9, 9",
        "RAND_AUGMENT, COLOR, 10, 0.3",
        "RAND_AUGMENT, POSTERIZE, 9, 7",
        "RAND_AUGMENT, POSTERIZE, 30, 4",
        "RAND_AUGMENT, SOLARIZE, 9, 0.7",
        "TRIVIAL_AUGMENT_WIDE, SHEAR_X, 30, 0.99",
        "TRIVIAL_AUGMENT_WIDE, TRANSLATE_X, 15, 16",
        "TRIVIAL_AUGMENT_WIDE, ROTATE, 10, 45",
        "TRIVIAL_AUGMENT_WIDE, SHARPNESS, 20, 0.66",
        "TRIVIAL_AUGMENT_WIDE, POSTERIZE, 12, 6",
        "TRIVIAL_AUGMENT_WIDE, POSTERIZE, 30, 2",
        "TRIVIAL_AUGMENT_WIDE, SOLARIZE, 30, 0",
    })
    void magnitudesAreTorchvisions(Policy policy, Operation operation, int strength, double magnitude) {
        assertThat(policy.magnitude(operation, strength, 100, 331)).isCloseTo(magnitude, within(1e-3));
    }

    @Test
    void everyOperationIsDrawn() {
        byte[] pixels = new byte[32 * 32 * 3];
        SplittableRandom noise = new SplittableRandom(1);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) noise.nextInt(40, 200);
        }
        Picture picture = new Picture(32, 32, 3, pixels);
        SplittableRandom random = new SplittableRandom(2);
        Set<String> results = new HashSet<>();
        int same = 0;
        for (int i = 0; i < 2000; i++) {
            byte[] result = Policy.RAND_AUGMENT.applied(picture, 15, random).pixels();
            results.add(Arrays.toString(result));
            same += Arrays.equals(result, pixels) ? 1 : 0;
        }
        // Nine with a sign, and five without.
        assertThat(results).hasSize(9 * 2 + 5);
        assertThat(same / 2000.0).isCloseTo(1 / 14.0, within(0.02));
        assertThat(picture.pixels()).as("the original").isEqualTo(pixels);
    }
}
