package io.github.blockwright.runtime.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BetaTest {
    private static final int DRAWN = 40_000;

    /** The moments of Beta(a, a) about its mean of 1/2: 1 / (4 (2a + 1)), and 3 / (16 (2a + 1) (2a + 3)). */
    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.2, 0.5, 1, 1.5, 4, 50})
    void numbersHaveTheDistributionsMoments(double alpha) {
        SplittableRandom random = new SplittableRandom(5);
        double first = 0;
        double second = 0;
        double fourth = 0;
        for (int i = 0; i < DRAWN; i++) {
            double x = Beta.draw(alpha, random);
            assertThat(x).isBetween(0.0, 1.0);
            first += x;
            second += Math.pow(x - 0.5, 2);
            fourth += Math.pow(x - 0.5, 4);
        }
        double variance = 1 / (4 * (2 * alpha + 1));
        double expectedFourth = 3 / (16 * (2 * alpha + 1) * (2 * alpha + 3));
        assertThat(first / DRAWN).isCloseTo(0.5, within(5 * Math.sqrt(variance / DRAWN)));
        assertThat(second / DRAWN).isCloseTo(variance, within(5 * Math.sqrt(expectedFourth / DRAWN)));
        assertThat(fourth / DRAWN).isCloseTo(expectedFourth, within(0.06 * expectedFourth));
    }
}
