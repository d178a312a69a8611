package io.github.blockwright.runtime.augmentation;

import io.github.blockwright.runtime.pictures.Picture;

/**
 * Changes of a picture's colours, pixel by pixel, as torchvision defines them on bytes: values are computed as float32 and
 * cut off to whole ones. A factor of 1 changes nothing, 0 takes away all of the thing.
 */
final class Pixelwise {
    private static final float RED = 0.2989f;
    private static final float GREEN = 0.587f;
    private static final float BLUE = 0.114f;

    private Pixelwise() {}

    static Picture brightness(Picture picture, double factor) {
        float by = (float) factor;
        byte[] table = new byte[256];
        for (int v = 0; v < table.length; v++) {
            table[v] = clamped(v * by);
        }
        return Tables.applied(picture, table);
    }

    /** Blends with the mean of the picture's grey values. */
    static Picture contrast(Picture picture, double factor) {
        byte[] pixels = picture.pixels();
        long sum = 0;
        if (picture.channels() == 1) {
            for (byte pixel : pixels) {
                sum += pixel & 0xff;
            }
        } else {
            for (int i = 0; i < pixels.length; i += 3) {
                sum += (int) luma(pixels, i);
            }
        }
        float mean = (float) sum / (picture.height() * picture.width());
        byte[] table = new byte[256];
        for (int v = 0; v < table.length; v++) {
            table[v] = blended(v, mean, factor);
        }
        return Tables.applied(picture, table);
    }

    /** Blends each pixel with its grey value. */
    static Picture saturation(Picture picture, double factor) {
        if (picture.channels() == 1) {
            return picture;
        }
        byte[] pixels = picture.pixels();
        byte[] result = new byte[pixels.length];
        float own = (float) factor;
        float rest = (float) (1 - factor);
        for (int i = 0; i < pixels.length; i += 3) {
            int luma = (int) luma(pixels, i);
            float grey = luma * rest;
            result[i] = clamped((pixels[i] & 0xff) * own + grey);
            result[i + 1] = clamped((pixels[i + 1] & 0xff) * own + grey);
            result[i + 2] = clamped((pixels[i + 2] & 0xff) * own + grey);
        }
        return picture(picture, result);
    }

    /** Takes the colours away and keeps the channels. */
    static Picture grayscale(Picture picture) {
        if (picture.channels() == 1) {
            return picture;
        }
        byte[] pixels = picture.pixels();
        byte[] result = new byte[pixels.length];
        for (int i = 0; i < pixels.length; i += 3) {
            byte grey = (byte) (int) luma(pixels, i);
            result[i] = grey;
            result[i + 1] = grey;
            result[i + 2] = grey;
        }
        return picture(picture, result);
    }

    /**
     * Turns the hue.
     *
     * @param turn a part of the whole circle, from -0.5 to 0.5
     */
    static Picture hue(Picture picture, double turn) {
        if (picture.channels() == 1) {
            return picture;
        }
        byte[] pixels = picture.pixels();
        byte[] result = new byte[pixels.length];
        for (int i = 0; i < pixels.length; i += 3) {
            turnHue(pixels, i, (float) turn, result);
        }
        return picture(picture, result);
    }

    /** By hue, saturation and value (Smith, Color Gamut Transform Pairs, 1978). */
    private static void turnHue(byte[] pixels, int at, float turn, byte[] result) {
        int red = pixels[at] & 0xff;
        int green = pixels[at + 1] & 0xff;
        int blue = pixels[at + 2] & 0xff;
        int most = Math.max(red, Math.max(green, blue));
        int range = most - Math.min(red, Math.min(green, blue));
        float sixth = 0;
        if (range > 0) {
            sixth = most == red
                    ? (green - blue) / (float) range
                    : most == green ? 2 + (blue - red) / (float) range : 4 + (red - green) / (float) range;
        }
        float turned = sixth / 6 + turn;
        turned = 6 * (turned - (float) Math.floor(turned));
        int sector = (int) turned;
        float part = turned - sector;
        float value = most / 255f;
        float saturation = most == 0 ? 0 : range / (float) most;
        byte v = scaled(value);
        byte p = scaled(value * (1 - saturation));
        byte q = scaled(value * (1 - saturation * part));
        byte t = scaled(value * (1 - saturation + saturation * part));
        // A turn that rounds up to the whole circle is in sector 6, which is the first again.
        int from = sector % 6;
        result[at] = from == 0 || from == 5 ? v : from == 1 ? q : from == 4 ? t : p;
        result[at + 1] = from == 1 || from == 2 ? v : from == 0 ? t : from == 3 ? q : p;
        result[at + 2] = from == 3 || from == 4 ? v : from == 2 ? t : from == 5 ? q : p;
    }

    private static float luma(byte[] pixels, int at) {
        return RED * (pixels[at] & 0xff) + GREEN * (pixels[at + 1] & 0xff) + BLUE * (pixels[at + 2] & 0xff);
    }

    private static byte blended(float value, float other, double factor) {
        return clamped(value * (float) factor + other * (float) (1 - factor));
    }

    static byte clamped(float value) {
        return (byte) (int) Math.max(0, Math.min(255, value));
    }

    /** From 0..1, in 256 steps of one width. */
    private static byte scaled(float value) {
        return (byte) (int) (value * 255.999f);
    }

    private static Picture picture(Picture like, byte[] pixels) {
        return new Picture(like.height(), like.width(), like.channels(), pixels);
    }
}
