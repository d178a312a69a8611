package io.github.blockwright.runtime.testing;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;

/** Draws pictures that are as different from each other as photos are. */
public final class Patterns {
    private static final int WAVES = 8;

    private Patterns() {}

    /** Some waves of colour in directions that the seed decides; the same at any size. */
    public static BufferedImage picture(long seed, int width, int height) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] waves = new double[WAVES][];
        for (int i = 0; i < WAVES; i++) {
            waves[i] = random.doubles(6).toArray();
        }
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                picture.setRGB(x, y, colour(waves, (x + 0.5) / width, (y + 0.5) / height));
            }
        }
        return picture;
    }

    private static int colour(double[][] waves, double x, double y) {
        double[] sums = new double[3];
        for (double[] wave : waves) {
            double angle = 4 * Math.PI * ((wave[0] - 0.5) * x + (wave[1] - 0.5) * y) * 2 + 2 * Math.PI * wave[2];
            for (int c = 0; c < 3; c++) {
                sums[c] += (0.5 + wave[3 + c]) * Math.cos(angle);
            }
        }
        int rgb = 0;
        for (double sum : sums) {
            rgb = (rgb << 8) | (int) Math.max(0, Math.min(255, 128 + 25 * sum));
        }
        return rgb;
    }

    /** The same at another size. */
    public static BufferedImage scaled(BufferedImage picture, int width, int height) {
        BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = scaled.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(picture, 0, 0, width, height, null);
        graphics.dispose();
        return scaled;
    }

    /** The same, left for right. */
    public static BufferedImage mirrored(BufferedImage picture) {
        BufferedImage mirrored = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                mirrored.setRGB(x, y, picture.getRGB(picture.getWidth() - 1 - x, y));
            }
        }
        return mirrored;
    }

    /** The same but darker: every value times a factor below 1. */
    public static BufferedImage darker(BufferedImage picture, double factor) {
        BufferedImage darker = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                int rgb = picture.getRGB(x, y);
                int result = 0;
                for (int shift = 16; shift >= 0; shift -= 8) {
                    result = (result << 8) | (int) Math.round(((rgb >> shift) & 0xff) * factor);
                }
                darker.setRGB(x, y, result);
            }
        }
        return darker;
    }

    /** As a file of a format that Java writes, such as {@code jpeg}. */
    public static byte[] file(BufferedImage picture, String format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(picture, format, out)) {
                throw new IllegalArgumentException("Java does not write this as " + format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
