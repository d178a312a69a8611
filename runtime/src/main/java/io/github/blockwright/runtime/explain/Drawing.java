package io.github.blockwright.runtime.explain;

import io.github.blockwright.runtime.batches.PictureReader;
import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.files.EncodedPicture;
import io.github.blockwright.runtime.pictures.Picture;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;

/** What all pictures that are drawn here share. */
final class Drawing {
    static final int GAP = 12;
    /** From one line of text to the next. */
    static final int LINE = 18;

    private static final int TEXT = 13;
    /** A picture is shown at least this large, which is the longer side in pixels. */
    private static final int SHOWN = 320;

    private Drawing() {}

    /** A picture of pixels in the order HWC, of one channel or three. */
    static BufferedImage image(int height, int width, int channels, byte[] pixels) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int at = (y * width + x) * channels;
                int rgb = 0;
                for (int c = 0; c < 3; c++) {
                    rgb = rgb << 8 | (pixels[at + Math.min(c, channels - 1)] & 0xff);
                }
                image.setRGB(x, y, rgb);
            }
        }
        return image;
    }

    /** The part of a picture that a network sees, large enough to look at. */
    static BufferedImage shown(PictureReader reader, Picture picture) {
        InputSpec input = reader.input();
        double scale = Math.max(1, SHOWN / (double) Math.max(input.height(), input.width()));
        int height = PictureReader.scaled(input.height(), scale);
        int width = PictureReader.scaled(input.width(), scale);
        return image(height, width, 3, reader.pixels(picture, scale, 3));
    }

    /** White, to draw on. */
    static BufferedImage sheet(int width, int height) {
        BufferedImage sheet = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = sheet.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
        return sheet;
    }

    /** To be disposed of. */
    static Graphics2D on(BufferedImage sheet) {
        Graphics2D graphics = sheet.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.setColor(Color.BLACK);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, TEXT));
        return graphics;
    }

    static void heading(Graphics2D graphics, String text, int x, int y, int width) {
        Font plain = graphics.getFont();
        graphics.setFont(plain.deriveFont(Font.BOLD));
        text(graphics, text, x, y, width);
        graphics.setFont(plain);
    }

    /** A line of text, of which what is too much is cut off at the end. Names are anybody's, so only their letters count. */
    static void text(Graphics2D graphics, String text, int x, int y, int width) {
        String shown = text.replaceAll("[\\p{Cntrl}\\p{Cf}]", "\ufffd");
        FontMetrics metrics = graphics.getFontMetrics();
        if (metrics.stringWidth(shown) > width) {
            int end = shown.length();
            while (end > 0 && metrics.stringWidth(shown.substring(0, end) + "…") > width) {
                end--;
            }
            shown = shown.substring(0, end) + "…";
        }
        graphics.drawString(shown, x, y);
    }

    /** How wide a line of text is at most, in pixels: bold. */
    static int width(String text) {
        BufferedImage none = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = on(none);
        try {
            return graphics.getFontMetrics(graphics.getFont().deriveFont(Font.BOLD))
                    .stringWidth(text);
        } finally {
            graphics.dispose();
        }
    }

    /** A picture scaled to another size: halved as long as it is twice too large, so that nothing of it is passed over. */
    static BufferedImage scaled(BufferedImage image, int width, int height) {
        BufferedImage now = image;
        while (now.getWidth() != width || now.getHeight() != height) {
            int nextWidth = now.getWidth() > 2 * width ? now.getWidth() / 2 : width;
            int nextHeight = now.getHeight() > 2 * height ? now.getHeight() / 2 : height;
            BufferedImage next = new BufferedImage(nextWidth, nextHeight, BufferedImage.TYPE_INT_RGB);
            Graphics2D graphics = on(next);
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            graphics.drawImage(now, 0, 0, nextWidth, nextHeight, null);
            graphics.dispose();
            now = next;
        }
        return now;
    }

    static byte[] png(BufferedImage image) {
        return EncodedPicture.of(image, "png");
    }

    static void write(Path png, BufferedImage image) throws IOException {
        EncodedPicture.write(png, image);
    }
}
