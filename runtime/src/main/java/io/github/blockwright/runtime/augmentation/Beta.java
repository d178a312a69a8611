package io.github.blockwright.runtime.augmentation;

import java.util.SplittableRandom;

/** Numbers from a Beta distribution whose two parameters are the same. */
public final class Beta {
    private Beta() {}

    /**
     * Draws one: for an alpha of up to 1 as Jöhnk (Metrika 8, 1964) does it, above as Cheng's algorithm BB (Communications of
     * the ACM 21, 1978).
     *
     * @param alpha above 0
     * @return from 0 to 1
     */
    public static double draw(double alpha, SplittableRandom random) {
        return alpha <= 1 ? joehnk(alpha, random) : cheng(alpha, random);
    }

    private static double joehnk(double alpha, SplittableRandom random) {
        while (true) {
            // As logarithms, since a power of 1 / alpha may be too small a number.
            double x = StrictMath.log(positive(random)) / alpha;
            double y = StrictMath.log(positive(random)) / alpha;
            double most = Math.max(x, y);
            double sum = most + StrictMath.log(StrictMath.exp(x - most) + StrictMath.exp(y - most));
            if (sum <= 0) {
                return StrictMath.exp(x - sum);
            }
        }
    }

    private static double cheng(double alpha, SplittableRandom random) {
        double steepness = StrictMath.sqrt(1 / alpha);
        double gamma = alpha + 1 / steepness;
        while (true) {
            double first = positive(random);
            double second = positive(random);
            double v = steepness * StrictMath.log(first / (1 - first));
            double w = alpha * StrictMath.exp(v);
            double density = gamma * v - StrictMath.log(4) + 2 * alpha * StrictMath.log(2 * alpha / (alpha + w));
            if (density >= StrictMath.log(first * first * second)) {
                return w / (alpha + w);
            }
        }
    }

    /** Above 0 and below 1: the largest double below 1 takes no such small number more. */
    private static double positive(SplittableRandom random) {
        return random.nextDouble() + 0x1p-55;
    }
}
