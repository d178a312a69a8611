package io.github.blockwright.runtime.batches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blockwright.runtime.data.Augmentation;
import io.github.blockwright.runtime.data.Augmentation.Border;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AugmenterTest {
    private static final int HEIGHT = 5;
    private static final int WIDTH = 7;

    /** One channel, every pixel another value from 1 on, normalised to itself. */
    private static float[] augmented(Augmentation augmentation, long seed) {
        byte[] pixels = new byte[HEIGHT * WIDTH];
        float[] table = new float[256];
        for (int i = 0; i < 256; i++) {
            table[i] = i;
        }
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i + 1);
        }
        float[] result = new float[pixels.length];
        new Augmenter(augmentation)
                .apply(
                        pixels,
                        HEIGHT,
                        WIDTH,
                        new float[][] {table},
                        new SplittableRandom(seed),
                        FloatBuffer.wrap(result),
                        0);
        return result;
    }

    /** The pixel at a place that may be outside. */
    private static float pixel(int y, int x, Border border) {
        boolean outside = y < 0 || y >= HEIGHT || x < 0 || x >= WIDTH;
        if (outside && border == Border.ZERO) {
            return 0;
        }
        int row = y < 0 ? -y : y >= HEIGHT ? 2 * HEIGHT - 2 - y : y;
        int column = x < 0 ? -x : x >= WIDTH ? 2 * WIDTH - 2 - x : x;
        return row * WIDTH + column + 1;
    }

    private static float[] cropped(int dy, int dx, boolean flipped, Border border) {
        float[] result = new float[HEIGHT * WIDTH];
        for (int i = 0; i < result.length; i++) {
            int x = flipped ? WIDTH - 1 - i % WIDTH : i % WIDTH;
            result[i] = pixel(i / WIDTH + dy, x + dx, border);
        }
        return result;
    }

    @Test
    void noneChangesNothing() {
        assertThat(augmented(Augmentation.NONE, 1)).isEqualTo(cropped(0, 0, false, Border.ZERO));
    }

    @Test
    void paddingAndFlippingGiveEveryPossibleCropAndNoOther() {
        for (Border border : Border.values()) {
            Set<String> possible = new HashSet<>();
            for (int i = 0; i < 50; i++) {
                possible.add(Arrays.toString(cropped(i / 2 / 5 - 2, i / 2 % 5 - 2, i % 2 == 1, border)));
            }
            Set<String> found = new HashSet<>();
            for (int seed = 0; seed < 1000; seed++) {
                found.add(Arrays.toString(augmented(new Augmentation(2, border, true, 0), seed)));
            }
            assertThat(found).isEqualTo(possible).hasSize(50);
        }
    }

    @Test
    void cutoutBlanksASquareThatMayReachOverTheEdge() {
        Set<Integer> sizes = new HashSet<>();
        for (int seed = 0; seed < 500; seed++) {
            float[] image = augmented(Augmentation.NONE.withCutout(3), seed);
            Set<Integer> rows = new HashSet<>();
            Set<Integer> columns = new HashSet<>();
            int blank = 0;
            for (int i = 0; i < image.length; i++) {
                if (image[i] == 0) {
                    rows.add(i / WIDTH);
                    columns.add(i % WIDTH);
                    blank++;
                } else {
                    assertThat(image[i]).isEqualTo(i + 1);
                }
            }
            assertThat(blank).isEqualTo(rows.size() * columns.size());
            sizes.add(blank);
        }
        assertThat(sizes).containsExactlyInAnyOrder(4, 6, 9);
    }

    @Test
    void theCifarPresetReflectsFourPixelsAndFlips() {
        assertThat(Augmentation.CIFAR)
                .isEqualTo(Augmentation.NONE.withPad(4, Border.REFLECT).withFlip(true));
    }

    @Test
    void chanceIsTheSeedsAlone() {
        assertThat(augmented(new Augmentation(2, Border.ZERO, true, 2), 9))
                .isEqualTo(augmented(new Augmentation(2, Border.ZERO, true, 2), 9));
    }

    @Test
    void moreReflectionThanImageIsRefused() {
        new Augmenter(Augmentation.CIFAR).check(5, 5, 3);
        assertThatThrownBy(() -> new Augmenter(Augmentation.CIFAR).check(4, 32, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("An image of 4 × 32 has no 4 pixels to reflect: pad must be below 4");
        assertThatThrownBy(() -> new Augmentation(-1, Border.ZERO, false, 0))
                .hasMessage("pad and cutout must be at least 0, not -1 and 0");
    }
}
