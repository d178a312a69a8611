package io.github.blockwright.lessons.linearbottleneck;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** How many channels the spiral needs, so that ReLU loses few of its points: the solution of the class's second exercise. */
public final class FewestChannels {
    private static final int POINTS = 400;
    private static final int MATRICES = 500;

    private FewestChannels() {}

    /** Prints them for a tenth, a hundredth and a thousandth. */
    public static void main(String[] arguments) {
        for (double share : List.of(0.1, 0.01, 0.001)) {
            System.out.println(
                    "at most " + share + " lost: " + measured(share, 1) + " channels, expected " + expected(share));
        }
    }

    /** By the formula: a point is lost where at most one of n channels lets it through, so (n + 1) / 2ⁿ of them. */
    static int expected(double share) {
        int channels = 1;
        while ((channels + 1) / Math.pow(2, channels) > share) {
            channels++;
        }
        return channels;
    }

    /** By random matrices, of which the mean is taken. */
    static int measured(double share, long seed) {
        int channels = 1;
        while (lost(channels, seed) > share) {
            channels++;
        }
        return channels;
    }

    private static double lost(int channels, long seed) {
        Random random = new Random(seed);
        List<Double> losses = new ArrayList<>();
        for (int i = 0; i < MATRICES; i++) {
            try (NDManager manager = NDManager.newBaseManager()) {
                NDArray points = Spiral.points(manager, POINTS);
                losses.add(InformationLoss.lost(
                        ReluEmbedding.random(manager, channels, random).embed(points)));
            }
        }
        return losses.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }
}
