package io.github.blockwright.runtime.augmentation;

import io.github.blockwright.runtime.pictures.Picture;

/** Changes that look at the pixels around each pixel: blur and sharpness, as torchvision defines them on bytes. */
final class Neighbourhoods {
    private Neighbourhoods() {}

    /**
     * Blurs with a Gaussian, the picture reflected at its edges.
     *
     * @param kernelSize how many pixels of a row or column count, odd; half of it is less than either side
     * @param sigma the standard deviation in pixels
     */
    static Picture blur(Picture picture, int kernelSize, double sigma) {
        float[] kernel = kernel(kernelSize, sigma);
        int channels = picture.channels();
        int height = picture.height();
        int samples = picture.width() * channels;
        int[] columns = reflected(picture.width(), kernelSize / 2);
        int[] rows = reflected(height, kernelSize / 2);
        byte[] pixels = picture.pixels();
        float[][] lines = new float[height][samples];
        float[] padded = new float[columns.length * channels];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < columns.length; x++) {
                for (int c = 0; c < channels; c++) {
                    padded[x * channels + c] = pixels[y * samples + columns[x] * channels + c] & 0xff;
                }
            }
            for (int k = 0; k < kernelSize; k++) {
                add(kernel[k], padded, k * channels, lines[y]);
            }
        }
        byte[] result = new byte[pixels.length];
        for (int y = 0; y < height; y++) {
            float[] sums = new float[samples];
            for (int k = 0; k < kernelSize; k++) {
                add(kernel[k], lines[rows[y + k]], 0, sums);
            }
            for (int i = 0; i < samples; i++) {
                result[y * samples + i] = (byte) (int) (sums[i] + 0.5f);
            }
        }
        return new Picture(height, picture.width(), channels, result);
    }

    /** A loop on its own, which the virtual machine runs with vectors. */
    private static void add(float weight, float[] line, int from, float[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += weight * line[from + i];
        }
    }

    private static float[] kernel(int size, double sigma) {
        double[] values = new double[size];
        double sum = 0;
        for (int i = 0; i < size; i++) {
            double distance = (i - size / 2) / sigma;
            values[i] = StrictMath.exp(-distance * distance / 2);
            sum += values[i];
        }
        float[] kernel = new float[size];
        for (int i = 0; i < size; i++) {
            kernel[i] = (float) (values[i] / sum);
        }
        return kernel;
    }

    /** The rows or columns of a picture with a reflected margin. */
    private static int[] reflected(int length, int margin) {
        int[] source = new int[length + 2 * margin];
        for (int i = 0; i < source.length; i++) {
            int at = Math.abs(i - margin);
            source[i] = at < length ? at : 2 * (length - 1) - at;
        }
        return source;
    }

    /**
     * Blends with a slightly blurred picture, or away from it; the outermost pixels stay.
     *
     * @param factor 0 for the blurred picture, 1 for this one, more for a sharper one
     */
    static Picture sharpness(Picture picture, double factor) {
        int height = picture.height();
        int channels = picture.channels();
        int line = picture.width() * channels;
        byte[] pixels = picture.pixels();
        byte[] result = pixels.clone();
        float rest = (float) (1 - factor);
        for (int y = 1; y < height - 1; y++) {
            for (int i = y * line + channels; i < (y + 1) * line - channels; i++) {
                int own = pixels[i] & 0xff;
                int sum = 4 * own;
                for (int above = i - line; above <= i + line; above += line) {
                    sum += (pixels[above - channels] & 0xff)
                            + (pixels[above] & 0xff)
                            + (pixels[above + channels] & 0xff);
                }
                int blurred = (2 * sum + 13) / 26;
                result[i] = Pixelwise.clamped(own + (blurred - own) * rest);
            }
        }
        return new Picture(height, picture.width(), channels, result);
    }
}
