package io.github.blockwright.runtime.batches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.blockwright.runtime.augmentation.Box;
import java.nio.FloatBuffer;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MixingTest {
    private static final int HEIGHT = 4;
    private static final int WIDTH = 6;
    private static final int LENGTH = HEIGHT * WIDTH * 2;
    private static final Targets TARGETS = Targets.of(3, 0, 1, 2);

    /** Three images of two channels: all of 1, all of 10, all of 100. */
    private static FloatBuffer images() {
        FloatBuffer values = FloatBuffer.allocate(3 * LENGTH);
        for (int i = 0; i < values.capacity(); i++) {
            int image = i / LENGTH;
            values.put(i, (float) Math.pow(10, image));
        }
        return values;
    }

    private static Mixing mixing(double mixUp, double cutMix) {
        return new Mixing(mixUp, cutMix, HEIGHT, WIDTH, 2);
    }

    @Test
    void mixUpBlendsEachImageWithTheOneBeforeIt() {
        FloatBuffer values = images();
        mixing(1, 0).blend(values, 3, 0.75);

        float[] expected = {0.75f + 25, 7.5f + 0.25f, 75 + 2.5f};
        for (int i = 0; i < values.capacity(); i++) {
            assertThat(values.get(i)).isEqualTo(expected[i / LENGTH]);
        }
    }

    @Test
    void cutMixShowsAPartOfTheImageBefore() {
        FloatBuffer values = images();
        mixing(0, 1).cover(values, 3, new Box(1, 2, 2, 3));

        float[] own = {1, 10, 100};
        float[] before = {100, 1, 10};
        for (int i = 0; i < values.capacity(); i++) {
            int image = i / LENGTH;
            int y = i % LENGTH / (2 * WIDTH);
            int x = i % (2 * WIDTH) / 2;
            boolean covered = y >= 1 && y < 3 && x >= 2 && x < 5;
            assertThat(values.get(i)).isEqualTo(covered ? before[image] : own[image]);
        }
    }

    @Test
    void sharesAreThoseOfTheImagesAndTheLabelIsTheLargerOnes() {
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < 100; i++) {
            FloatBuffer values = images();
            Targets mixed = mixing(i % 2 == 0 ? 0.8 : 0, i % 2 == 1 ? 0.8 : 0).mixed(values, TARGETS, random);

            float[] shares = mixed.shares().orElseThrow();
            for (int image = 0; image < 3; image++) {
                double sum = 0;
                double expected = 0;
                for (int j = 0; j < LENGTH; j++) {
                    sum += values.get(image * LENGTH + j);
                }
                for (int c = 0; c < 3; c++) {
                    float share = shares[image * 3 + c];
                    assertThat(share).isBetween(0f, 1f);
                    assertThat(share).isLessThanOrEqualTo(shares[image * 3 + mixed.labels()[image]]);
                    expected += share * Math.pow(10, c);
                }
                assertThat(sum / LENGTH).isCloseTo(expected, within(1e-3));
                assertThat(shares[image * 3 + (image + 1) % 3]).isZero();
            }
        }
    }

    @Test
    void withBothHalfOfTheBatchesAreBlended() {
        SplittableRandom random = new SplittableRandom(6);
        int blended = 0;
        for (int i = 0; i < 1000; i++) {
            FloatBuffer values = images();
            mixing(1, 1).mixed(values, TARGETS, random);
            boolean oneValue = true;
            for (int j = 0; j < LENGTH; j++) {
                oneValue &= values.get(j) == values.get(0);
            }
            blended += oneValue && values.get(0) != 1 && values.get(0) != 100 ? 1 : 0;
        }
        assertThat(blended).isBetween(430, 570);
    }

    @Test
    void imagesOfSeveralClassesMixWhatTheyHave() {
        Targets several = new Targets(2, new int[] {0, -1}, Optional.of(new float[] {1, 1, 0, 0}));
        FloatBuffer values = FloatBuffer.allocate(2 * LENGTH);

        Targets mixed = mixing(1, 0).mixed(values, several, new SplittableRandom(1));

        float[] shares = mixed.shares().orElseThrow();
        assertThat(shares[0]).isEqualTo(shares[1]).isBetween(0f, 1f);
        assertThat(shares[2]).isCloseTo(1 - shares[0], within(1e-6f));
    }
}
