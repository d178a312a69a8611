package io.github.blockwright.runtime.batches;

import io.github.blockwright.runtime.augmentation.Box;
import io.github.blockwright.runtime.augmentation.PictureChanges;
import io.github.blockwright.runtime.data.Augmentation;
import io.github.blockwright.runtime.data.Augmentation.Border;
import io.github.blockwright.runtime.data.Frame;
import io.github.blockwright.runtime.data.RandomChange.RandomResizedCrop;
import io.github.blockwright.runtime.pictures.Images;
import io.github.blockwright.runtime.pictures.Picture;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Does what an {@link Augmentation} says to one image, and normalises; see {@link Mixing} for what it does to a batch.
 *
 * @param settings what is changed
 */
public record Augmenter(Augmentation settings) {
    /** Changes nothing and only normalises. */
    public static final Augmenter NONE = new Augmenter(Augmentation.NONE);

    /**
     * Checks that images of this size can be augmented so.
     *
     * @throws IllegalArgumentException if a reflected padding or a blur reaches beyond the image, or colours are changed of
     *     an image that has none
     */
    void check(int height, int width, int channels) {
        int pad = settings.pad();
        if (settings.border() == Border.REFLECT && pad >= Math.min(height, width)) {
            throw new IllegalArgumentException("An image of " + height + " × " + width + " has no " + pad
                    + " pixels to reflect: pad must be below " + Math.min(height, width));
        }
        new PictureChanges(settings).check(height, width, channels);
    }

    /**
     * Augments and normalises one image: cuts, mirrors, turns and colours it, and blanks parts of it. What only moves
     * pixels is done in one pass.
     *
     * @param frame the image, of {@code tables.length} channels and the size of the result, or of any size if the
     *     augmentation {@linkplain Augmentation#needsMargin cuts a part out of it}
     * @param height of the result in pixels
     * @param width of the result in pixels
     * @param tables for each channel the 256 normalised values of a pixel, from {@link
     *     io.github.blockwright.runtime.blocks.InputSpec#table}
     * @param random decides everything that is left to chance
     * @param target takes {@code height * width * tables.length} floats in the order HWC
     * @param position the index of the first of them; the buffer's own position stays as it is
     */
    public void apply(
            Frame frame,
            int height,
            int width,
            float[][] tables,
            SplittableRandom random,
            FloatBuffer target,
            int position) {
        int channels = tables.length;
        byte[] image = settings.randomResizedCrop()
                .map(crop -> cropped(crop, frame, height, width, random))
                .orElse(frame.pixels());
        int down = shift(random);
        int right = shift(random);
        int[] columns = source(width, right, settings.flip() && random.nextInt(2) == 1);
        int[] rows = source(height, down, settings.verticalFlip() && random.nextInt(2) == 1);
        PictureChanges changes = new PictureChanges(settings);
        if (!changes.areNone()) {
            Picture moved = new Picture(height, width, channels, moved(image, rows, columns, channels));
            image = changes.applied(moved, random).pixels();
            rows = IntStream.range(0, height).toArray();
            columns = IntStream.range(0, width).toArray();
        }
        Box cutOut = settings.cutout() > 0 ? Box.cutOut(settings.cutout(), height, width, random) : Box.NONE;
        Box erased = settings.randomErasing()
                .map(erasing -> Box.erased(erasing, height, width, random))
                .orElse(Box.NONE);
        float[] line = new float[width * channels];
        for (int y = 0; y < height; y++) {
            fill(line, image, rows[y] < 0 ? -1 : rows[y] * width, columns, tables);
            blank(line, cutOut, y, channels);
            blank(line, erased, y, channels);
            target.put(position + y * line.length, line);
        }
    }

    /** Augments and normalises one image that has the size of the result. */
    public void apply(
            byte[] pixels,
            int height,
            int width,
            float[][] tables,
            SplittableRandom random,
            FloatBuffer target,
            int position) {
        apply(new Frame(height, width, pixels), height, width, tables, random, target, position);
    }

    private int shift(SplittableRandom random) {
        int pad = settings.pad();
        return pad == 0 ? 0 : random.nextInt(2 * pad + 1) - pad;
    }

    /** The part that the crop keeps, scaled in one pass from that part alone, as torchvision does it. */
    private static byte[] cropped(RandomResizedCrop crop, Frame frame, int height, int width, SplittableRandom random) {
        int channels = frame.channels();
        Picture whole = new Picture(frame.height(), frame.width(), channels, frame.pixels());
        Picture part = Box.kept(crop, frame.height(), frame.width(), random).cutFrom(whole);
        return Images.fit(part, height, width, channels, Images.Fit.SQUASH);
    }

    /** The image with its rows and columns where they will be. */
    private static byte[] moved(byte[] pixels, int[] rows, int[] columns, int channels) {
        byte[] moved = new byte[pixels.length];
        int out = 0;
        for (int row : rows) {
            for (int column : columns) {
                for (int c = 0; c < channels; c++, out++) {
                    moved[out] = row < 0 || column < 0 ? 0 : pixels[(row * columns.length + column) * channels + c];
                }
            }
        }
        return moved;
    }

    private static void blank(float[] line, Box box, int row, int channels) {
        if (box.crosses(row)) {
            Arrays.fill(line, box.left() * channels, (box.left() + box.width()) * channels, 0);
        }
    }

    /** Normalises one line; {@code row} is the index of its first pixel in the image, or -1 for a line outside. */
    private static void fill(float[] line, byte[] pixels, int row, int[] columns, float[][] tables) {
        // Channel by channel, so that the inner loop has one table and no branch but for what is outside.
        int channels = tables.length;
        for (int c = 0; c < channels; c++) {
            float[] table = tables[c];
            if (row < 0) {
                fillBlack(line, c, channels, table[0]);
            } else {
                fill(line, pixels, row, columns, c, channels, table);
            }
        }
    }

    private static void fillBlack(float[] line, int channel, int channels, float black) {
        for (int i = channel; i < line.length; i += channels) {
            line[i] = black;
        }
    }

    private static void fill(
            float[] line, byte[] pixels, int row, int[] columns, int channel, int channels, float[] table) {
        int out = channel;
        for (int column : columns) {
            line[out] = table[column < 0 ? 0 : pixels[(row + column) * channels + channel] & 0xff];
            out += channels;
        }
    }

    /** For each row or column of the result the one of the image that it shows, or -1 for black. */
    private int[] source(int length, int shift, boolean mirrored) {
        int[] source = new int[length];
        for (int i = 0; i < length; i++) {
            int at = (mirrored ? length - 1 - i : i) + shift;
            if (at < 0 || at >= length) {
                at = settings.border() == Border.ZERO ? -1 : at < 0 ? -at : 2 * (length - 1) - at;
            }
            source[i] = at;
        }
        return source;
    }
}
