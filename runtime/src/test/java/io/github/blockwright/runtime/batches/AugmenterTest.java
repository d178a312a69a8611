package io.github.blockwright.runtime.batches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blockwright.runtime.data.Augmentation;
import io.github.blockwright.runtime.data.Augmentation.Border;
import io.github.blockwright.runtime.data.Frame;
import io.github.blockwright.runtime.data.RandomChange.ColorJitter;
import io.github.blockwright.runtime.data.RandomChange.GaussianBlur;
import io.github.blockwright.runtime.data.RandomChange.RandAugment;
import io.github.blockwright.runtime.data.RandomChange.RandomErasing;
import io.github.blockwright.runtime.data.RandomChange.RandomResizedCrop;
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

    /** What an augmentation makes of a frame of three channels, as the bytes that were normalised to themselves. */
    private static float[] augmented(Augmentation augmentation, Frame frame, int height, int width, long seed) {
        float[] table = new float[256];
        for (int i = 0; i < 256; i++) {
            table[i] = i;
        }
        float[] result = new float[height * width * 3];
        float[][] tables = {table, table, table};
        new Augmenter(augmentation)
                .apply(frame, height, width, tables, new SplittableRandom(seed), FloatBuffer.wrap(result), 0);
        return result;
    }

    /** Noise around a grey value. */
    private static Frame noise(int height, int width) {
        byte[] pixels = new byte[height * width * 3];
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) random.nextInt(60, 200);
        }
        return new Frame(height, width, pixels);
    }

    @Test
    void theFirstNumbersAreDrawnAsTheyAlwaysWere() {
        float[] image = augmented(new Augmentation(2, Border.REFLECT, true, 2), 12);

        SplittableRandom random = new SplittableRandom(12);
        float[] expected =
                cropped(random.nextInt(5) - 2, random.nextInt(5) - 2, random.nextInt(2) == 1, Border.REFLECT);
        int top = random.nextInt(HEIGHT) - 1;
        int left = random.nextInt(WIDTH) - 1;
        for (int i = 0; i < expected.length; i++) {
            int y = i / WIDTH;
            int x = i % WIDTH;
            boolean blank = y >= top && y < top + 2 && x >= left && x < left + 2;
            assertThat(image[i]).isEqualTo(blank ? 0 : expected[i]);
        }
    }

    @Test
    void aRandomResizedCropTakesPicturesOfAnySize() {
        for (Frame frame : new Frame[] {noise(40, 90), noise(1, 1), noise(300, 4)}) {
            float[] image = augmented(Augmentation.PHOTOS, frame, 12, 16, 3);

            assertThat(image).hasSize(12 * 16 * 3);
            for (float value : image) {
                assertThat(value).isBetween(60f, 200f);
            }
        }
        float[] whole = augmented(
                Augmentation.NONE.withRandomResizedCrop(new RandomResizedCrop(1, 1, 2, 2)), noise(12, 24), 12, 24, 5);
        assertThat(whole).isEqualTo(augmented(Augmentation.NONE, noise(12, 24), 12, 24, 5));
    }

    @Test
    void aVerticalFlipMirrorsHalfOfTheImages() {
        Augmentation vertical = Augmentation.NONE.withVerticalFlip(true);
        int mirrored = 0;
        for (int seed = 0; seed < 400; seed++) {
            float[] image = augmented(vertical, seed);
            boolean turned = image[0] != 1;
            mirrored += turned ? 1 : 0;
            for (int i = 0; i < image.length; i++) {
                int row = turned ? HEIGHT - 1 - i / WIDTH : i / WIDTH;
                assertThat(image[i]).isEqualTo(row * WIDTH + i % WIDTH + 1);
            }
        }
        assertThat(mirrored).isBetween(160, 240);
    }

    @Test
    void greyImagesAreAsManyAsWanted() {
        Frame frame = noise(4, 4);
        int grey = 0;
        for (int seed = 0; seed < 1000; seed++) {
            float[] image = augmented(Augmentation.NONE.withGrayscale(0.3), frame, 4, 4, seed);
            grey += image[0] == image[1] && image[3] == image[5] && image[9] == image[10] ? 1 : 0;
        }
        assertThat(grey).isBetween(255, 345);
    }

    @Test
    void brightnessIsDrawnEvenlyBetweenItsBounds() {
        byte[] flat = new byte[12];
        Arrays.fill(flat, (byte) 100);
        Augmentation jitter = Augmentation.NONE.withColorJitter(new ColorJitter(0.4, 0, 0, 0));
        double sum = 0;
        for (int seed = 0; seed < 2000; seed++) {
            float[] image = augmented(jitter, new Frame(2, 2, flat), 2, 2, seed);
            assertThat(image[0]).isBetween(60f, 140f);
            sum += image[0];
        }
        // Cut off to whole numbers, which takes half of one away.
        assertThat(sum / 2000).isBetween(97.5, 101.5);
    }

    @Test
    void everythingTogetherIsAFunctionOfTheSeed() {
        Augmentation all = Augmentation.PHOTOS
                .withVerticalFlip(true)
                .withRotation(20)
                .withRandAugment(RandAugment.DEFAULT)
                .withColorJitter(ColorJitter.DEFAULT)
                .withGrayscale(0.1)
                .withGaussianBlur(GaussianBlur.DEFAULT)
                .withCutout(4)
                .withRandomErasing(RandomErasing.DEFAULT);
        Set<String> different = new HashSet<>();
        for (int seed = 0; seed < 20; seed++) {
            float[] image = augmented(all, noise(40, 30), 24, 24, seed);
            assertThat(augmented(all, noise(40, 30), 24, 24, seed)).isEqualTo(image);
            different.add(Arrays.toString(image));
        }
        assertThat(different).hasSize(20);
    }

    @Test
    void whatAnImageIsTooSmallForIsRefused() {
        Augmenter blur = new Augmenter(Augmentation.NONE.withGaussianBlur(GaussianBlur.DEFAULT));
        blur.check(7, 7, 3);
        assertThatThrownBy(() -> blur.check(6, 9, 3))
                .hasMessage("gaussianBlur: an image of 6 × 9 is too small for kernelSize 13: it must be below 12");
        assertThatThrownBy(() -> blur.check(9, 9, 2)).hasMessageContaining("not of 2: leave them out");
    }
}
