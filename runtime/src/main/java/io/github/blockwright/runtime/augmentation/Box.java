package io.github.blockwright.runtime.augmentation;

import io.github.blockwright.runtime.data.RandomChange.RandomErasing;
import io.github.blockwright.runtime.data.RandomChange.RandomResizedCrop;
import io.github.blockwright.runtime.pictures.Picture;
import java.util.SplittableRandom;

/**
 * A part of a picture.
 *
 * @param top of its first row
 * @param left of its first column
 * @param height in pixels, 0 for none
 * @param width in pixels
 */
public record Box(int top, int left, int height, int width) {
    /** No part. */
    public static final Box NONE = new Box(0, 0, 0, 0);

    private static final int ATTEMPTS = 10;

    /** Whether a row goes through it. */
    public boolean crosses(int row) {
        return row >= top && row < top + height;
    }

    /** The part of a picture that lies in the box, which lies in the picture. */
    public Picture cutFrom(Picture picture) {
        int channels = picture.channels();
        int line = width * channels;
        byte[] part = new byte[height * line];
        for (int y = 0; y < height; y++) {
            System.arraycopy(picture.pixels(), ((top + y) * picture.width() + left) * channels, part, y * line, line);
        }
        return new Picture(height, width, channels, part);
    }

    /** The part that a random resized crop keeps of a picture of this size; the middle if none fits in ten attempts. */
    public static Box kept(RandomResizedCrop crop, int height, int width, SplittableRandom random) {
        double area = (double) height * width;
        for (int i = 0; i < ATTEMPTS; i++) {
            double wanted = area * between(crop.minScale(), crop.maxScale(), random);
            double ratio = ratio(crop.minRatio(), crop.maxRatio(), random);
            int w = rounded(Math.sqrt(wanted * ratio));
            int h = rounded(Math.sqrt(wanted / ratio));
            if (w > 0 && w <= width && h > 0 && h <= height) {
                return new Box(random.nextInt(height - h + 1), random.nextInt(width - w + 1), h, w);
            }
        }
        return middle(crop, height, width);
    }

    private static Box middle(RandomResizedCrop crop, int height, int width) {
        double ratio = width / (double) height;
        int h = ratio < crop.minRatio() ? Math.max(1, rounded(width / crop.minRatio())) : height;
        int w = ratio > crop.maxRatio() ? Math.max(1, rounded(height * crop.maxRatio())) : width;
        return new Box((height - h) / 2, (width - w) / 2, h, w);
    }

    /** The part that random erasing takes of a picture of this size, which is none if none fits in ten attempts. */
    public static Box erased(RandomErasing erasing, int height, int width, SplittableRandom random) {
        if (random.nextDouble() >= erasing.probability()) {
            return NONE;
        }
        double area = (double) height * width;
        for (int i = 0; i < ATTEMPTS; i++) {
            double wanted = area * between(erasing.minScale(), erasing.maxScale(), random);
            double ratio = ratio(erasing.minRatio(), erasing.maxRatio(), random);
            int h = rounded(Math.sqrt(wanted * ratio));
            int w = rounded(Math.sqrt(wanted / ratio));
            if (h < height && w < width) {
                return new Box(random.nextInt(height - h + 1), random.nextInt(width - w + 1), h, w);
            }
        }
        return NONE;
    }

    /** A square with its middle anywhere in a picture of this size, cut off at the picture's edges. */
    public static Box cutOut(int side, int height, int width, SplittableRandom random) {
        int top = random.nextInt(height) - side / 2;
        int left = random.nextInt(width) - side / 2;
        return around(top, left, top + side, left + side, height, width);
    }

    /** The part of a box that lies in a picture of this size. */
    public static Box around(int top, int left, int bottom, int right, int height, int width) {
        int y = Math.max(top, 0);
        int x = Math.max(left, 0);
        return new Box(y, x, Math.max(0, Math.min(bottom, height) - y), Math.max(0, Math.min(right, width) - x));
    }

    static double between(double least, double most, SplittableRandom random) {
        return least + (most - least) * random.nextDouble();
    }

    /** Evenly drawn in logarithms, so that wide and high parts are as frequent. */
    private static double ratio(double least, double most, SplittableRandom random) {
        return StrictMath.exp(between(StrictMath.log(least), StrictMath.log(most), random));
    }

    /** Half to the even number, as Python has it. */
    private static int rounded(double value) {
        return (int) Math.rint(value);
    }
}
