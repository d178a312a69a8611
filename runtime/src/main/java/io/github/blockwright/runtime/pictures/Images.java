package io.github.blockwright.runtime.pictures;

import io.github.blockwright.runtime.pictures.Resampling.Axis;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Reads picture files as small images of the size that a network wants: JPEG, PNG, GIF, BMP, TIFF and WebP, told by their
 * content and not by their names, and of those with several pictures the first. A picture is what a person sees: turned
 * as its EXIF says, converted to sRGB where another colour profile is embedded, and on white where it is transparent.
 *
 * <p>More than 100 million pixels are refused before memory is taken for them; the system property {@code
 * blockwright.maxPixels} changes that.
 */
public final class Images {
    private static final int RGB = 3;
    private static final PictureDecoder DECODER = PictureDecoder.create();

    private Images() {}

    /** What becomes of a picture whose proportions are not the wanted ones. */
    public enum Fit {
        /**
         * It is scaled until it just covers the wanted size, the other side to the nearest number of pixels, and the middle is
         * kept; of an odd rest the larger half is cut off at the bottom or on the right.
         */
        CROP,
        /** It is squashed to the wanted size. */
        SQUASH
    }

    /** Reads a picture as RGB; see {@link #read(Path, int, int, int, Fit)}. */
    public static byte[] read(Path file, int height, int width, Fit fit) throws IOException {
        return read(file, height, width, RGB, fit);
    }

    /**
     * Reads a picture. It is scaled to whole pixels as Pillow's {@code resize(size, BILINEAR)} does it, which averages over
     * areas where a picture shrinks, and whole pixels are cut off; see {@link Fit}. Grey is repeated where three channels are
     * wanted; where one is wanted, colour becomes its luma (ITU-R BT.601, as Pillow's "L").
     *
     * @param height of the result in pixels
     * @param width of the result in pixels
     * @param channels of the result, 1 or 3
     * @return {@code height * width * channels} bytes in the order HWC
     * @throws IOException if the file is missing, empty, damaged or cut off, of no known kind, with channels that are
     *     neither grey, RGB nor CMYK, or above 100 million pixels or 256 MiB; the message names the file and what to do
     * @throws IllegalArgumentException if the channels are neither 1 nor 3
     */
    public static byte[] read(Path file, int height, int width, int channels, Fit fit) throws IOException {
        return fit(decode(file), height, width, channels, fit);
    }

    /** The same for a picture that is decoded already. */
    public static byte[] fit(Picture decoded, int height, int width, int channels, Fit fit) {
        return fit == Fit.CROP
                ? covering(decoded, height, width, height, width, channels)
                : squashed(decoded, height, width, channels);
    }

    /** Reads the middle of a picture as RGB; see {@link #readMiddle(Path, int, int, int, int)}. */
    public static byte[] readMiddle(Path file, int shorterSide, int height, int width) throws IOException {
        return readMiddle(file, shorterSide, height, width, RGB);
    }

    /**
     * Reads the middle of a picture, as published ImageNet networks are evaluated: with the shorter side scaled to 256,
     * say, and 224 × 224 of it kept. All else is as for {@link #read(Path, int, int, int, Fit)} with {@link Fit#CROP}.
     *
     * @param shorterSide what the picture's shorter side is scaled to, in pixels
     * @param height of the result in pixels
     * @param width of the result in pixels
     * @param channels of the result, 1 or 3
     * @return {@code height * width * channels} bytes in the order HWC
     * @throws IOException as for {@link #read(Path, int, int, int, Fit)}
     * @throws IllegalArgumentException if the result would not fit into a square of that side, or the channels are
     *     neither 1 nor 3
     */
    public static byte[] readMiddle(Path file, int shorterSide, int height, int width, int channels)
            throws IOException {
        return middle(decode(file), shorterSide, height, width, channels);
    }

    /** The same for a picture that is decoded already. */
    public static byte[] middle(Picture decoded, int shorterSide, int height, int width, int channels) {
        if (Math.max(height, width) > shorterSide) {
            throw new IllegalArgumentException(
                    "The shorter side must be at least " + Math.max(height, width) + ", not " + shorterSide);
        }
        return covering(decoded, shorterSide, shorterSide, height, width, channels);
    }

    /**
     * The middle of a picture that is scaled until it just covers a box. Probabilities notice half a pixel, so this is the
     * one place that says what the middle is; an exported model computes the same of the same whole numbers.
     */
    private static byte[] covering(Picture decoded, int boxHeight, int boxWidth, int height, int width, int channels) {
        Picture picture = inChannels(decoded, channels);
        long scaledHeight = covering(picture.height(), picture.width(), boxHeight, boxWidth);
        long scaledWidth = covering(picture.width(), picture.height(), boxWidth, boxHeight);
        byte[] image = Resampling.resize(
                picture,
                Axis.middle(picture.height(), scaledHeight, height),
                Axis.middle(picture.width(), scaledWidth, width));
        return withChannels(image, height, width, picture.channels(), channels);
    }

    /** A side of the picture that covers: the box's, or what the other side's scale makes of this one, half up. */
    private static long covering(long length, long other, long box, long otherBox) {
        return Math.max(box, (2 * length * otherBox + other) / (2 * other));
    }

    private static byte[] squashed(Picture decoded, int height, int width, int channels) {
        Picture picture = inChannels(decoded, channels);
        byte[] image = Resampling.resize(
                picture, Axis.middle(picture.height(), height, height), Axis.middle(picture.width(), width, width));
        return withChannels(image, height, width, picture.channels(), channels);
    }

    /**
     * A whole picture in its own proportions, scaled until its shorter side is as long as that, both sides to whole numbers of
     * pixels, as {@link #readMiddle} does it. Smaller ones stay as they are, and of very long ones the longer side is at most
     * eight times as long.
     *
     * @param channels of the result, 1 or 3
     */
    public static Picture whole(Picture decoded, int shorterSide, int channels) {
        Picture picture = inChannels(decoded, channels);
        int shorter = Math.min(picture.height(), picture.width());
        int longer = Math.max(picture.height(), picture.width());
        double scale = Math.max(shorter / (double) shorterSide, longer / (8.0 * shorterSide));
        if (scale > 1) {
            int height = (int) Math.max(1, Math.round(picture.height() / scale));
            int width = (int) Math.max(1, Math.round(picture.width() / scale));
            byte[] image = squashed(picture, height, width, picture.channels());
            picture = new Picture(height, width, picture.channels(), image);
        }
        return channels == RGB ? picture.rgb() : picture;
    }

    /**
     * A picture in its own size.
     *
     * @throws IOException as for {@link #read(Path, int, int, int, Fit)}
     */
    public static Picture decode(Path file) throws IOException {
        return DECODER.decode(file);
    }

    /**
     * A picture file's content in its own size.
     *
     * @param name what messages call it
     * @throws IOException as for {@link #read(Path, int, int, int, Fit)}
     */
    public static Picture decode(byte[] file, String name) throws IOException {
        return DECODER.decode(file, name);
    }

    /**
     * What a picture file holds.
     *
     * @throws IOException if it is missing or above 256 MiB; the message does not name the file
     */
    public static byte[] bytes(Path file) throws IOException {
        return PictureDecoder.bytes(file);
    }

    /**
     * A picture file's content in its own size, with what the file says of itself.
     *
     * @throws IOException as for {@link #read(Path, int, int, int, Fit)}, but the message does not name the file
     */
    public static Examined examine(byte[] file) throws IOException {
        return DECODER.examine(file);
    }

    /** With one channel if one is wanted or there is no more; what is repeated is repeated when it is small. */
    private static Picture inChannels(Picture picture, int channels) {
        if (channels != 1 && channels != RGB) {
            throw new IllegalArgumentException("Pictures have 1 channel or 3, not " + channels);
        }
        return channels == 1 ? picture.grey() : picture;
    }

    private static byte[] withChannels(byte[] image, int height, int width, int from, int to) {
        return from == to
                ? image
                : new Picture(height, width, from, image).rgb().pixels();
    }
}
