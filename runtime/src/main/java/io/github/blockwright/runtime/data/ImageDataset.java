package io.github.blockwright.runtime.data;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Labelled images in memory, all of one size. A pixel is one unsigned byte for each channel, and an image one array in
 * the order row, column, channel (HWC); since every image has its own array, a set may be larger than 2 GiB.
 *
 * <p>A data set does not change, so threads may share it. For speed {@link #pixels} hands out the array itself: read it, never write it.
 */
public final class ImageDataset implements ImageSource {
    private final int height;
    private final int width;
    private final int channels;
    private final List<String> classes;
    private final byte[][] pixels;
    private final int[] labels;

    /**
     * Takes the arrays over: the caller must not write to them afterwards.
     *
     * @param height in pixels
     * @param width in pixels
     * @param channels 1 for grey, 3 for RGB
     * @param classes the names of the classes, all different; a label is an index into them
     * @param pixels an array of {@code height * width * channels} bytes for each image, order HWC
     * @param labels one for each image
     * @throws IllegalArgumentException if sizes, labels or names do not fit together
     */
    public ImageDataset(int height, int width, int channels, List<String> classes, byte[][] pixels, int[] labels) {
        this.height = height;
        this.width = width;
        this.channels = channels;
        this.classes = List.copyOf(classes);
        this.pixels = pixels;
        this.labels = labels;
        check();
    }

    private void check() {
        if (height < 1 || width < 1 || channels < 1) {
            throw new IllegalArgumentException(
                    "height, width and channels must be at least 1, not " + height + ", " + width + ", " + channels);
        }
        if (classes.isEmpty() || new HashSet<>(classes).size() != classes.size()) {
            throw new IllegalArgumentException("There must be classes, each of another name, not " + classes);
        }
        if (pixels.length != labels.length) {
            throw new IllegalArgumentException(pixels.length + " images have " + labels.length + " labels");
        }
        int bytes = Math.multiplyExact(Math.multiplyExact(height, width), channels);
        for (int i = 0; i < pixels.length; i++) {
            if (pixels[i].length != bytes) {
                throw new IllegalArgumentException("Image " + i + " has " + pixels[i].length + " bytes; " + height
                        + " × " + width + " × " + channels + " are " + bytes);
            }
            if (labels[i] < 0 || labels[i] >= classes.size()) {
                throw new IllegalArgumentException("Image " + i + " has the label " + labels[i] + ", but there are "
                        + classes.size() + " classes");
            }
        }
    }

    /** {@return the height of every image, in pixels} */
    public int height() {
        return height;
    }

    /** {@return the width of every image, in pixels} */
    public int width() {
        return width;
    }

    @Override
    public int channels() {
        return channels;
    }

    @Override
    public List<String> classes() {
        return classes;
    }

    @Override
    public int size() {
        return labels.length;
    }

    /**
     * The class of an image, an index into {@link #classes}.
     *
     * @param image an index from 0
     * @return at least 0 and below the number of classes
     */
    @Override
    public int label(int image) {
        return labels[image];
    }

    /**
     * The image's own array, order HWC; not to be written to.
     *
     * @param image an index from 0
     * @return {@code height * width * channels} bytes
     */
    public byte[] pixels(int image) {
        return pixels[image];
    }

    @Override
    public Frame read(int image) {
        return new Frame(height, width, pixels[image]);
    }

    /**
     * A copy of an image, to be shown, saved or classified; grey or RGB.
     *
     * @param image an index from 0
     * @return the caller's
     */
    public BufferedImage picture(int image) {
        if (channels != 3 && channels != 1) {
            throw new IllegalStateException("Only images of 1 or 3 channels are pictures, not of " + channels);
        }
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        byte[] values = pixels[image];
        for (int i = 0; i < width * height; i++) {
            int rgb = 0;
            for (int c = 0; c < 3; c++) {
                rgb = (rgb << 8) | (values[i * channels + Math.min(c, channels - 1)] & 0xff);
            }
            picture.setRGB(i % width, i / width, rgb);
        }
        return picture;
    }

    @Override
    public int[] classCounts() {
        int[] counts = new int[classes.size()];
        for (int label : labels) {
            counts[label]++;
        }
        return counts;
    }

    /**
     * Some of the images, in the order given; pixels are shared, not copied.
     *
     * @param images indices into this data set
     * @return a new data set of the same pixels
     */
    @Override
    public ImageDataset subset(int... images) {
        byte[][] chosenPixels = new byte[images.length][];
        int[] chosenLabels = new int[images.length];
        for (int i = 0; i < images.length; i++) {
            chosenPixels[i] = pixels[images[i]];
            chosenLabels[i] = labels[images[i]];
        }
        return new ImageDataset(height, width, channels, classes, chosenPixels, chosenLabels);
    }

    /**
     * The images of some classes only, labelled anew in the order given; pixels are shared, not copied.
     *
     * @param names classes to keep, in the new order
     * @return a new data set of the same pixels
     * @throws IllegalArgumentException if one of them is not a class of this data set
     */
    public ImageDataset ofClasses(List<String> names) {
        for (String name : names) {
            if (!classes.contains(name)) {
                throw new IllegalArgumentException("There is no class " + name + "; there are " + classes);
            }
        }
        int[] images = IntStream.range(0, size())
                .filter(i -> names.contains(classes.get(labels[i])))
                .toArray();
        byte[][] chosenPixels = new byte[images.length][];
        int[] chosenLabels = new int[images.length];
        for (int i = 0; i < images.length; i++) {
            chosenPixels[i] = pixels[images[i]];
            chosenLabels[i] = names.indexOf(classes.get(labels[images[i]]));
        }
        return new ImageDataset(height, width, channels, names, chosenPixels, chosenLabels);
    }

    /**
     * Two parts of a data set that have no image in common.
     *
     * @param first has the wanted fraction of each class
     * @param second the rest
     */
    public record Parts(ImageDataset first, ImageDataset second) {}

    /**
     * Splits the data set at random, every class in the same proportion. The images of a part keep their order.
     *
     * @param fraction of each class that goes to the first part, rounded to whole images; above 0 and below 1
     * @param seed the same seed splits the same data set in the same way
     * @return both parts
     * @throws IllegalArgumentException if the fraction is out of range or leaves one part without images
     */
    public Parts split(double fraction, long seed) {
        if (!(fraction > 0 && fraction < 1)) {
            throw new IllegalArgumentException("fraction must be above 0 and below 1, not " + fraction);
        }
        boolean[] inFirst = split(labels, classes.size(), fraction, seed);
        ImageDataset first = subset(indices(inFirst, true));
        ImageDataset second = subset(indices(inFirst, false));
        if (first.size() == 0 || second.size() == 0) {
            throw new IllegalArgumentException("Splitting " + size() + " images of classes with "
                    + Arrays.toString(classCounts()) + " images by " + fraction + " leaves one part empty");
        }
        return new Parts(first, second);
    }

    /** Which images of these labels, of which -1 stands for none, go to the first part of a split. */
    static boolean[] split(int[] labels, int classes, double fraction, long seed) {
        List<List<Integer>> byClass = new ArrayList<>();
        for (int i = -1; i < classes; i++) {
            byClass.add(new ArrayList<>());
        }
        for (int i = 0; i < labels.length; i++) {
            byClass.get(labels[i] + 1).add(i);
        }
        SplittableRandom random = new SplittableRandom(seed);
        boolean[] inFirst = new boolean[labels.length];
        for (List<Integer> members : byClass) {
            int wanted = (int) Math.round(fraction * members.size());
            // Selection sampling: each member is taken with (still wanted) / (still to come).
            for (int i = 0; i < members.size() && wanted > 0; i++) {
                if (random.nextInt(members.size() - i) < wanted) {
                    inFirst[members.get(i)] = true;
                    wanted--;
                }
            }
        }
        return inFirst;
    }

    static int[] indices(boolean[] flags, boolean wanted) {
        return IntStream.range(0, flags.length).filter(i -> flags[i] == wanted).toArray();
    }

    /** How many there are of what, such as {@code 50000 images, 32 × 32 × 3, of 10 classes}. */
    @Override
    public String toString() {
        return size() + " images, " + height + " × " + width + " × " + channels + ", of " + classes.size() + " classes";
    }
}
