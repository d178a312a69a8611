package io.github.blockwright.runtime.pictures;

import io.github.blockwright.runtime.pictures.JpegHeader.Colours;
import io.github.blockwright.runtime.pictures.Scan.Layout;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageReader;
import javax.imageio.spi.ImageReaderSpi;

/**
 * JPEG, baseline and progressive, by the JDK's reader, which is the Independent JPEG Group's library. It is shown the
 * compressed data alone, with one mark that says which colours they are: so neither damaged profiles nor contradictory
 * headers can stop it, and colours are chosen as the library's own rules have it, not Java's.
 */
final class JpegFormat {
    private final ImageReaderSpi jdk = Rasters.ofJdk("jpeg");

    /** Whether a file begins as one of these. */
    public static boolean matches(byte[] file) {
        return Bytes.startsWith(file, 0, 0xff, 0xd8, 0xff);
    }

    /** Reads a picture. */
    public Scan read(byte[] file, PixelLimit limit) throws IOException {
        JpegHeader header = JpegHeader.of(file);
        limit.check(header.height(), header.width());
        byte[] plain = header.plain(file);
        return Rasters.reading(jdk, plain, plain.length, reader -> read(reader, header));
    }

    private static Scan read(ImageReader reader, JpegHeader header) throws IOException {
        List<String> warnings = new ArrayList<>();
        reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
        Scan scan =
                switch (header.colours()) {
                    case GREY ->
                        scan(header, Layout.GREY, Rasters.samples(reader.read(0).getRaster(), 1));
                    case YCC, RGB -> scan(header, Layout.RGB, rgb(reader.read(0)));
                    case YCCK, CMYK -> scan(header, Layout.CMYK, cmyk(reader.readRaster(0, null), header.colours()));
                };
        // The reader fills what is missing at the end with grey and only warns; so it does for what is damaged within.
        if (warnings.stream().anyMatch(w -> w.contains("Truncated") || w.contains("Premature end"))) {
            throw UnreadablePictureException.cutOff();
        }
        return scan;
    }

    private static Scan scan(JpegHeader header, Layout layout, byte[] pixels) {
        return new Scan(header.height(), header.width(), layout, pixels, header.extras());
    }

    private static byte[] rgb(BufferedImage picture) throws UnreadablePictureException {
        if (picture.getType() != BufferedImage.TYPE_3BYTE_BGR) {
            throw new UnreadablePictureException("Java reads it as something else than RGB", "save it as PNG");
        }
        byte[] pixels = ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < pixels.length; i += 3) {
            byte blue = pixels[i];
            pixels[i] = pixels[i + 2];
            pixels[i + 2] = blue;
        }
        return pixels;
    }

    /**
     * Four channels as ink. All programs that write them do as Adobe's do and store the opposite; who does not cannot
     * be told, so Pillow and others take all files for theirs.
     */
    private static byte[] cmyk(Raster raster, Colours colours) {
        byte[] pixels = Rasters.samples(raster, 4);
        if (colours == Colours.YCCK) {
            // The three were converted from RGB as if it were ink, so that only black is left to invert.
            YccToRgb.convert(pixels, 4);
        }
        for (int i = 0; i < pixels.length; i++) {
            if (colours == Colours.CMYK || i % 4 == 3) {
                pixels[i] = (byte) ~pixels[i];
            }
        }
        return pixels;
    }
}
