package io.github.blockwright.runtime.data;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Labelled images that are read when somebody asks for one: from memory ({@link ImageDataset}), from files, from a cache.
 * The images, their order and their labels never change, and any number of threads may read.
 */
public interface ImageSource {
    /** {@return the classes' names in the order of the labels} */
    List<String> classes();

    /** {@return the number of images} */
    int size();

    /**
     * The class of an image; where an image may have several, the first, or -1 if it has none.
     *
     * @param image an index from 0
     * @return an index into {@link #classes}
     */
    int label(int image);

    /**
     * All classes of an image.
     *
     * @param image an index from 0
     * @return indices into {@link #classes}, ascending; exactly one unless {@link #multiLabel}
     */
    default int[] labels(int image) {
        return new int[] {label(image)};
    }

    /** {@return whether an image may have several classes, or none} */
    default boolean multiLabel() {
        return false;
    }

    /** {@return 3 for RGB, 1 for grey} */
    int channels();

    /**
     * Reads an image. Every call gives the same pixels.
     *
     * @param image an index from 0
     * @return its pixels, not to be written to
     * @throws SkippedPictureException if it cannot be read and is to be left out
     * @throws IOException if it cannot be read; the message names it
     */
    Frame read(int image) throws IOException;

    /**
     * What to call an image in a message.
     *
     * @param image an index from 0
     * @return the path of its file, if it has one; otherwise its number
     */
    default String name(int image) {
        return "image " + image;
    }

    /** {@return how many threads it pays to read with, at least 1} */
    default int workers() {
        return 1;
    }

    /**
     * The same images as augmentations want them that cut parts out of pictures: whole, and larger than the network's input,
     * where these are in its size.
     *
     * @return as many images in the same order; this, if there is nothing larger
     */
    default ImageSource whole() {
        return this;
    }

    /**
     * What tells these images, their order and their labels from any others without reading them, by the names, sizes and
     * times of files for instance. Where it is empty, only the pixels themselves tell.
     *
     * @return a text of any length, or nothing
     */
    default Optional<String> identity() {
        return Optional.empty();
    }

    /**
     * Some of the images, in the order given; nothing is copied.
     *
     * @param images indices into this source
     * @return a view of this source
     */
    default ImageSource subset(int... images) {
        return new SourceSubset(this, images.clone());
    }

    /**
     * Splits the images at random, every class in the same proportion. The images of a part keep their order.
     *
     * @param fraction of each class that goes to the first part, rounded to whole images; above 0 and below 1
     * @param seed the same seed splits the same images in the same way
     * @return two parts that have no image in common
     * @throws IllegalArgumentException if the fraction is out of range or leaves one part without images
     */
    default List<ImageSource> stratified(double fraction, long seed) {
        if (!(fraction > 0 && fraction < 1)) {
            throw new IllegalArgumentException("fraction must be above 0 and below 1, not " + fraction);
        }
        // Those without a label are a class of their own.
        int[] strata = IntStream.range(0, size()).map(image -> label(image) + 1).toArray();
        boolean[] inFirst = ImageDataset.split(strata, classes().size() + 1, fraction, seed);
        int[] first = ImageDataset.indices(inFirst, true);
        int[] second = ImageDataset.indices(inFirst, false);
        if (first.length == 0 || second.length == 0) {
            throw new IllegalArgumentException("Splitting " + size() + " images of classes with "
                    + Arrays.toString(classCounts()) + " images by " + fraction + " leaves one part empty");
        }
        return List.of(subset(first), subset(second));
    }

    /**
     * The images with the labels of a network, which may know their classes in another order and others besides. Names are
     * the same however accents are written in Unicode.
     *
     * @param names the network's classes in the order of its outputs
     * @return a view of this source whose classes are the network's
     * @throws IllegalArgumentException if the network does not know a class; the message names it
     */
    default ImageSource relabelled(List<String> names) {
        return Relabelled.of(this, names);
    }

    /** {@return how many images have each class} */
    default int[] classCounts() {
        int[] counts = new int[classes().size()];
        for (int image = 0; image < size(); image++) {
            for (int label : labels(image)) {
                counts[label]++;
            }
        }
        return counts;
    }
}
