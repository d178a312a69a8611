package io.github.blockwright.runtime.batches;

import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What the first rows of a network made of labelled images, in memory or in a file: for every image one or several views,
 * each an array of the same shape.
 *
 * <p>A data set does not change. For speed {@link #values} may hand out the array itself: read it, never write it.
 */
public final class FeatureDataset {
    private final Shape shape;
    private final List<String> classes;
    private final int views;
    private final FeatureValues values;
    private final int[] labels;
    private final Optional<float[][]> shares;

    /**
     * Takes the arrays over: the caller must not write to them afterwards.
     *
     * @param shape of one image's features: (features) or (channels, height, width)
     * @param classes the names of the classes; a label is an index into them
     * @param values by view, then image, then in the order of the shape; view 0 is that of the image as it is
     * @param labels one for each image
     * @throws IllegalArgumentException if sizes and labels do not fit together
     */
    public FeatureDataset(Shape shape, List<String> classes, float[][][] values, int[] labels) {
        this(shape, classes, values.length, (view, image) -> values[view][image], labels, Optional.empty());
        for (float[][] view : values) {
            if (view.length != labels.length) {
                throw new IllegalArgumentException(view.length + " images have " + labels.length + " labels");
            }
            for (float[] image : view) {
                if (image.length != shape.size()) {
                    throw new IllegalArgumentException(image.length + " features do not fill the shape " + shape);
                }
            }
        }
    }

    /**
     * The same with features that lie anywhere.
     *
     * @param shares 1 for each label that an image has, if images may have several
     */
    FeatureDataset(
            Shape shape,
            List<String> classes,
            int views,
            FeatureValues values,
            int[] labels,
            Optional<float[][]> shares) {
        this.shape = shape;
        this.classes = List.copyOf(classes);
        this.views = views;
        this.values = values;
        this.labels = labels;
        this.shares = shares;
        if ((shape.dimension() != 1 && shape.dimension() != 3) || shape.size() < 1) {
            throw new IllegalArgumentException(
                    "Features must have the shape (features) or (channels, height, width), not " + shape);
        }
        if (views == 0 || labels.length == 0) {
            throw new IllegalArgumentException("There must be at least one view of at least one image");
        }
        for (int label : labels) {
            if (label < (shares.isPresent() ? -1 : 0) || label >= classes.size()) {
                throw new IllegalArgumentException(
                        "There is the label " + label + ", but there are " + classes.size() + " classes");
            }
        }
    }

    /** The shape of one image's features: (features) or (channels, height, width). */
    public Shape shape() {
        return shape;
    }

    /** The classes' names in the order of the labels. */
    public List<String> classes() {
        return classes;
    }

    /** The number of images. */
    public int size() {
        return labels.length;
    }

    /** The number of views of each image, at least 1. */
    public int views() {
        return views;
    }

    /** The class of an image, an index into {@link #classes}. */
    public int label(int image) {
        return labels[image];
    }

    /** Whether an image may have several labels, or none. */
    public boolean multiLabel() {
        return shares.isPresent();
    }

    /** How many images have each class. */
    public int[] classCounts() {
        int[] counts = new int[classes.size()];
        for (int image = 0; image < size(); image++) {
            for (int c = 0; c < counts.length; c++) {
                boolean has = shares.isPresent() ? shares.get()[image][c] > 0 : labels[image] == c;
                counts[c] += has ? 1 : 0;
            }
        }
        return counts;
    }

    /** What a network should say of some of the images. */
    Targets targets(int[] images) {
        int[] first = Arrays.stream(images).map(this::label).toArray();
        if (shares.isEmpty()) {
            return Targets.of(classes.size(), first);
        }
        float[] all = new float[images.length * classes.size()];
        for (int i = 0; i < images.length; i++) {
            System.arraycopy(shares.get()[images[i]], 0, all, i * classes.size(), classes.size());
        }
        return new Targets(classes.size(), first, Optional.of(all));
    }

    /** The features of an image in the order of the shape; not to be written to. */
    public float[] values(int view, int image) {
        return values.get(view, image);
    }

    @Override
    public String toString() {
        return shape + " features of " + size() + " images in " + views() + " views, of " + classes.size() + " classes";
    }
}
