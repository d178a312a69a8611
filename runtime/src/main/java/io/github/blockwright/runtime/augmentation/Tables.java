package io.github.blockwright.runtime.augmentation;

import io.github.blockwright.runtime.pictures.Picture;

/** Changes that give each value of a channel another one, as torchvision and Pillow define them. */
final class Tables {
    private static final int VALUES = 256;

    private Tables() {}

    /** The same table for all channels. */
    static Picture applied(Picture picture, byte[] table) {
        byte[] pixels = picture.pixels();
        byte[] result = new byte[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            result[i] = table[pixels[i] & 0xff];
        }
        return new Picture(picture.height(), picture.width(), picture.channels(), result);
    }

    /** Keeps the highest bits of each value. */
    static Picture posterize(Picture picture, int bits) {
        byte[] table = new byte[VALUES];
        for (int v = 0; v < VALUES; v++) {
            table[v] = (byte) (v & (0xff << (8 - bits)));
        }
        return applied(picture, table);
    }

    /** Inverts the values from a threshold on. */
    static Picture solarize(Picture picture, double threshold) {
        byte[] table = new byte[VALUES];
        for (int v = 0; v < VALUES; v++) {
            table[v] = (byte) (v >= threshold ? 255 - v : v);
        }
        return applied(picture, table);
    }

    /** Stretches each channel, so that its lowest value becomes 0 and its highest 255. */
    static Picture autoContrast(Picture picture) {
        byte[][] tables = new byte[picture.channels()][VALUES];
        int[][] counts = counts(picture);
        for (int c = 0; c < tables.length; c++) {
            int least = 0;
            int most = VALUES - 1;
            while (counts[c][least] == 0) {
                least++;
            }
            while (counts[c][most] == 0) {
                most--;
            }
            float scale = (most - least) * (1 / 255f);
            for (int v = 0; v < VALUES; v++) {
                float stretched = (v - least) / scale;
                tables[c][v] = (byte) (most == least ? v : (int) Math.max(0, Math.min(255, stretched)));
            }
        }
        return applied(picture, tables);
    }

    /** Spreads the values of each channel, so that all are about as frequent; in whole numbers, as Pillow does it. */
    static Picture equalize(Picture picture) {
        byte[][] tables = new byte[picture.channels()][VALUES];
        int[][] counts = counts(picture);
        int all = picture.height() * picture.width();
        for (int c = 0; c < tables.length; c++) {
            int most = VALUES - 1;
            while (counts[c][most] == 0) {
                most--;
            }
            int step = (all - counts[c][most]) / (VALUES - 1);
            int below = step / 2;
            for (int v = 0; v < VALUES; v++) {
                tables[c][v] = (byte) (step == 0 ? v : Math.min(255, below / step));
                below += counts[c][v];
            }
        }
        return applied(picture, tables);
    }

    private static Picture applied(Picture picture, byte[][] tables) {
        byte[] pixels = picture.pixels();
        byte[] result = new byte[pixels.length];
        for (int c = 0; c < tables.length; c++) {
            for (int i = c; i < pixels.length; i += tables.length) {
                result[i] = tables[c][pixels[i] & 0xff];
            }
        }
        return new Picture(picture.height(), picture.width(), picture.channels(), result);
    }

    /** How often each value is in each channel. */
    private static int[][] counts(Picture picture) {
        int[][] counts = new int[picture.channels()][VALUES];
        byte[] pixels = picture.pixels();
        for (int c = 0; c < counts.length; c++) {
            for (int i = c; i < pixels.length; i += counts.length) {
                counts[c][pixels[i] & 0xff]++;
            }
        }
        return counts;
    }
}
