package io.github.blockwright.runtime.batches;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.data.Augmentation;
import io.github.blockwright.runtime.data.Frame;
import io.github.blockwright.runtime.data.ImageDataset;
import io.github.blockwright.runtime.data.ImageSource;
import io.github.blockwright.runtime.data.SkippedPictureException;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How a data set becomes batches: a description, of which {@link #open} makes one epoch's worth of batches at a time.
 *
 * <pre>{@code
 * Batches batches = Batches.of(data, input, 128).forTraining(Augmentation.CIFAR, seed);
 * try (BatchStream stream = batches.open(epoch)) {
 *     while (stream.hasNext()) {
 *         try (Batch batch = stream.next(manager)) { ... }
 *     }
 * }
 * }</pre>
 *
 * <p>The order of the images depends on the seed and the epoch alone, and what happens to an image on the seed, the
 * epoch and its index in the data set; so the batches do not depend on the number of threads.
 *
 * @param data whose images have the size of the network's input
 * @param input the network's input
 * @param batchSize images in a batch; the last batch of an epoch may have fewer
 * @param shuffle whether each epoch has an order of its own, or the data set's
 * @param augmentation what is changed about the images at random
 * @param seed for order and augmentation
 * @param dropSingle whether a last batch with a single image is left out: batch normalisation cannot train on one
 *     value per channel, which is what a single image gives it on a 1 × 1 map
 * @param prefetch how many batches may be ready before they are wanted, at least 1
 * @param workers threads that share the images of a batch among them, at least 1
 */
public record Batches(
        ImageSource data,
        InputSpec input,
        int batchSize,
        boolean shuffle,
        Augmentation augmentation,
        long seed,
        boolean dropSingle,
        int prefetch,
        int workers)
        implements BatchSource {
    private static final int MOST_FOR_INFERENCE = 128;
    private static final int PIXELS_FOR_INFERENCE = 4 * 224 * 224;

    public Batches {
        if (data.size() == 0) {
            throw new IllegalArgumentException("The data set has no images");
        }
        if (batchSize < 1 || prefetch < 1 || workers < 1) {
            throw new IllegalArgumentException("batchSize, prefetch and workers must be at least 1, not " + batchSize
                    + ", " + prefetch + ", " + workers);
        }
        if (data instanceof ImageDataset images) {
            requireSize(input, images.height(), images.width(), images.channels());
        } else if (data.channels() != input.channels()) {
            requireSize(input, input.height(), input.width(), data.channels());
        }
        require(input, batchSize, augmentation);
    }

    /**
     * Checks that there can be such batches, whatever the data.
     *
     * @throws IllegalArgumentException if one would be too large, or images of this size cannot be augmented so
     */
    public static void require(InputSpec input, int batchSize, Augmentation augmentation) {
        long pixels = (long) input.height() * input.width() * input.channels();
        if (batchSize * pixels * Float.BYTES > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("A batch of " + batchSize + " such images exceeds 2 GiB: choose at most "
                    + Integer.MAX_VALUE / Float.BYTES / pixels);
        }
        new Augmenter(augmentation).check(input.height(), input.width(), input.channels());
    }

    private static void requireSize(InputSpec input, int height, int width, int channels) {
        if (height != input.height() || width != input.width() || channels != input.channels()) {
            throw new IllegalArgumentException("The network's input is " + input.height() + " × " + input.width()
                    + " × " + input.channels() + ", but the data set has images of " + height + " × " + width + " × "
                    + channels + ": load them in the network's size, or change @Input(height, width, channels)");
        }
    }

    /**
     * How many images to run through a network at once in inference: 128, or as many fewer as keep a MobileNet's maps below
     * 32 MB, so 4 of 224×224. Larger arrays glibc gives back to the system after every layer, and faulting in their pages
     * again costs more than the layer.
     */
    public static int sizeForInference(InputSpec input) {
        return Math.max(1, Math.min(MOST_FOR_INFERENCE, PIXELS_FOR_INFERENCE / (input.height() * input.width())));
    }

    /** All images in the data set's order and as they are, as many at once as suits inference. */
    public static Batches forInference(ImageSource data, InputSpec input) {
        return of(data, input, sizeForInference(input));
    }

    /** All images in the data set's order and as they are: what evaluation wants. */
    public static Batches of(ImageSource data, InputSpec input, int batchSize) {
        return new Batches(data, input, batchSize, false, Augmentation.NONE, 0, false, 2, data.workers());
    }

    /** The same, but shuffled, augmented and without a last batch of one image. */
    public Batches forTraining(Augmentation change, long randomSeed) {
        return new Batches(data, input, batchSize, true, change, randomSeed, true, prefetch, workers);
    }

    /** The same, augmented but in the data set's order; each epoch is another view of the images. */
    public Batches augmentedInOrder(Augmentation change, long randomSeed) {
        return new Batches(data, input, batchSize, false, change, randomSeed, false, prefetch, workers);
    }

    /** The same with another number of batches ahead and of threads. */
    public Batches preparedBy(int threads, int batchesAhead) {
        return new Batches(data, input, batchSize, shuffle, augmentation, seed, dropSingle, batchesAhead, threads);
    }

    @Override
    public EpochOrder order() {
        return new EpochOrder(data.size(), batchSize, shuffle, seed, dropSingle);
    }

    /**
     * Images of shape (batch, channels, height, width), a view of memory with the channels last. What cannot be read is
     * replaced by the next image that can, where the images are shuffled to train on; otherwise it is left out, and the batch
     * has fewer, maybe none.
     */
    @Override
    public Batch prepare(int epoch, int[] examples, NDArray memory, ImageLoop loop) throws IOException {
        return shuffle ? whole(epoch, examples, memory, loop) : readable(epoch, examples, memory, loop);
    }

    private Batch whole(int epoch, int[] examples, NDArray memory, ImageLoop loop) throws IOException {
        int[] shown = examples.clone();
        try (NDArray images = memory) {
            Targets targets = fill(epoch, shown, images.toByteBuffer(true).asFloatBuffer(), loop);
            // A view: it keeps the memory, in which the channels are last, when the array it is a view of is closed.
            return new Batch(images.transpose(0, 3, 1, 2), targets, shown);
        }
    }

    /**
     * Writes images as a training wants them: augmented, mixed, and others where some cannot be read.
     *
     * @param examples their places in the epoch's order, see {@link EpochOrder#example}, which become the indices of the
     *     images that are shown
     * @param values takes them in the order NHWC
     * @return what the network should say of them
     * @throws IOException if an image cannot be read; the message names it
     */
    public Targets fill(int epoch, int[] examples, FloatBuffer values, ImageLoop loop) throws IOException {
        int[] wanted = examples.clone();
        EpochOrder order = order();
        ImageSource source = source();
        Normalising work = new Normalising(epoch);
        loop.forEach(wanted.length, i -> {
            int first = order.example(wanted[i]);
            examples[i] = first;
            Frame frame = null;
            while (frame == null) {
                try {
                    frame = source.read(examples[i]);
                } catch (SkippedPictureException e) {
                    examples[i] = (examples[i] + 1) % source.size();
                    if (examples[i] == first) {
                        throw new IOException("None of the " + source.size() + " images can be read", e);
                    }
                }
            }
            work.put(frame, wanted[i], values, i);
        });
        Targets targets = Targets.of(data, examples);
        return augmentation.mixes()
                ? new Mixing(augmentation.mixUp(), augmentation.cutMix(), input)
                        .mixed(values, targets, order.randomOfBatch(epoch, wanted))
                : targets;
    }

    private Batch readable(int epoch, int[] examples, NDArray memory, ImageLoop loop) throws IOException {
        Frame[] frames = new Frame[examples.length];
        ImageSource source = source();
        loop.forEach(examples.length, i -> {
            try {
                frames[i] = source.read(examples[i]);
            } catch (SkippedPictureException e) {
                frames[i] = null;
            }
        });
        int[] places =
                IntStream.range(0, frames.length).filter(i -> frames[i] != null).toArray();
        int[] shown = Arrays.stream(places).map(i -> examples[i]).toArray();
        Normalising work = new Normalising(epoch);
        try (NDArray images = first(shown.length, memory)) {
            FloatBuffer values = images.toByteBuffer(true).asFloatBuffer();
            loop.forEach(shown.length, i -> work.put(frames[places[i]], shown[i], values, i));
            return new Batch(images.transpose(0, 3, 1, 2), Targets.of(data, shown), shown);
        }
    }

    /** The part of the memory that so many images take. */
    private static NDArray first(int images, NDArray memory) {
        if (images == memory.getShape().get(0)) {
            return memory;
        }
        try (memory) {
            return memory.get(":" + images);
        }
    }

    private ImageSource source() {
        return augmentation.needsMargin() ? data.whole() : data;
    }

    @Override
    public Shape shape(int images) {
        return new Shape(images, input.height(), input.width(), input.channels());
    }

    /** Augments and normalises the images of an epoch. */
    private final class Normalising {
        private final int epoch;
        private final EpochOrder order = order();
        private final Augmenter augmenter = new Augmenter(augmentation);
        private final float[][] tables = new float[input.channels()][];

        Normalising(int epoch) {
            this.epoch = epoch;
            for (int c = 0; c < tables.length; c++) {
                tables[c] = input.table(c);
            }
        }

        void put(Frame frame, int example, FloatBuffer values, int place) {
            int height = augmentation.needsMargin() ? input.height() : frame.height();
            int width = augmentation.needsMargin() ? input.width() : frame.width();
            requireSize(input, height, width, frame.channels());
            int position = place * height * width * tables.length;
            augmenter.apply(frame, height, width, tables, order.random(epoch, example), values, position);
        }
    }
}
