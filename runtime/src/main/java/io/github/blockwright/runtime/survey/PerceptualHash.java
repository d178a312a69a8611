package io.github.blockwright.runtime.survey;

import io.github.blockwright.runtime.pictures.Images;
import io.github.blockwright.runtime.pictures.Images.Fit;
import io.github.blockwright.runtime.pictures.Picture;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * What a picture looks like from afar, in 64 bits: pictures that differ in size, compression, brightness or contrast alone
 * differ in few of them, others in about half.
 *
 * <p>It is pHash by the discrete cosine transform (C. Zauner, Implementation and Benchmarking of Perceptual Image Hash
 * Functions, 2010, section 3.2.1), as the Python package ImageHash defines its {@code phash}: the luma, squeezed into
 * 32 × 32 pixels; its cosine transform (DCT-II) in both directions; of that the 8 × 8 lowest frequencies, row by row; and
 * a bit for each, which says whether it is above their median. The definition stays, so that hashes can be kept.
 */
final class PerceptualHash {
    private static final int SIDE = 32;
    private static final int FREQUENCIES = 8;
    private static final double[][] COSINES = cosines();
    /** The deviation of the luma, in levels of 255, below which a picture is plain, and its bits are but noise. */
    private static final double PLAIN = 2;

    private PerceptualHash() {}

    /** A picture's hash; none of a plain picture, which has nothing to be told by. */
    static OptionalLong of(Picture picture) {
        byte[] luma = Images.fit(picture, SIDE, SIDE, 1, Fit.SQUASH);
        return isPlain(luma) ? OptionalLong.empty() : OptionalLong.of(bits(lowFrequencies(luma)));
    }

    /** In how many bits two differ. */
    static int distance(long one, long other) {
        return Long.bitCount(one ^ other);
    }

    private static boolean isPlain(byte[] luma) {
        double sum = 0;
        double squares = 0;
        for (byte b : luma) {
            int value = b & 0xff;
            sum += value;
            squares += value * value;
        }
        double mean = sum / luma.length;
        return squares / luma.length - mean * mean < PLAIN * PLAIN;
    }

    private static double[] lowFrequencies(byte[] luma) {
        double[] result = new double[FREQUENCIES * FREQUENCIES];
        for (int v = 0; v < FREQUENCIES; v++) {
            double[] columns = new double[SIDE];
            for (int y = 0; y < SIDE; y++) {
                for (int x = 0; x < SIDE; x++) {
                    columns[x] += COSINES[v][y] * (luma[y * SIDE + x] & 0xff);
                }
            }
            for (int u = 0; u < FREQUENCIES; u++) {
                double sum = 0;
                for (int x = 0; x < SIDE; x++) {
                    sum += COSINES[u][x] * columns[x];
                }
                result[v * FREQUENCIES + u] = sum;
            }
        }
        return result;
    }

    private static long bits(double[] frequencies) {
        double[] sorted = frequencies.clone();
        Arrays.sort(sorted);
        double median = (sorted[sorted.length / 2 - 1] + sorted[sorted.length / 2]) / 2;
        long bits = 0;
        for (double frequency : frequencies) {
            bits = (bits << 1) | (frequency > median ? 1 : 0);
        }
        return bits;
    }

    private static double[][] cosines() {
        double[][] cosines = new double[FREQUENCIES][SIDE];
        for (int k = 0; k < FREQUENCIES; k++) {
            for (int i = 0; i < SIDE; i++) {
                cosines[k][i] = Math.cos(Math.PI * (2 * i + 1) * k / (2.0 * SIDE));
            }
        }
        return cosines;
    }
}
