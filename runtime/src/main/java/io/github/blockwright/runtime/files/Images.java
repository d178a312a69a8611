package io.github.blockwright.runtime.files;

import io.github.blockwright.runtime.files.Resampling.Axis;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Reads picture files (JPEG, PNG and what else this Java knows) as small RGB images of the size that a network wants. */
public final class Images {
    private static final long MOST_BYTES = 256L << 20;
    private static final long MOST_PIXELS = 100_000_000;

    private Images() {}

    /** What becomes of a picture whose proportions are not the wanted ones. */
    public enum Fit {
        /** It is scaled until it just covers the wanted size, and the middle is kept. */
        CROP,
        /** It is squashed to the wanted size. */
        SQUASH
    }

    /**
     * Reads a picture. It is scaled bilinearly, and averaged over areas where it shrinks; grey becomes RGB, and what is
     * transparent is laid on white.
     *
     * @param height of the result in pixels
     * @param width of the result in pixels
     * @return {@code height * width * 3} bytes in the order HWC
     * @throws IOException if the file is missing, empty, damaged or truncated, no picture that Java can read, or above
     *     100 million pixels or 256 MiB; the message names the file and what to do
     */
    public static byte[] read(Path file, int height, int width, Fit fit) throws IOException {
        return fit(decode(file), height, width, fit);
    }

    /**
     * The same for a picture that is decoded already.
     *
     * @return {@code height * width * 3} bytes in the order HWC
     */
    public static byte[] fit(BufferedImage picture, int height, int width, Fit fit) {
        double scaleY = picture.getHeight() / (double) height;
        double scaleX = picture.getWidth() / (double) width;
        if (fit == Fit.CROP) {
            scaleY = Math.min(scaleY, scaleX);
            scaleX = scaleY;
        }
        return Resampling.resize(
                rgb(picture),
                Axis.middle(picture.getHeight(), scaleY, height),
                Axis.middle(picture.getWidth(), scaleX, width),
                false);
    }

    /**
     * Reads the middle of a picture, as published ImageNet networks are evaluated: with the shorter side scaled to 256,
     * say, and 224 × 224 of it kept. Probabilities notice half a pixel, so it is done as Pillow does it: both sides are
     * scaled to whole numbers of pixels, the longer one to the nearest; whole pixels are cut off; and values are rounded
     * between the two directions. All else is as for {@link #read}.
     *
     * @param shorterSide what the picture's shorter side is scaled to, in pixels
     * @param height of the result in pixels
     * @param width of the result in pixels
     * @return {@code height * width * 3} bytes in the order HWC
     * @throws IOException as for {@link #read}
     * @throws IllegalArgumentException if the result would not fit into a square of that side
     */
    public static byte[] readMiddle(Path file, int shorterSide, int height, int width) throws IOException {
        if (Math.max(height, width) > shorterSide) {
            throw new IllegalArgumentException(
                    "The shorter side must be at least " + Math.max(height, width) + ", not " + shorterSide);
        }
        return middle(decode(file), shorterSide, height, width);
    }

    /**
     * The same for a picture that is decoded already.
     *
     * @return {@code height * width * 3} bytes in the order HWC
     */
    public static byte[] middle(BufferedImage picture, int shorterSide, int height, int width) {
        double scale = Math.min(picture.getHeight(), picture.getWidth()) / (double) shorterSide;
        return Resampling.resize(
                rgb(picture),
                Axis.middleOfPixels(picture.getHeight(), scale, height),
                Axis.middleOfPixels(picture.getWidth(), scale, width),
                true);
    }

    /** @throws IOException as for {@link #read} */
    public static BufferedImage decode(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw unreadable(file.toString(), "there is no such file", "check the path", null);
        }
        long size = Files.size(file);
        requireSize(file.toString(), size);
        return decode(file.toString(), Files.readAllBytes(file));
    }

    /**
     * Decodes a picture file's content.
     *
     * @param file what messages call it
     * @throws IOException as for {@link #read}
     */
    public static BufferedImage decode(String file, byte[] content) throws IOException {
        requireSize(file, content.length);
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(content))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw unreadable(file, "it is no picture that Java can read", "save it as JPEG or PNG", null);
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                return decode(file, reader);
            } finally {
                reader.dispose();
            }
        }
    }

    private static void requireSize(String file, long size) throws IOException {
        if (size == 0) {
            throw unreadable(file, "the file is empty", "delete it or get it again", null);
        }
        if (size > MOST_BYTES) {
            throw unreadable(file, "it has " + size + " bytes, above " + MOST_BYTES, "save it smaller", null);
        }
    }

    private static BufferedImage decode(String file, ImageReader reader) throws IOException {
        List<String> warnings = new ArrayList<>();
        reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
        BufferedImage picture;
        try {
            // From the header: a small file can claim a picture that fills the memory.
            long pixels = (long) reader.getHeight(0) * reader.getWidth(0);
            if (pixels > MOST_PIXELS) {
                throw unreadable(
                        file,
                        reader.getWidth(0) + " × " + reader.getHeight(0) + " pixels are above " + MOST_PIXELS,
                        "save it smaller",
                        null);
            }
            picture = reader.read(0);
        } catch (UnreadableException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // Damaged files make the readers throw almost anything.
            throw undecodable(file, "Java cannot decode it (" + e.getMessage() + ")", e);
        }
        // The JPEG reader fills what is missing with grey and only warns.
        if (warnings.stream().anyMatch(w -> w.contains("Truncated") || w.contains("premature end"))) {
            throw unreadable(file, "the file is cut off", "delete it or get it again", null);
        }
        if (picture.getColorModel().getNumComponents() > 3
                && reader.getFormatName().equalsIgnoreCase("JPEG")) {
            // Java reads it, but not the sign by which programs say that they inverted the values.
            throw undecodable(file, "it has four channels", null);
        }
        return picture;
    }

    private static UnreadableException undecodable(String file, String what, Exception cause) {
        return unreadable(
                file,
                what,
                "if other programs show it, save it as RGB JPEG or PNG (CMYK is not supported), else delete it",
                cause);
    }

    private static final class UnreadableException extends IOException {
        private static final long serialVersionUID = 1L;

        UnreadableException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    private static UnreadableException unreadable(String file, String what, String fix, Throwable cause) {
        return new UnreadableException(file + ": " + what + "; " + fix, cause);
    }

    /** The pixels as packed RGB, line by line. */
    private static int[] rgb(BufferedImage picture) {
        if (picture.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY) {
            return fromGrey(picture);
        }
        BufferedImage flat = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = flat.createGraphics();
        graphics.drawImage(picture, 0, 0, Color.WHITE, null);
        graphics.dispose();
        return ((DataBufferInt) flat.getRaster().getDataBuffer()).getData();
    }

    /** Takes grey values as they are; Java2D would brighten them, since its own grey is linear and RGB is not. */
    private static int[] fromGrey(BufferedImage picture) {
        Raster raster = picture.getRaster();
        int width = picture.getWidth();
        int most = (1 << raster.getSampleModel().getSampleSize(0)) - 1;
        boolean hasAlpha = raster.getNumBands() > 1;
        int[] rgb = new int[width * picture.getHeight()];
        int[] greys = new int[width];
        int[] alphas = new int[width];
        for (int y = 0; y < picture.getHeight(); y++) {
            raster.getSamples(0, y, width, 1, 0, greys);
            if (hasAlpha) {
                raster.getSamples(0, y, width, 1, 1, alphas);
            }
            for (int x = 0; x < width; x++) {
                int alpha = hasAlpha ? alphas[x] : most;
                long onWhite = ((long) greys[x] * alpha + (long) most * (most - alpha)) * 255 / most;
                rgb[y * width + x] = 0x010101 * (int) ((onWhite + most / 2) / most);
            }
        }
        return rgb;
    }
}
