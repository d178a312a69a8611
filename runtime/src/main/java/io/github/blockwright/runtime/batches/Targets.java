package io.github.blockwright.runtime.batches;

import io.github.blockwright.runtime.data.ImageSource;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a network should say of the images of a batch.
 *
 * @param classes how many there are
 * @param labels the class of each image, by which accuracy is counted; -1 where it has none, which only shares can say
 * @param shares how much of each image is of each class, (images, classes) row by row, if that is more than the labels say:
 *     of mixed images, whose shares sum to 1; or of images with several labels, 1 for each that the image has
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on once, never compared.
public record Targets(int classes, int[] labels, Optional<float[]> shares) {
    public Targets {
        for (int label : labels) {
            if (label < (shares.isPresent() ? -1 : 0) || label >= classes) {
                throw new IllegalArgumentException(
                        "There is the label " + label + ", but there are " + classes + " classes");
            }
        }
        if (shares.isPresent() && shares.get().length != (long) labels.length * classes) {
            throw new IllegalArgumentException(
                    shares.get().length + " shares are not those of " + labels.length + " × " + classes);
        }
    }

    /** One class for each image. */
    public static Targets of(int classes, int... labels) {
        return new Targets(classes, labels, Optional.empty());
    }

    /** What a source says of some of its images. */
    static Targets of(ImageSource data, int[] images) {
        int classes = data.classes().size();
        int[] first = Arrays.stream(images).map(data::label).toArray();
        if (!data.multiLabel()) {
            return of(classes, first);
        }
        float[] shares = new float[images.length * classes];
        for (int i = 0; i < images.length; i++) {
            for (int label : data.labels(images[i])) {
                shares[i * classes + label] = 1;
            }
        }
        return new Targets(classes, first, Optional.of(shares));
    }

    /** The number of images. */
    public int size() {
        return labels.length;
    }
}
