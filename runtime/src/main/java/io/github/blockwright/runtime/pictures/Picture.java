package io.github.blockwright.runtime.pictures;

/** A decoded picture: upright, opaque and in sRGB, either grey or RGB. */
public final class Picture {
    private final int height;
    private final int width;
    private final int channels;
    private final byte[] pixels;

    /**
     * Takes pixels, which are not copied.
     *
     * @param channels 1 for grey, 3 for RGB
     * @param pixels in the order HWC, unsigned
     */
    public Picture(int height, int width, int channels, byte[] pixels) {
        if (pixels.length != (long) height * width * channels || (channels != 1 && channels != 3)) {
            throw new IllegalArgumentException(
                    pixels.length + " bytes are no picture of " + height + " × " + width + " × " + channels);
        }
        this.height = height;
        this.width = width;
        this.channels = channels;
        this.pixels = pixels;
    }

    /** In pixels. */
    public int height() {
        return height;
    }

    /** In pixels. */
    public int width() {
        return width;
    }

    /** 1 for grey, 3 for RGB. */
    public int channels() {
        return channels;
    }

    /** In the order HWC, a byte a sample; the picture's own. */
    public byte[] pixels() {
        return pixels;
    }

    /** In grey: the luma of ITU-R BT.601, rounded as Pillow does it. */
    public Picture grey() {
        if (channels == 1) {
            return this;
        }
        byte[] greys = new byte[height * width];
        for (int i = 0; i < greys.length; i++) {
            int red = pixels[3 * i] & 0xff;
            int green = pixels[3 * i + 1] & 0xff;
            int blue = pixels[3 * i + 2] & 0xff;
            greys[i] = (byte) ((19595 * red + 38470 * green + 7471 * blue + (1 << 15)) >> 16);
        }
        return new Picture(height, width, 1, greys);
    }

    /** With three channels, which are all the same where the picture is grey. */
    public Picture rgb() {
        return channels == 3 ? this : new Picture(height, width, 3, tripled(pixels));
    }

    static byte[] tripled(byte[] greys) {
        byte[] pixels = new byte[3 * greys.length];
        for (int i = 0; i < greys.length; i++) {
            pixels[3 * i] = greys[i];
            pixels[3 * i + 1] = greys[i];
            pixels[3 * i + 2] = greys[i];
        }
        return pixels;
    }
}
