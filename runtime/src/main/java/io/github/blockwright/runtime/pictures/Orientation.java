package io.github.blockwright.runtime.pictures;

import io.github.blockwright.runtime.pictures.Scan.Extras;

/** Turns pictures upright, by the eight orientations of EXIF (CIPA DC-008, section 4.6.4). */
final class Orientation {
    private Orientation() {}

    static Scan upright(Scan scan) {
        int orientation = scan.extras().orientation();
        if (orientation == 1) {
            return scan;
        }
        // From 5 on, rows and columns change places; 2, 3, 6 and 7 go from right to left, 3, 4, 7 and 8 from below.
        boolean swapped = orientation >= 5;
        int height = swapped ? scan.width() : scan.height();
        int width = swapped ? scan.height() : scan.width();
        boolean fromRight = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
        boolean fromBelow = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
        int samples = scan.layout().samples();
        byte[] pixels = new byte[scan.pixels().length];
        int to = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int row = swapped ? x : y;
                int column = swapped ? y : x;
                row = fromBelow ? scan.height() - 1 - row : row;
                column = fromRight ? scan.width() - 1 - column : column;
                int from = (row * scan.width() + column) * samples;
                for (int i = 0; i < samples; i++) {
                    pixels[to++] = scan.pixels()[from++];
                }
            }
        }
        return new Scan(
                height,
                width,
                scan.layout(),
                pixels,
                new Extras(1, scan.extras().profile()));
    }
}
