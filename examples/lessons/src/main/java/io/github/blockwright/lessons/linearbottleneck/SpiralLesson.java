package io.github.blockwright.lessons.linearbottleneck;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.github.blockwright.lessons.linearbottleneck.SpiralPicture.Panel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Figure 1 of the MobileNetV2 paper (arXiv:1801.04381, section 3.2) with numbers: a spiral in the plane goes through a
 * random matrix into n channels, through ReLU, and back. In few channels ReLU destroys the curve; in many the curve
 * survives, bent. So a layer with a non-linearity needs many channels (the expansion), and where there are few (the
 * bottleneck) there should be none.
 */
public final class SpiralLesson {
    /** n of the figure. */
    static final List<Integer> CHANNELS = List.of(2, 3, 5, 15, 30);

    private static final int POINTS = 400;

    private SpiralLesson() {}

    /**
     * What n channels do to the spiral.
     *
     * @param drawn of the matrix in the picture
     * @param mean of all matrices
     */
    record Row(int channels, InformationLoss drawn, InformationLoss mean) {
        /**
         * The share of lost points to be expected: each of n channels lets half of all directions through, and a point
         * is lost where at most one does, so (n + 1) / 2ⁿ.
         */
        double expectedLost() {
            return (channels + 1) / Math.pow(2, channels);
        }
    }

    /** Writes {@code spiral.png} and prints the table; {@code blockwright spiral} has options. */
    public static void main(String[] arguments) throws IOException {
        System.out.print(run(1, 200, Path.of("spiral.png")));
    }

    /**
     * Draws the figure and measures it; the same seed gives the same picture and the same numbers.
     *
     * @param matrices how many random matrices to take for each n; the first is drawn
     * @return the numbers as a text table
     * @throws IOException if the picture cannot be written
     */
    public static String run(long seed, int matrices, Path png) throws IOException {
        if (matrices < 1) {
            throw new IllegalArgumentException("There must be at least 1 matrix, not " + matrices);
        }
        List<Row> rows = new ArrayList<>();
        List<Panel> panels = new ArrayList<>();
        try (NDManager manager = NDManager.newBaseManager()) {
            panels.add(Panel.of("input", Spiral.points(manager, POINTS)));
        }
        for (int channels : CHANNELS) {
            rows.add(measure(seed, channels, matrices, panels));
        }
        SpiralPicture.write(png, panels);
        return table(rows);
    }

    private static Row measure(long seed, int channels, int matrices, List<Panel> panels) {
        // A generator for each n, so that no n changes what another sees.
        Random random = new Random(31 * seed + channels);
        List<InformationLoss> losses = new ArrayList<>();
        for (int i = 0; i < matrices; i++) {
            try (NDManager manager = NDManager.newBaseManager()) {
                NDArray points = Spiral.points(manager, POINTS);
                ReluEmbedding embedding = ReluEmbedding.random(manager, channels, random);
                losses.add(InformationLoss.of(embedding, points));
                if (i == 0) {
                    NDArray back = embedding.project(embedding.embed(points));
                    panels.add(Panel.of(title(channels, losses.get(0)), back));
                }
            }
        }
        return new Row(channels, losses.get(0), InformationLoss.mean(losses));
    }

    private static String title(int channels, InformationLoss loss) {
        return String.format(Locale.ROOT, "n = %d: %.0f %% of the points lost", channels, 100 * loss.lost());
    }

    private static String table(List<Row> rows) {
        StringBuilder text = new StringBuilder(
                String.format(Locale.ROOT, "%4s  %24s  %38s%n", "", "the picture's matrix", "mean of all matrices"));
        text.append(String.format(
                Locale.ROOT,
                "%4s  %6s  %7s  %7s  %6s  %12s  %7s  %7s%n",
                "n",
                "lost",
                "merged",
                "error",
                "lost",
                "(n + 1) / 2ⁿ",
                "merged",
                "error"));
        for (Row row : rows) {
            text.append(String.format(
                    Locale.ROOT,
                    "%4d  %6.3f  %7.3f  %7.3f  %6.3f  %12.3f  %7.3f  %7.3f%n",
                    row.channels(),
                    row.drawn().lost(),
                    row.drawn().merged(),
                    row.drawn().error(),
                    row.mean().lost(),
                    row.expectedLost(),
                    row.mean().merged(),
                    row.mean().error()));
        }
        return text.toString();
    }
}
