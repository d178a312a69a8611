package io.github.blockwright.runtime.data;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Ten classes of drawn figures, for a machine with no data at hand. Position, size, tilt and colours are random, on
 * backgrounds with gradients, patterns, noise and stray marks; so the class does not show in any single pixel, a linear
 * model fails, and a small convolutional network does well after a few epochs.
 *
 * <p>The same seed gives the same bytes on every machine and Java: an image depends only on the seed, its index and the
 * size, and is drawn with plain arithmetic.
 */
public final class Shapes {
    /** The side of an image in pixels, if nothing else is said. */
    public static final int SIDE = 32;

    private static final int SMALLEST_SIDE = 16;
    private static final double TILT = Math.PI / 8;

    private Shapes() {}

    /**
     * Draws images of 32 × 32 RGB.
     *
     * @param size the number of images; every class has as many as every other, up to one
     * @param seed different seeds give different images: use one for training and another for testing
     * @return the shapes and their labels
     */
    public static ImageDataset generate(int size, long seed) {
        return generate(size, seed, SIDE);
    }

    /**
     * Draws square RGB images.
     *
     * @param size the number of images; every class has as many as every other, up to one
     * @param seed different seeds give different images
     * @param side of an image in pixels, at least 16
     * @return the shapes and their labels
     * @throws IllegalArgumentException if there are no images, or too small ones
     */
    public static ImageDataset generate(int size, long seed, int side) {
        if (size < 1 || side < SMALLEST_SIDE) {
            throw new IllegalArgumentException("There must be at least one image of at least " + SMALLEST_SIDE + " × "
                    + SMALLEST_SIDE + " pixels, not " + size + " of " + side + " × " + side);
        }
        List<Figure> figures = Figure.classes();
        List<Figure> marks = Figure.marks();
        SplittableRandom seeds = new SplittableRandom(seed);
        long[] seedOf = seeds.longs(size).toArray();
        byte[][] pixels = new byte[size][];
        IntStream.range(0, size).parallel().forEach(i -> {
            Figure figure = figures.get(i % figures.size());
            pixels[i] = scene(figure, marks, side, new SplittableRandom(seedOf[i]));
        });
        int[] labels = IntStream.range(0, size).map(i -> i % figures.size()).toArray();
        return new ImageDataset(
                side, side, 3, figures.stream().map(Figure::name).toList(), pixels, labels);
    }

    private static byte[] scene(Figure figure, List<Figure> marks, int side, SplittableRandom random) {
        Canvas canvas = new Canvas(side);
        int[] near = colour(random);
        int[] far = colour(random);
        canvas.gradient(near, far, angle(random));
        canvas.pattern(random.nextInt(3), 2 + random.nextInt(5), random.nextInt(30), angle(random));
        for (int i = random.nextInt(4); i > 0; i--) {
            Figure mark = marks.get(random.nextInt(marks.size()));
            double radius = side * between(0.06, 0.14, random);
            canvas.fill(
                    mark,
                    side * random.nextDouble(),
                    side * random.nextDouble(),
                    radius,
                    angle(random),
                    colour(random));
        }
        int[] paint = colour(random);
        while (distance(paint, near) < 200 || distance(paint, far) < 200) {
            paint = colour(random);
        }
        double radius = side * between(0.28, 0.44, random);
        double x = between(radius, side - radius, random);
        double y = between(radius, side - radius, random);
        canvas.fill(figure, x, y, radius, between(-TILT, TILT, random), paint);
        return canvas.pixels(random.nextInt(25), random);
    }

    private static double angle(SplittableRandom random) {
        return 2 * Math.PI * random.nextDouble();
    }

    private static double between(double low, double high, SplittableRandom random) {
        return low + (high - low) * random.nextDouble();
    }

    private static int[] colour(SplittableRandom random) {
        return new int[] {random.nextInt(256), random.nextInt(256), random.nextInt(256)};
    }

    private static int distance(int[] a, int[] b) {
        return Math.abs(a[0] - b[0]) + Math.abs(a[1] - b[1]) + Math.abs(a[2] - b[2]);
    }
}
