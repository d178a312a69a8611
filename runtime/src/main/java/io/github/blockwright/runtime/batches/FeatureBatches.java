package io.github.blockwright.runtime.batches;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * How a feature data set becomes batches. The order is the one that {@link
 * io.github.blockwright.runtime.batches.Batches} gives the images.
 *
 * @param data the features
 * @param order which images come when
 * @param allViews whether each epoch draws one of the views for each image, or takes view 0
 */
public record FeatureBatches(FeatureDataset data, EpochOrder order, boolean allViews) implements BatchSource {
    /** All images in the data set's order, view 0: what evaluation wants. */
    public static FeatureBatches of(FeatureDataset data, int batchSize) {
        return new FeatureBatches(data, new EpochOrder(data.size(), batchSize, false, 0, false), false);
    }

    /** The same, but shuffled, of all views and without a last batch of one image. */
    public FeatureBatches forTraining(long seed) {
        return new FeatureBatches(data, new EpochOrder(data.size(), order.batchSize(), true, seed, true), true);
    }

    @Override
    public int prefetch() {
        return 2;
    }

    @Override
    public int workers() {
        return 1;
    }

    /** Features of shape (batch, features), or (batch, channels, height, width) with the channels last in memory. */
    @Override
    public Batch prepare(int epoch, int[] examples, NDManager host, ImageLoop loop) {
        Shape shape = data.shape();
        boolean map = shape.dimension() == 3;
        Shape inMemory = map
                ? new Shape(examples.length, shape.get(1), shape.get(2), shape.get(0))
                : new Shape(examples.length, shape.get(0));
        int channels = map ? Math.toIntExact(shape.get(0)) : 1;
        int[] images = Arrays.stream(examples).map(order::example).toArray();
        Targets targets = data.targets(images);
        NDArray features = host.create(inMemory, DataType.FLOAT32);
        FloatBuffer target = features.toByteBuffer(true).asFloatBuffer();
        for (int i = 0; i < examples.length && !Thread.currentThread().isInterrupted(); i++) {
            int view = allViews ? order.random(epoch, examples[i]).nextInt(data.views()) : 0;
            putChannelsLast(data.values(view, images[i]), channels, target);
        }
        if (!map) {
            return new Batch(features, targets, examples);
        }
        try (features) {
            return new Batch(features.transpose(0, 3, 1, 2), targets, examples);
        }
    }

    private static void putChannelsLast(float[] values, int channels, FloatBuffer target) {
        int positions = values.length / channels;
        float[] turned = values;
        if (channels > 1 && positions > 1) {
            turned = new float[values.length];
            for (int c = 0; c < channels; c++) {
                for (int p = 0; p < positions; p++) {
                    turned[p * channels + c] = values[c * positions + p];
                }
            }
        }
        target.put(turned);
    }
}
