package io.github.blockwright.runtime.pictures;

import io.github.blockwright.runtime.pictures.Scan.Layout;

/** Makes sRGB, or grey, of the colours of a file, and lays what is transparent on white. */
final class Colours {
    private static final int WHITE = 255;

    private Colours() {}

    static Picture picture(Scan stored) {
        Scan scan = stored.layout() == Layout.CMYK ? ofInk(stored) : ColourProfile.toSrgb(stored);
        Layout layout = scan.layout();
        if (!layout.hasAlpha()) {
            return new Picture(scan.height(), scan.width(), layout.samples(), scan.pixels());
        }
        return new Picture(scan.height(), scan.width(), layout.samples() - 1, onWhite(scan.pixels(), layout.samples()));
    }

    private static byte[] onWhite(byte[] pixels, int samples) {
        byte[] opaque = new byte[pixels.length / samples * (samples - 1)];
        int to = 0;
        for (int i = 0; i < pixels.length; i += samples) {
            int alpha = pixels[i + samples - 1] & 0xff;
            for (int c = i; c < i + samples - 1; c++) {
                int sum = (pixels[c] & 0xff) * alpha + WHITE * (255 - alpha);
                opaque[to++] = (byte) ((sum + 127) / 255);
            }
        }
        return opaque;
    }

    /** The black ink takes its share of the light, and each colour that of what is left, as Pillow has it. */
    private static Scan ofInk(Scan scan) {
        byte[] ink = scan.pixels();
        byte[] pixels = new byte[ink.length / 4 * 3];
        for (int i = 0, to = 0; i < ink.length; i += 4) {
            int light = 255 - (ink[i + 3] & 0xff);
            for (int c = i; c < i + 3; c++) {
                pixels[to++] = (byte) (light - ((ink[c] & 0xff) * light + 127) / 255);
            }
        }
        return new Scan(scan.height(), scan.width(), Layout.RGB, pixels, scan.extras());
    }
}
