package io.github.blockwright.lessons.serving;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * A photo as a person sees it, read with what the JDK has: JPEG, PNG, GIF and BMP, on white where it is transparent, and
 * turned as a JPEG's EXIF says, since a camera that was held upright stores its photos lying on their side. Colour profiles
 * and CMYK are not dealt with; Blockwright's own {@code Classifier} does that, and reads TIFF and WebP.
 *
 * @param height in pixels
 * @param width in pixels
 * @param rgb {@code height * width * 3} bytes, line by line
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on once, never compared.
public record Photo(int height, int width, byte[] rgb) {
    private static final int EXIF = 0x45786966;
    private static final int ORIENTATION = 0x112;

    /** @throws IOException if the file cannot be read, or is no picture; the message names it */
    public static Photo read(Path file) throws IOException {
        byte[] content;
        BufferedImage image;
        try {
            content = Files.readAllBytes(file);
            image = ImageIO.read(new ByteArrayInputStream(content));
        } catch (IOException e) {
            throw new IOException(file + " cannot be read: " + e.getMessage(), e);
        }
        if (image == null) {
            throw new IOException(file + " is no picture that Java can read: save it as JPEG or PNG");
        }
        return of(image, orientation(content));
    }

    /** @param orientation 1 to 8, of EXIF; 1 for a picture that is upright already */
    public static Photo of(BufferedImage image, int orientation) {
        int right = image.getWidth() - 1;
        int bottom = image.getHeight() - 1;
        boolean lies = orientation > 4;
        int height = lies ? right + 1 : bottom + 1;
        int width = lies ? bottom + 1 : right + 1;
        ByteBuffer rgb = ByteBuffer.allocate(height * width * 3);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int across = lies ? y : x;
                int down = lies ? x : y;
                boolean fromRight = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
                boolean fromBottom = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
                int pixel = onWhite(image, fromRight ? right - across : across, fromBottom ? bottom - down : down);
                rgb.put((byte) (pixel >> 16)).put((byte) (pixel >> 8)).put((byte) pixel);
            }
        }
        return new Photo(height, width, rgb.array());
    }

    private static int onWhite(BufferedImage image, int x, int y) {
        if (image.getRaster().getNumBands() == 1 && image.getType() == BufferedImage.TYPE_BYTE_GRAY) {
            // Java's own conversion takes these values for linear light, and brightens them.
            return image.getRaster().getSample(x, y, 0) * 0x010101;
        }
        int argb = image.getRGB(x, y);
        int alpha = argb >>> 24;
        if (alpha == 255) {
            return argb;
        }
        int mixed = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int value = ((argb >> shift & 0xff) * alpha + 255 * (255 - alpha) + 127) / 255;
            mixed |= value << shift;
        }
        return mixed;
    }

    /** How a JPEG is to be turned: tag 0x112 of the TIFF within its segment APP1, 1 where there is none. */
    static int orientation(byte[] file) {
        ByteBuffer jpeg = ByteBuffer.wrap(file);
        try {
            for (int at = 2; jpeg.getShort(0) == (short) 0xffd8 && jpeg.get(at + 1) != (byte) 0xda; ) {
                int length = jpeg.getShort(at + 2) & 0xffff;
                if (jpeg.get(at + 1) == (byte) 0xe1 && jpeg.getInt(at + 4) == EXIF) {
                    return ofTiff(jpeg.slice(at + 10, length - 8));
                }
                at += 2 + length;
            }
            return 1;
        } catch (IndexOutOfBoundsException e) {
            // It is cut off or no JPEG.
            return 1;
        }
    }

    private static int ofTiff(ByteBuffer tiff) {
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = tiff.getInt(4);
        int entries = tiff.getShort(directory) & 0xffff;
        for (int at = directory + 2; at < directory + 2 + 12 * entries; at += 12) {
            if ((tiff.getShort(at) & 0xffff) == ORIENTATION) {
                int orientation = tiff.getShort(at + 8);
                return orientation >= 1 && orientation <= 8 ? orientation : 1;
            }
        }
        return 1;
    }
}
