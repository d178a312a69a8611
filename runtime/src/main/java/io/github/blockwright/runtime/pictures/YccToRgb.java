package io.github.blockwright.runtime.pictures;

/** From luma and colour differences to RGB (JFIF 1.02), with 16 bits after the point as libjpeg does it. */
final class YccToRgb {
    private static final int HALF = 1 << 15;

    private YccToRgb() {}

    /** Converts the first three of each pixel's samples in place. */
    static void convert(byte[] pixels, int samples) {
        for (int i = 0; i < pixels.length; i += samples) {
            int luma = pixels[i] & 0xff;
            int blue = (pixels[i + 1] & 0xff) - 128;
            int red = (pixels[i + 2] & 0xff) - 128;
            pixels[i] = clip(luma + ((91881 * red + HALF) >> 16));
            pixels[i + 1] = clip(luma + ((-22554 * blue - 46802 * red + HALF) >> 16));
            pixels[i + 2] = clip(luma + ((116130 * blue + HALF) >> 16));
        }
    }

    private static byte clip(int value) {
        return (byte) Math.max(0, Math.min(255, value));
    }
}
