package io.github.blockwright.runtime.data;

import java.awt.Shape;
import java.util.SplittableRandom;

/**
 * A square RGB picture that is painted with arithmetic which every Java does alike, to the bit: Java2D's geometry says
 * what is inside an outline, and counting inside points softens the edges; its rasterisers, which differ, are not used.
 */
final class Canvas {
    /** Points per pixel and direction. */
    private static final int POINTS = 4;

    private final int side;
    private final double[] values;

    /** An empty picture of {@code side} × {@code side} pixels. */
    public Canvas(int side) {
        this.side = side;
        this.values = new double[side * side * 3];
    }

    /** Paints everything with a transition between two colours in some direction. */
    public void gradient(int[] from, int[] to, double angle) {
        double dx = StrictMath.cos(angle) / side;
        double dy = StrictMath.sin(angle) / side;
        for (int i = 0; i < side * side; i++) {
            int x = i % side;
            int y = i / side;
            double t = 0.5 + dx * (x - side / 2.0) + dy * (y - side / 2.0);
            double part = Math.max(0, Math.min(1, t));
            for (int c = 0; c < 3; c++) {
                values[3 * i + c] = from[c] + part * (to[c] - from[c]);
            }
        }
    }

    /**
     * Darkens a pattern.
     *
     * @param kind 0 for none, 1 for stripes, 2 for a chessboard
     * @param width of a stripe or field in pixels
     * @param depth what is taken from the pixels' values
     * @param angle of the stripes
     */
    public void pattern(int kind, int width, int depth, double angle) {
        double dx = StrictMath.cos(angle) / width;
        double dy = StrictMath.sin(angle) / width;
        for (int i = 0; i < side * side && kind > 0; i++) {
            int x = i % side;
            int y = i / side;
            long stripe = (long) Math.floor(dx * x + dy * y);
            long across = kind == 1 ? 0 : (long) Math.floor(dx * y - dy * x);
            if (((stripe + across) & 1) == 1) {
                for (int c = 0; c < 3; c++) {
                    values[3 * i + c] -= depth;
                }
            }
        }
    }

    /** Paints a figure with its origin at (x, y), enlarged by a radius and rotated. */
    public void fill(Figure figure, double x, double y, double radius, double angle, int[] colour) {
        double cos = StrictMath.cos(angle) / radius;
        double sin = StrictMath.sin(angle) / radius;
        double reach = 2 * radius;
        for (int py = Math.max(0, (int) (y - reach)); py < Math.min(side, y + reach); py++) {
            for (int px = Math.max(0, (int) (x - reach)); px < Math.min(side, x + reach); px++) {
                double part = covered(figure.outline(), px - x, py - y, cos, sin);
                for (int c = 0; c < 3 && part > 0; c++) {
                    int at = 3 * (py * side + px) + c;
                    values[at] += part * (colour[c] - values[at]);
                }
            }
        }
    }

    /** The part of the pixel whose corner is at (dx, dy) from the figure's origin that lies inside the outline. */
    private static double covered(Shape outline, double dx, double dy, double cos, double sin) {
        int inside = 0;
        for (int i = 0; i < POINTS; i++) {
            double v = dy + (i + 0.5) / POINTS;
            for (int j = 0; j < POINTS; j++) {
                double u = dx + (j + 0.5) / POINTS;
                if (outline.contains(cos * u + sin * v, cos * v - sin * u)) {
                    inside++;
                }
            }
        }
        return inside / (double) (POINTS * POINTS);
    }

    /**
     * The picture as bytes in the order HWC.
     *
     * @param noise the most that is added to or taken from a value at random
     */
    public byte[] pixels(int noise, SplittableRandom random) {
        byte[] pixels = new byte[values.length];
        for (int i = 0; i < pixels.length; i++) {
            double value = values[i] + random.nextInt(2 * noise + 1) - noise;
            pixels[i] = (byte) Math.max(0, Math.min(255, (int) (value + 0.5)));
        }
        return pixels;
    }
}
