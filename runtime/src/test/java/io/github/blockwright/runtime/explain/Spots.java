package io.github.blockwright.runtime.explain;

import io.github.blockwright.runtime.data.Frame;
import io.github.blockwright.runtime.data.ImageSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Grey noise of 32 × 32 with a bright spot or a dark one anywhere; or, with several labels, either, both or none. */
final class Spots implements ImageSource {
    static final int SIDE = 32;
    static final List<String> CLASSES = List.of("bright", "dark");

    private static final int RADIUS = 5;

    private final int channels;
    private final boolean several;
    private final List<int[]> labels = new ArrayList<>();
    private final List<byte[]> pixels = new ArrayList<>();

    Spots(int size, long seed, int channels, boolean several) {
        this.channels = channels;
        this.several = several;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < size; i++) {
            boolean bright = several ? i % 4 % 2 == 1 : i % 2 == 0;
            boolean dark = several ? i % 4 > 1 : i % 2 == 1;
            byte[] image = noise(random, channels);
            // Each in its own half, so that one does not hide the other.
            boolean left = random.nextBoolean();
            if (bright) {
                spot(image, channels, 255, place(random), left ? 8 : 24);
            }
            if (dark) {
                spot(image, channels, 0, place(random), left ? 24 : 8);
            }
            pixels.add(image);
            labels.add(bright ? dark ? new int[] {0, 1} : new int[] {0} : dark ? new int[] {1} : new int[0]);
        }
    }

    private static int place(SplittableRandom random) {
        return RADIUS + random.nextInt(SIDE - 2 * RADIUS);
    }

    private static byte[] noise(SplittableRandom random, int channels) {
        byte[] image = new byte[SIDE * SIDE * channels];
        for (int p = 0; p < image.length; p++) {
            image[p] = (byte) (108 + random.nextInt(41));
        }
        return image;
    }

    /** A picture of noise with a bright spot at one place and a dark one at another; none where a place is missing. */
    static Frame picture(int channels, int[] bright, int[] dark) {
        byte[] image = noise(new SplittableRandom(99), channels);
        if (bright.length > 0) {
            spot(image, channels, 255, bright[0], bright[1]);
        }
        if (dark.length > 0) {
            spot(image, channels, 0, dark[0], dark[1]);
        }
        return new Frame(SIDE, SIDE, image);
    }

    private static void spot(byte[] image, int channels, int value, int y, int x) {
        for (int p = 0; p < image.length; p++) {
            int down = p / channels / SIDE - y;
            int across = p / channels % SIDE - x;
            if (down * down + across * across <= RADIUS * RADIUS) {
                image[p] = (byte) value;
            }
        }
    }

    @Override
    public List<String> classes() {
        return CLASSES;
    }

    @Override
    public int size() {
        return labels.size();
    }

    @Override
    public int label(int image) {
        return labels.get(image).length == 0 ? -1 : labels.get(image)[0];
    }

    @Override
    public int[] labels(int image) {
        return labels.get(image);
    }

    @Override
    public boolean multiLabel() {
        return several;
    }

    @Override
    public int channels() {
        return channels;
    }

    @Override
    public Frame read(int image) {
        return new Frame(SIDE, SIDE, pixels.get(image));
    }
}
