package io.github.blockwright.runtime.batches;

import ai.djl.ndarray.NDArray;
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

    @Override
    public Shape shape(int examples) {
        Shape one = data.shape();
        return isMap() ? new Shape(examples, one.get(1), one.get(2), one.get(0)) : new Shape(examples, one.get(0));
    }

    private boolean isMap() {
        return data.shape().dimension() == 3;
    }

    /** Features of shape (batch, features), or (batch, channels, height, width) with the channels last in memory. */
    @Override
    public Batch prepare(int epoch, int[] examples, NDArray memory, ImageLoop loop) {
        boolean map = isMap();
        int channels = map ? Math.toIntExact(data.shape().get(0)) : 1;
        int[] images = Arrays.stream(examples).map(order::example).toArray();
        Targets targets = data.targets(images);
        FloatBuffer target = memory.toByteBuffer(true).asFloatBuffer();
        for (int i = 0; i < examples.length && !Thread.currentThread().isInterrupted(); i++) {
            int view = allViews ? order.random(epoch, examples[i]).nextInt(data.views()) : 0;
            putChannelsLast(data.values(view, images[i]), channels, target);
        }
        if (!map) {
            return new Batch(memory, targets, examples);
        }
        try (memory) {
            return new Batch(memory.transpose(0, 3, 1, 2), targets, examples);
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
