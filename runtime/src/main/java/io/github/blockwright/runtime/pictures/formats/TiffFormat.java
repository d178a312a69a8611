package io.github.blockwright.runtime.pictures.formats;

import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import io.github.blockwright.runtime.pictures.formats.Scan.Extras;
import io.github.blockwright.runtime.pictures.formats.Scan.Layout;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import javax.imageio.ImageReader;

/** TIFF, of which the first page, by TwelveMonkeys' reader: 1 to 16 bits in the usual colours and compressions. */
public final class TiffFormat {
    private static final int SEPARATED = 5;
    private static final int FLOAT = 3;

    private final TIFFImageReaderSpi provider = new TIFFImageReaderSpi();

    /** Whether a file begins as one of these. */
    public static boolean matches(byte[] file) {
        return Bytes.startsWith(file, 0, 'I', 'I', 42, 0)
                || Bytes.startsWith(file, 0, 'M', 'M', 0, 42)
                || Bytes.startsWith(file, 0, 'I', 'I', 43, 0)
                || Bytes.startsWith(file, 0, 'M', 'M', 0, 43);
    }

    /** Reads a picture. */
    public Scan read(byte[] file, PixelLimit limit) throws IOException {
        TiffTags tags = TiffTags.of(file, 0, file.length);
        int format = tags.number(TiffTags.SAMPLE_FORMAT, 1);
        int bits = tags.number(TiffTags.BITS_PER_SAMPLE, 1);
        if (format == FLOAT || bits > 16) {
            throw new UnreadablePictureException(
                    "its samples are " + (format == FLOAT ? "floating-point numbers" : "integers") + " of " + bits
                            + " bits, which have no defined brightness",
                    "scale them to 8 or 16 bits");
        }
        return Rasters.reading(provider, file, file.length, reader -> {
            limit.check(reader.getHeight(0), reader.getWidth(0));
            return read(reader, tags);
        });
    }

    private static Scan read(ImageReader reader, TiffTags tags) throws IOException {
        Extras extras = Extras.of(tags.orientation(null), tags.bytesOrNull(TiffTags.ICC_PROFILE));
        if (tags.number(TiffTags.PHOTOMETRIC, 1) == SEPARATED) {
            Raster raster = reader.readRaster(0, null);
            return scan(raster, raster.getNumBands() < 4 ? null : Layout.CMYK, extras);
        }
        BufferedImage picture = reader.read(0);
        if (picture.getColorModel() instanceof IndexColorModel palette) {
            return Rasters.ofPalette(picture, palette, extras);
        }
        Raster raster = picture.getRaster();
        int colours = picture.getColorModel().getNumColorComponents();
        int extra = tags.number(TiffTags.EXTRA_SAMPLES, 0);
        // 1 and 2 are alpha, multiplied into the colours or not; 999 is what CorelDRAW writes.
        boolean alpha = raster.getNumBands() > colours && (extra == 1 || extra == 2 || extra == 999);
        Layout layout =
                switch (colours) {
                    case 1 -> alpha ? Layout.GREY_ALPHA : Layout.GREY;
                    case 3 -> alpha ? Layout.RGB_ALPHA : Layout.RGB;
                    default -> null;
                };
        Scan scan = scan(raster, layout, extras);
        if (alpha && extra == 1) {
            divideByAlpha(scan.pixels(), scan.layout().samples());
        }
        return scan;
    }

    private static Scan scan(Raster raster, Layout layoutOrNull, Extras extras) throws UnreadablePictureException {
        if (layoutOrNull == null) {
            throw new UnreadablePictureException(
                    "it has " + raster.getNumBands() + " channels, which are neither grey, RGB nor CMYK",
                    "save those that show a picture");
        }
        byte[] pixels = Rasters.samples(raster, layoutOrNull.samples());
        return new Scan(raster.getHeight(), raster.getWidth(), layoutOrNull, pixels, extras);
    }

    private static void divideByAlpha(byte[] pixels, int samples) {
        for (int i = 0; i < pixels.length; i += samples) {
            int alpha = pixels[i + samples - 1] & 0xff;
            for (int c = i; alpha > 0 && c < i + samples - 1; c++) {
                pixels[c] = (byte) Math.min(255, (pixels[c] & 0xff) * 255 / alpha);
            }
        }
    }
}
