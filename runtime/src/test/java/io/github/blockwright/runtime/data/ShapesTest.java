package io.github.blockwright.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ShapesTest {
    @Test
    void allClassesHaveAsManyImages() {
        ImageDataset data = Shapes.generate(500, 1);

        assertThat(data).hasToString("500 images, 32 × 32 × 3, of 10 classes");
        assertThat(data.classCounts()).containsOnly(50);
    }

    @Test
    void theSameSeedGivesTheSameBytesOnEveryMachine() throws Exception {
        ImageDataset data = Shapes.generate(200, 42);

        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (int i = 0; i < data.size(); i++) {
            digest.update(data.pixels(i));
        }
        assertThat(HexFormat.of().formatHex(digest.digest()))
                .isEqualTo("e9439a1f056b7eff0e651f4ccbabc30f297a052a21704abe00c1a9009a0955bf");
    }

    @Test
    void aLargerSetBeginsWithTheSmallerOne() {
        assertThat(Shapes.generate(30, 5).pixels(9))
                .isEqualTo(Shapes.generate(10, 5).pixels(9));
        assertThat(Shapes.generate(10, 6).pixels(9))
                .isNotEqualTo(Shapes.generate(10, 5).pixels(9));
    }

    @Test
    void otherSizesCanBeHad() {
        assertThat(Shapes.generate(20, 1, 64)).hasToString("20 images, 64 × 64 × 3, of 10 classes");
        assertThatThrownBy(() -> Shapes.generate(10, 1, 8)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aLinearModelStaysBelowHalf() {
        ImageDataset train = Shapes.generate(4000, 1);
        ImageDataset test = Shapes.generate(1000, 2);

        double accuracy = new Linear(train).accuracy(test);

        assertThat(accuracy).as("accuracy").isBetween(0.1, 0.5);
    }

    /** A softmax regression on pixels, trained by stochastic gradient descent. */
    private static final class Linear {
        private final float[][] weights;

        Linear(ImageDataset data) {
            weights = new float[data.classes().size()][data.pixels(0).length + 1];
            SplittableRandom random = new SplittableRandom(3);
            for (int step = 0; step < 10 * data.size(); step++) {
                int image = random.nextInt(data.size());
                float[] input = input(data.pixels(image));
                double[] scores = scores(input);
                double sum = 0;
                for (int c = 0; c < scores.length; c++) {
                    scores[c] = Math.exp(scores[c]);
                    sum += scores[c];
                }
                for (int c = 0; c < scores.length; c++) {
                    float error = (float) (scores[c] / sum - (c == data.label(image) ? 1 : 0));
                    for (int i = 0; i < input.length; i++) {
                        weights[c][i] -= 0.0005f * error * input[i];
                    }
                }
            }
        }

        double accuracy(ImageDataset data) {
            int right = 0;
            for (int image = 0; image < data.size(); image++) {
                double[] scores = scores(input(data.pixels(image)));
                int best = 0;
                for (int c = 1; c < scores.length; c++) {
                    best = scores[c] > scores[best] ? c : best;
                }
                right += best == data.label(image) ? 1 : 0;
            }
            return right / (double) data.size();
        }

        private double[] scores(float[] input) {
            double[] scores = new double[weights.length];
            for (int c = 0; c < scores.length; c++) {
                float sum = 0;
                for (int i = 0; i < input.length; i++) {
                    sum += weights[c][i] * input[i];
                }
                scores[c] = sum;
            }
            return scores;
        }

        /** Values from -1 to 1, and a one for the bias. */
        private static float[] input(byte[] pixels) {
            float[] input = new float[pixels.length + 1];
            for (int i = 0; i < pixels.length; i++) {
                input[i] = (pixels[i] & 0xff) / 127.5f - 1;
            }
            input[pixels.length] = 1;
            return input;
        }
    }
}
