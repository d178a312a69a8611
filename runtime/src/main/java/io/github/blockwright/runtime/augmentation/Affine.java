package io.github.blockwright.runtime.augmentation;

import io.github.blockwright.runtime.pictures.Picture;

/**
 * Turns, shears and shifts a picture within its frame: pixel {@code (x, y)} of the result shows the original at {@code (a x
 * + b y + c, d x + e y + f)}, counted from the corner. Values are interpolated bilinearly; around the original all is
 * black.
 */
record Affine(double a, double b, double c, double d, double e, double f) {
    /** Turns counter-clockwise about the middle. */
    static Affine rotation(double degrees, int height, int width) {
        double angle = StrictMath.toRadians(degrees);
        double cos = StrictMath.cos(angle);
        double sin = StrictMath.sin(angle);
        double x = width / 2.0;
        double y = height / 2.0;
        return new Affine(cos, -sin, x - cos * x + sin * y, sin, cos, y - sin * x - cos * y);
    }

    /** Shifts each row to the left by this part of its distance from the top. */
    static Affine shearX(double part) {
        return new Affine(1, part, 0, 0, 1, 0);
    }

    /** Shifts each column up by this part of its distance from the left. */
    static Affine shearY(double part) {
        return new Affine(1, 0, 0, part, 1, 0);
    }

    /** Shifts to the right and down. */
    static Affine translation(int right, int down) {
        return new Affine(1, 0, -right, 0, 1, -down);
    }

    Picture applied(Picture picture) {
        int height = picture.height();
        int width = picture.width();
        int channels = picture.channels();
        byte[] pixels = picture.pixels();
        byte[] result = new byte[pixels.length];
        int at = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++, at += channels) {
                // Where the middles of pixels are; rounded, so that a turn by 90° or a shift is exact.
                float fromX = (float) (a * (x + 0.5) + b * (y + 0.5) + c - 0.5);
                float fromY = (float) (d * (x + 0.5) + e * (y + 0.5) + f - 0.5);
                if (fromX > -1 && fromX < width && fromY > -1 && fromY < height) {
                    sample(pixels, height, width, channels, fromX, fromY, result, at);
                }
            }
        }
        return new Picture(height, width, channels, result);
    }

    private static void sample(
            byte[] pixels, int height, int width, int channels, float x, float y, byte[] result, int at) {
        int left = (int) Math.floor(x);
        int top = (int) Math.floor(y);
        float right = x - left;
        float bottom = y - top;
        // Of a neighbour outside, the weight is 0 and the pixel is any.
        float rightWeight = left + 1 < width ? right : 0;
        float leftWeight = left >= 0 ? 1 - right : 0;
        float bottomWeight = top + 1 < height ? bottom : 0;
        float topWeight = top >= 0 ? 1 - bottom : 0;
        int x0 = Math.max(left, 0) * channels;
        int x1 = Math.min(left + 1, width - 1) * channels;
        int y0 = Math.max(top, 0) * width * channels;
        int y1 = Math.min(top + 1, height - 1) * width * channels;
        for (int k = 0; k < channels; k++) {
            float above = leftWeight * (pixels[y0 + x0 + k] & 0xff) + rightWeight * (pixels[y0 + x1 + k] & 0xff);
            float below = leftWeight * (pixels[y1 + x0 + k] & 0xff) + rightWeight * (pixels[y1 + x1 + k] & 0xff);
            result[at + k] = (byte) (int) Math.rint(topWeight * above + bottomWeight * below);
        }
    }
}
