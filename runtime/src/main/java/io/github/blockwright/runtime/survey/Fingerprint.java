package io.github.blockwright.runtime.survey;

import io.github.blockwright.runtime.pictures.Images;
import io.github.blockwright.runtime.pictures.Images.Fit;
import io.github.blockwright.runtime.pictures.Picture;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a picture looks like from afar: pictures that differ in size, compression, brightness or contrast alone are near.
 *
 * <p>The hash is pHash by the discrete cosine transform (C. Zauner, Implementation and Benchmarking of Perceptual Image Hash
 * Functions, 2010, section 3.2.1), as the Python package ImageHash defines its {@code phash}: the luma, squeezed into
 * 32 × 32 pixels; its cosine transform (DCT-II) in both directions; of that the 8 × 8 lowest frequencies, row by row; and
 * a bit for each, which says whether it is above their median. The definition stays, so that hashes can be kept.
 *
 * <p>A hash says where a picture is lighter and not by how much: any dark thing on a light ground is near any other. So the
 * frequencies are kept too, but for the mean, and how well those of two pictures correlate tells the rest.
 */
final class Fingerprint {
    private static final int SIDE = 32;
    private static final int FREQUENCIES = 8;
    private static final double[][] COSINES = cosines();
    /** The deviation of the luma, in levels of 255, below which a picture is plain, and its frequencies are but noise. */
    private static final double PLAIN = 2;

    private final long hash;
    private final long mirrorHash;
    /** The frequencies but for the mean, the largest as 127. */
    private final byte[] shape;

    private final double norm;

    private Fingerprint(long hash, long mirrorHash, byte[] shape) {
        this.hash = hash;
        this.mirrorHash = mirrorHash;
        this.shape = shape;
        this.norm = Math.sqrt(dot(shape, shape));
    }

    /** A picture's own; none of a plain picture, which has nothing to be told by. */
    static Optional<Fingerprint> of(Picture picture) {
        byte[] luma = Images.fit(picture, SIDE, SIDE, 1, Fit.SQUASH);
        if (isPlain(luma)) {
            return Optional.empty();
        }
        double[] frequencies = lowFrequencies(luma);
        return Optional.of(new Fingerprint(bits(frequencies), bits(mirrored(frequencies)), shape(frequencies)));
    }

    /** 64 bits. */
    long hash() {
        return hash;
    }

    /** Of the picture in a mirror, left for right. */
    long mirrorHash() {
        return mirrorHash;
    }

    /** From -1 to 1, as the correlation of the two pictures after all but the lowest frequencies is taken from them. */
    double correlation(Fingerprint other) {
        return dot(shape, other.shape) / (norm * other.norm);
    }

    /** The same with the other picture in a mirror. */
    double mirrorCorrelation(Fingerprint other) {
        int sum = 0;
        for (int i = 0; i < shape.length; i++) {
            int product = shape[i] * other.shape[i];
            // The shape lacks the first frequency.
            sum += turnsInMirror(i + 1) ? -product : product;
        }
        return sum / (norm * other.norm);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Fingerprint that && hash == that.hash && Arrays.equals(shape, that.shape);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(hash);
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

    /** A mirror changes the sign of the cosines that an odd number of half waves goes across. */
    private static double[] mirrored(double[] frequencies) {
        double[] mirrored = frequencies.clone();
        for (int i = 0; i < mirrored.length; i++) {
            mirrored[i] = turnsInMirror(i) ? -mirrored[i] : mirrored[i];
        }
        return mirrored;
    }

    private static boolean turnsInMirror(int frequency) {
        return frequency % FREQUENCIES % 2 == 1;
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

    /** With the weights that make the transform orthonormal, so that it correlates as the pictures do. */
    private static byte[] shape(double[] frequencies) {
        double[] weighted = new double[frequencies.length - 1];
        for (int i = 1; i < frequencies.length; i++) {
            boolean inOneDirection = i < FREQUENCIES || i % FREQUENCIES == 0;
            weighted[i - 1] = frequencies[i] * (inOneDirection ? Math.sqrt(0.5) : 1);
        }
        double largest = Arrays.stream(weighted).map(Math::abs).max().orElseThrow();
        byte[] shape = new byte[weighted.length];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = (byte) Math.round(127 * weighted[i] / largest);
        }
        return shape;
    }

    private static int dot(byte[] one, byte[] other) {
        int sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
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
