package io.github.blockwright.runtime.pictures;

import io.github.blockwright.runtime.pictures.Scan.Extras;
import io.github.blockwright.runtime.pictures.Scan.Layout;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.spi.ImageReaderSpi;

/** GIF by the JDK's reader, of which the first frame, on the whole of its screen (GIF89a). */
final class GifFormat {
    private final ImageReaderSpi jdk = Rasters.ofJdk("gif");

    /** Whether a file begins as one of these. */
    public static boolean matches(byte[] file) {
        return Bytes.hasText(file, 0, "GIF87a") || Bytes.hasText(file, 0, "GIF89a");
    }

    /** Reads a picture. */
    public Scan read(byte[] file, PixelLimit limit) throws IOException {
        return Rasters.reading(jdk, file, file.length, reader -> {
            IIOMetadataNode place = place(reader);
            int left = Integer.parseInt(place.getAttribute("imageLeftPosition"));
            int top = Integer.parseInt(place.getAttribute("imageTopPosition"));
            int width = Math.max(Bytes.little16(file, 6), left + reader.getWidth(0));
            int height = Math.max(Bytes.little16(file, 8), top + reader.getHeight(0));
            limit.check(height, width);
            return new Scan(
                    height,
                    width,
                    Layout.RGB_ALPHA,
                    onScreen(reader.read(0), left, top, height, width),
                    Extras.UPRIGHT);
        });
    }

    private static IIOMetadataNode place(ImageReader reader) throws IOException {
        IIOMetadataNode root = (IIOMetadataNode) reader.getImageMetadata(0).getAsTree("javax_imageio_gif_image_1.0");
        return (IIOMetadataNode) root.getElementsByTagName("ImageDescriptor").item(0);
    }

    /** Around the frame lies nothing where it has a transparent colour, else its first colour. */
    private static byte[] onScreen(BufferedImage frame, int left, int top, int height, int width) {
        IndexColorModel colours = (IndexColorModel) frame.getColorModel();
        int[] screen = new int[Math.multiplyExact(height, width)];
        Arrays.fill(screen, colours.getTransparentPixel() >= 0 ? 0 : colours.getRGB(0));
        frame.getRGB(0, 0, frame.getWidth(), frame.getHeight(), screen, top * width + left, width);
        byte[] pixels = new byte[Math.multiplyExact(4, screen.length)];
        for (int i = 0; i < screen.length; i++) {
            pixels[4 * i] = (byte) (screen[i] >> 16);
            pixels[4 * i + 1] = (byte) (screen[i] >> 8);
            pixels[4 * i + 2] = (byte) screen[i];
            pixels[4 * i + 3] = (byte) (screen[i] >> 24);
        }
        return pixels;
    }
}
