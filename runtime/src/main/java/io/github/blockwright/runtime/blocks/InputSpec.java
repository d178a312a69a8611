package io.github.blockwright.runtime.blocks;

import ai.djl.ndarray.types.Shape;
import java.util.List;

/**
 * The images that a network sees, as its table declares them: a pixel value {@code v} in 0..255 of channel {@code c}
 * becomes {@code (v * scale - mean[c]) / standardDeviation[c]}.
 *
 * @param height in pixels
 * @param width in pixels
 * @param channels 3 for RGB, 1 for grey
 * @param scale the factor for a pixel value
 * @param mean one value per channel
 * @param standardDeviation one positive value per channel
 */
public record InputSpec(
        int height, int width, int channels, double scale, List<Double> mean, List<Double> standardDeviation) {
    /**
     * Checks the components, and takes copies of the lists.
     *
     * @param height as the record says
     * @param width as the record says
     * @param channels as the record says
     * @param scale as the record says
     * @param mean as the record says
     * @param standardDeviation as the record says
     */
    public InputSpec {
        mean = List.copyOf(mean);
        standardDeviation = List.copyOf(standardDeviation);
        if (height < 1 || width < 1 || channels < 1) {
            throw new IllegalArgumentException(
                    "height, width and channels must be at least 1, not " + height + ", " + width + ", " + channels);
        }
        if (mean.size() != channels || standardDeviation.size() != channels) {
            throw new IllegalArgumentException("mean and standardDeviation need one value for each of " + channels
                    + " channels, not " + mean.size() + " and " + standardDeviation.size());
        }
    }

    /**
     * Images of the same size whose values are made of pixels in another way.
     *
     * @param otherScale as the record says
     * @param otherMean as the record says
     * @param otherDeviation as the record says
     * @return the same height, width and channels
     */
    public InputSpec with(double otherScale, List<Double> otherMean, List<Double> otherDeviation) {
        return new InputSpec(height, width, channels, otherScale, otherMean, otherDeviation);
    }

    /**
     * The shape of a batch of images: (batch, channels, height, width).
     *
     * @param batch images, or -1 for any number
     * @return of four dimensions
     */
    public Shape shape(long batch) {
        return new Shape(batch, channels, height, width);
    }

    /**
     * The input value of every possible pixel value of a channel, so that normalising is one look-up.
     *
     * @param channel an index from 0
     * @return 256 values, indexed by the pixel value
     */
    public float[] table(int channel) {
        float[] table = new float[256];
        for (int v = 0; v < table.length; v++) {
            table[v] = (float) ((v * scale - mean.get(channel)) / standardDeviation.get(channel));
        }
        return table;
    }
}
