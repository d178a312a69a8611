package io.github.blockwright.runtime.testing;

import io.github.blockwright.runtime.data.Frame;
import io.github.blockwright.runtime.data.ImageSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Images of 8 × 8 with a label for each of their colours that is bright under noise: any of them, or none. */
public final class SeveralColours implements ImageSource {
    private static final int SIDE = 8;

    private final List<int[]> labels = new ArrayList<>();
    private final List<byte[]> pixels = new ArrayList<>();

    public SeveralColours(int size, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < size; i++) {
            int bright = random.nextInt(8);
            byte[] image = new byte[SIDE * SIDE * 3];
            for (int p = 0; p < image.length; p++) {
                image[p] = (byte) ((bright >> p % 3 & 1) * 80 + 40 + random.nextInt(100));
            }
            pixels.add(image);
            labels.add(IntStream.range(0, 3).filter(c -> (bright >> c & 1) == 1).toArray());
        }
    }

    @Override
    public List<String> classes() {
        return Colours.CLASSES;
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
        return true;
    }

    @Override
    public int channels() {
        return 3;
    }

    @Override
    public Frame read(int image) {
        return new Frame(SIDE, SIDE, pixels.get(image));
    }
}
