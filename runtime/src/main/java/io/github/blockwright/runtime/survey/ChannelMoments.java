package io.github.blockwright.runtime.survey;

import io.github.blockwright.runtime.pictures.Picture;
import java.util.Collection;

/**
 * The mean of red, green and blue, and of their squares, from 0 to 1; grey counts as all three.
 *
 * @param mean of each channel
 * @param square the mean of each channel's squares
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record ChannelMoments(float[] mean, float[] square) {
    private static final int RGB = 3;

    static ChannelMoments of(Picture picture) {
        int channels = picture.channels();
        byte[] pixels = picture.pixels();
        long[] sums = new long[channels];
        long[] squares = new long[channels];
        for (int c = 0; c < channels; c++) {
            long sum = 0;
            long square = 0;
            for (int i = c; i < pixels.length; i += channels) {
                long value = pixels[i] & 0xff;
                sum += value;
                square += value * value;
            }
            sums[c] = sum;
            squares[c] = square;
        }
        double count = (double) picture.height() * picture.width();
        float[] mean = new float[RGB];
        float[] square = new float[RGB];
        for (int c = 0; c < RGB; c++) {
            int from = Math.min(c, channels - 1);
            mean[c] = (float) (sums[from] / count / 255);
            square[c] = (float) (squares[from] / count / (255 * 255));
        }
        return new ChannelMoments(mean, square);
    }

    /**
     * Of all pixels of some pictures together, where each picture counts the same, whatever its size: a network sees them
     * all at one size.
     */
    static ChannelMoments mean(Collection<ChannelMoments> pictures) {
        double[] means = new double[RGB];
        double[] squares = new double[RGB];
        for (ChannelMoments one : pictures) {
            for (int c = 0; c < RGB; c++) {
                means[c] += one.mean[c];
                squares[c] += one.square[c];
            }
        }
        float[] mean = new float[RGB];
        float[] square = new float[RGB];
        for (int c = 0; c < RGB; c++) {
            mean[c] = (float) (means[c] / pictures.size());
            square[c] = (float) (squares[c] / pictures.size());
        }
        return new ChannelMoments(mean, square);
    }

    /** The standard deviation of each channel. */
    double[] deviation() {
        double[] deviation = new double[RGB];
        for (int c = 0; c < RGB; c++) {
            deviation[c] = Math.sqrt(Math.max(0, square[c] - (double) mean[c] * mean[c]));
        }
        return deviation;
    }
}
