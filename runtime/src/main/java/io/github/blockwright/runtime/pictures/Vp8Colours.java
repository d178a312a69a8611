package io.github.blockwright.runtime.pictures;

/**
 * From luma and colours of half its size to RGB. VP8 leaves open how colours are enlarged; here they are weighted 9, 3, 3
 * and 1 by nearness, as libwebp has it, rounding included.
 */
final class Vp8Colours {
    private Vp8Colours() {}

    static byte[] rgb(Vp8Plane luma, Vp8Plane blue, Vp8Plane red, int height, int width) {
        byte[] pixels = new byte[3 * height * width];
        byte[] blues = new byte[width];
        byte[] reds = new byte[width];
        int rows = (height + 1) / 2;
        for (int y = 0, to = 0; y < height; y++) {
            int near = y / 2;
            int far = Math.max(0, Math.min(rows - 1, y % 2 == 0 ? near - 1 : near + 1));
            enlarge(blue, near, far, blues);
            enlarge(red, near, far, reds);
            int line = luma.at(y, 0);
            for (int x = 0; x < width; x++, to += 3) {
                int light = scaled(luma.samples[line + x], 19077);
                pixels[to] = clip(light + scaled(reds[x], 26149) - 14234);
                pixels[to + 1] = clip(light - scaled(blues[x], 6419) - scaled(reds[x], 13320) + 8708);
                pixels[to + 2] = clip(light + scaled(blues[x], 33050) - 17685);
            }
        }
        return pixels;
    }

    private static void enlarge(Vp8Plane plane, int near, int far, byte[] into) {
        byte[] s = plane.samples;
        int n = plane.at(near, 0);
        int f = plane.at(far, 0);
        int last = into.length - 1;
        into[0] = between(s[n], s[f]);
        for (int x = 1; 2 * x <= last; x++) {
            int nearLeft = s[n + x - 1] & 0xff;
            int nearRight = s[n + x] & 0xff;
            int farLeft = s[f + x - 1] & 0xff;
            int farRight = s[f + x] & 0xff;
            int all = nearLeft + nearRight + farLeft + farRight + 8;
            into[2 * x - 1] = (byte) ((((all + 2 * (nearRight + farLeft)) >> 3) + nearLeft) >> 1);
            into[2 * x] = (byte) ((((all + 2 * (nearLeft + farRight)) >> 3) + nearRight) >> 1);
        }
        if (last % 2 == 1) {
            into[last] = between(s[n + last / 2], s[f + last / 2]);
        }
    }

    private static byte between(byte near, byte far) {
        return (byte) ((3 * (near & 0xff) + (far & 0xff) + 2) >> 2);
    }

    private static int scaled(byte value, int factor) {
        return ((value & 0xff) * factor) >> 8;
    }

    private static byte clip(int value) {
        return (byte) Math.max(0, Math.min(255, value >> 6));
    }
}
