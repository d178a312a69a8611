package io.github.blockwright.benchmarks;

import io.github.blockwright.runtime.batches.Augmenter;
import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.data.Augmentation;
import io.github.blockwright.runtime.data.Frame;
import io.github.blockwright.runtime.data.RandomChange.ColorJitter;
import io.github.blockwright.runtime.data.RandomChange.GaussianBlur;
import io.github.blockwright.runtime.data.RandomChange.RandAugment;
import io.github.blockwright.runtime.data.RandomChange.RandomErasing;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * What augmentations cost: processor time of one thread for a picture, augmented and normalised, the least of many rounds.
 * Usage: {@code AugmentationCost [SIDE]}, the input's side in pixels, 224 if none is given.
 */
public final class AugmentationCost {
    private static final int ROUNDS = 25;
    private static final long PIXELS_A_ROUND = 3_000_000;

    private AugmentationCost() {}

    /** Runs the measurement. */
    public static void main(String[] arguments) {
        int side = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 224;
        Augmentation photos = Augmentation.PHOTOS;
        Map<String, Augmentation> all = new LinkedHashMap<>();
        all.put("none", Augmentation.NONE);
        all.put("pad, flip", Augmentation.CIFAR);
        all.put("pad, flip, cutout", Augmentation.CIFAR.withCutout(side / 4));
        all.put("random resized crop, flip", photos);
        all.put("... and erasing", photos.withRandomErasing(RandomErasing.of(1)));
        all.put("... and grey", photos.withGrayscale(1));
        all.put("... and colour jitter", photos.withColorJitter(ColorJitter.DEFAULT));
        all.put("... and colour jitter but hue", photos.withColorJitter(new ColorJitter(0.4, 0.4, 0.4, 0)));
        all.put("... and blur", photos.withGaussianBlur(new GaussianBlur(1, 13, 0.1, 2)));
        all.put("... and rotation", photos.withRotation(30));
        all.put("... and RandAugment", photos.withRandAugment(RandAugment.DEFAULT));
        all.put("... and TrivialAugmentWide", photos.withTrivialAugmentWide());
        all.forEach((name, augmentation) ->
                System.out.printf(Locale.ROOT, "%-32s %8.0f µs%n", name, nanoseconds(augmentation, side) / 1e3));
    }

    private static double nanoseconds(Augmentation augmentation, int side) {
        InputSpec input =
                new InputSpec(side, side, 3, 1 / 255.0, List.of(0.485, 0.456, 0.406), List.of(0.229, 0.224, 0.225));
        float[][] tables = {input.table(0), input.table(1), input.table(2)};
        // What is stored of a photo of 4:3.
        Frame frame = augmentation.needsMargin() ? noise(side * 8 / 7, side * 32 / 21) : noise(side, side);
        FloatBuffer target = ByteBuffer.allocateDirect(side * side * 3 * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        Augmenter augmenter = new Augmenter(augmentation);
        SplittableRandom random = new SplittableRandom(1);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        int pictures = (int) Math.max(1, PIXELS_A_ROUND / ((long) side * side));
        double least = Double.POSITIVE_INFINITY;
        for (int round = 0; round < ROUNDS; round++) {
            long start = threads.getCurrentThreadCpuTime();
            for (int i = 0; i < pictures; i++) {
                augmenter.apply(frame, side, side, tables, random, target, 0);
            }
            least = Math.min(least, (threads.getCurrentThreadCpuTime() - start) / (double) pictures);
        }
        return least;
    }

    private static Frame noise(int height, int width) {
        byte[] pixels = new byte[height * width * 3];
        new SplittableRandom(1).nextBytes(pixels);
        return new Frame(height, width, pixels);
    }
}
