package io.github.blockwright.runtime.pictures;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;

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

    /** A picture that is in memory already, as Java2D shows it on white. */
    public static Picture of(BufferedImage image) {
        int height = image.getHeight();
        int width = image.getWidth();
        if (image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY) {
            return new Picture(height, width, 1, greys(image.getRaster(), height, width));
        }
        BufferedImage flat = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = flat.createGraphics();
        graphics.drawImage(image, 0, 0, Color.WHITE, null);
        graphics.dispose();
        byte[] bgr = ((DataBufferByte) flat.getRaster().getDataBuffer()).getData();
        byte[] rgb = new byte[bgr.length];
        for (int i = 0; i < rgb.length; i += 3) {
            rgb[i] = bgr[i + 2];
            rgb[i + 1] = bgr[i + 1];
            rgb[i + 2] = bgr[i];
        }
        return new Picture(height, width, 3, rgb);
    }

    /** Takes grey values as they are; Java2D would brighten them, since its own grey is linear and RGB is not. */
    private static byte[] greys(Raster raster, int height, int width) {
        int most = (1 << raster.getSampleModel().getSampleSize(0)) - 1;
        boolean hasAlpha = raster.getNumBands() > 1;
        byte[] pixels = new byte[height * width];
        int[] greys = new int[width];
        int[] alphas = new int[width];
        for (int y = 0; y < height; y++) {
            raster.getSamples(0, y, width, 1, 0, greys);
            if (hasAlpha) {
                raster.getSamples(0, y, width, 1, 1, alphas);
            }
            for (int x = 0; x < width; x++) {
                int alpha = hasAlpha ? alphas[x] : most;
                long onWhite = ((long) greys[x] * alpha + (long) most * (most - alpha)) * 255 / most;
                pixels[y * width + x] = (byte) ((onWhite + most / 2) / most);
            }
        }
        return pixels;
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
