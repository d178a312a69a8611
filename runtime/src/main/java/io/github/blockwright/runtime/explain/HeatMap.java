package io.github.blockwright.runtime.explain;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Where in a picture a network sees what speaks for a class. */
public final class HeatMap {
    /** How much of the colours is laid on the picture. */
    private static final double ALPHA = 0.6;

    private final SeenPicture picture;
    private final String className;
    private final String method;
    private final int height;
    private final int width;
    private final float[] values;

    HeatMap(SeenPicture picture, String className, String method, int height, int width, float[] values) {
        this.picture = picture;
        this.className = className;
        this.method = method;
        this.height = height;
        this.width = width;
        this.values = values;
    }

    /** {@return the picture as the network sees it, and what it says of it} */
    public SeenPicture picture() {
        return picture;
    }

    /** {@return the class that is explained} */
    public String className() {
        return className;
    }

    /** {@return the class's probability, 0 to 1} */
    public double probability() {
        return picture.answer().get(className).getProbability();
    }

    /** {@return how it was found, in words: {@code Grad-CAM at stage7}, {@code occlusion by 45 × 45}} */
    public String method() {
        return method;
    }

    /** {@return the rows of {@link #values()}: those of the network's row for Grad-CAM, those of its input for occlusion} */
    public int height() {
        return height;
    }

    /** {@return the columns of {@link #values()}} */
    public int width() {
        return width;
    }

    /**
     * What each place contributes to the class's score before softmax: by Grad-CAM in no unit and not negative; by occlusion
     * how much the score falls without it, below 0 where it rises.
     *
     * @return row after row, a copy
     */
    public float[] values() {
        return values.clone();
    }

    /**
     * The same at another size, between the places by bilinear interpolation.
     *
     * @param toHeight of the result, at least 1
     * @param toWidth of the result, at least 1
     * @return row after row
     */
    public float[] values(int toHeight, int toWidth) {
        return Bilinear.scale(values, height, width, toHeight, toWidth);
    }

    /** {@return the greatest of the values; 0 or less if nothing in the picture speaks for the class} */
    public float strongest() {
        float strongest = Float.NEGATIVE_INFINITY;
        for (float value : values) {
            strongest = Math.max(strongest, value);
        }
        return strongest;
    }

    /**
     * The picture, in grey, below the map's colours: from black for nothing, or what speaks against the class, to pale
     * yellow for the strongest. What the colours mean is relative to this picture and class.
     *
     * @return at least 320 pixels on its longer side
     */
    public BufferedImage overlay() {
        BufferedImage shown = picture.image();
        float[] map = values(shown.getHeight(), shown.getWidth());
        float strongest = strongest();
        BufferedImage overlay = new BufferedImage(shown.getWidth(), shown.getHeight(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < shown.getHeight(); y++) {
            for (int x = 0; x < shown.getWidth(); x++) {
                double value = strongest > 0 ? map[y * shown.getWidth() + x] / strongest : 0;
                overlay.setRGB(x, y, onGrey(luma(shown.getRGB(x, y)), value));
            }
        }
        return overlay;
    }

    private static int luma(int rgb) {
        return (299 * (rgb >> 16 & 0xff) + 587 * (rgb >> 8 & 0xff) + 114 * (rgb & 0xff)) / 1000;
    }

    /** The colour of a value on grey of 0 to 255. */
    static int onGrey(int grey, double value) {
        int colour = ColourMap.INFERNO.rgb(value);
        int rgb = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            rgb |= (int) Math.round(ALPHA * (colour >> shift & 0xff) + (1 - ALPHA) * grey) << shift;
        }
        return rgb;
    }

    /**
     * The overlay as a small PNG, for a page that has its own captions.
     *
     * @param side the longer side in pixels, at least 1
     * @return the file's bytes
     */
    public byte[] png(int side) {
        BufferedImage overlay = overlay();
        double scale = side / (double) Math.max(overlay.getHeight(), overlay.getWidth());
        return Drawing.png(Drawing.scaled(overlay, (int) Math.max(1, Math.round(scale * overlay.getWidth())), (int)
                Math.max(1, Math.round(scale * overlay.getHeight()))));
    }

    /**
     * Draws the picture and the overlay side by side, with a legend.
     *
     * @param png the file to write
     * @throws IOException if it cannot be written
     */
    public void write(Path png) throws IOException {
        new Explanation(className, picture, List.of(this), List.of()).write(png);
    }

    /** The class, its probability and how the map was found. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s, %.1f %%: %s", className, 100 * probability(), method);
    }
}
