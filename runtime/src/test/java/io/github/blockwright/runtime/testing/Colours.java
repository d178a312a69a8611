package io.github.blockwright.runtime.testing;

import io.github.blockwright.runtime.data.ImageDataset;
import java.util.List;
import java.util.SplittableRandom;

/** Images of 8 × 8 whose class is their colour under noise: a problem that is learned in a few steps. */
public final class Colours {
    public static final List<String> CLASSES = List.of("red", "green", "blue");

    private static final int SIDE = 8;

    private Colours() {}

    /** As many of each class as of every other, up to one. */
    public static ImageDataset generate(int size, long seed) {
        return generate(size, seed, CLASSES);
    }

    /** The same with other names for the classes, which may be more than colours. */
    public static ImageDataset generate(int size, long seed, List<String> classes) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[][] pixels = new byte[size][SIDE * SIDE * 3];
        int[] labels = new int[size];
        for (int i = 0; i < size; i++) {
            labels[i] = i % classes.size();
            for (int p = 0; p < pixels[i].length; p++) {
                int base = p % 3 == labels[i] % 3 ? 120 : 60;
                pixels[i][p] = (byte) (base + random.nextInt(100));
            }
        }
        return new ImageDataset(SIDE, SIDE, 3, classes, pixels, labels);
    }
}
