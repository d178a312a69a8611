package io.github.blockwright.runtime.pictures;

import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import io.github.blockwright.runtime.pictures.Scan.Extras;
import io.github.blockwright.runtime.pictures.Scan.Layout;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import javax.imageio.ImageReader;

/** TIFF, of which the first page, by TwelveMonkeys' reader: 1 to 16 bits in the usual colours and compressions. */
final class TiffFormat {
    /** More than any colours with masks and inks of their own. */
    private static final int MOST_CHANNELS = 16;

    private static final int PALETTE = 3;
    private static final int SEPARATED = 5;
    private static final int CIE_LAB = 8;
    private static final int ICC_LAB = 9;

    private static final int UNSIGNED = 1;
    private static final int SIGNED = 2;
    private static final int FLOAT = 3;

    /** Which the colours were multiplied with. */
    private static final int ALPHA_IN_COLOURS = 1;

    private static final int ALPHA = 2;
    private static final int ALPHA_OF_COREL = 999;

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
        int format = tags.number(TiffTags.SAMPLE_FORMAT, UNSIGNED);
        int bits = tags.number(TiffTags.BITS_PER_SAMPLE, 1);
        if (format == FLOAT || bits > 16 || (format == SIGNED && bits > 8)) {
            String kind = format == FLOAT ? "floating-point numbers" : format == SIGNED ? "signed numbers" : "numbers";
            throw new UnreadablePictureException(
                    "its samples are " + kind + " of " + bits + " bits, of which nobody knows what is white",
                    "scale them to 8 or 16 bits without a sign");
        }
        return Rasters.reading(provider, file, file.length, reader -> {
            limit.check(reader.getHeight(0), reader.getWidth(0));
            // Before memory is taken for as many as a file says that it has.
            int channels = reader.getImageTypes(0).next().getNumBands();
            if (channels > MOST_CHANNELS) {
                throw notAPicture(channels);
            }
            return read(reader, tags);
        });
    }

    private static UnreadablePictureException notAPicture(int channels) {
        return new UnreadablePictureException(
                "it has " + channels + " channels, which are neither grey, RGB nor CMYK",
                "save those that show a picture");
    }

    private static Scan read(ImageReader reader, TiffTags tags) throws IOException {
        Extras extras = Extras.of(tags.orientation(null), tags.bytesOrNull(TiffTags.ICC_PROFILE));
        int photometric = tags.number(TiffTags.PHOTOMETRIC, 1);
        // Without a word about it, a sample more than the colours need is alpha.
        int extra = tags.number(TiffTags.EXTRA_SAMPLES, ALPHA);
        boolean hasAlpha = extra == ALPHA_IN_COLOURS || extra == ALPHA || extra == ALPHA_OF_COREL;
        if (photometric == PALETTE) {
            return coloured(reader.read(0).getRaster(), tags, hasAlpha, extras);
        }
        if (photometric == SEPARATED || photometric == CIE_LAB || photometric == ICC_LAB) {
            Raster raster = reader.readRaster(0, null);
            boolean ink = photometric == SEPARATED;
            Scan scan =
                    scan(raster, raster.getNumBands() < (ink ? 4 : 3) ? null : ink ? Layout.CMYK : Layout.RGB, extras);
            if (!ink) {
                LabToRgb.convert(scan.pixels(), photometric == CIE_LAB);
            }
            return scan;
        }
        BufferedImage picture = reader.read(0);
        Raster raster = picture.getRaster();
        if (picture.getColorModel() instanceof IndexColorModel greys) {
            return ofFewBits(raster, greys, extras);
        }
        int colours = picture.getColorModel().getNumColorComponents();
        boolean alpha = hasAlpha && raster.getNumBands() > colours;
        Layout layout =
                switch (colours) {
                    case 1 -> alpha ? Layout.GREY_ALPHA : Layout.GREY;
                    case 3 -> alpha ? Layout.RGB_ALPHA : Layout.RGB;
                    default -> null;
                };
        Scan scan = scan(raster, layout, extras);
        if (alpha && extra == ALPHA_IN_COLOURS) {
            divideByAlpha(scan.pixels(), scan.layout().samples());
        }
        return scan;
    }

    /** Grey of 1 to 4 bits, which the reader gives a palette, since 0 may be white. */
    private static Scan ofFewBits(Raster raster, IndexColorModel greys, Extras extras) {
        int[] pixels = raster.getSamples(0, 0, raster.getWidth(), raster.getHeight(), 0, (int[]) null);
        byte[] result = new byte[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            result[i] = (byte) greys.getRed(pixels[i]);
        }
        return new Scan(raster.getHeight(), raster.getWidth(), Layout.GREY, result, extras);
    }

    private static Scan coloured(Raster raster, TiffTags tags, boolean hasAlpha, Extras extras)
            throws UnreadablePictureException {
        int[] colours = tags.numbers(TiffTags.COLOUR_MAP);
        int count = colours.length / 3;
        boolean alpha = hasAlpha && raster.getNumBands() > 1;
        Layout layout = alpha ? Layout.RGB_ALPHA : Layout.RGB;
        int width = raster.getWidth();
        byte[] pixels = new byte[raster.getHeight() * width * layout.samples()];
        int[] line = new int[width * raster.getNumBands()];
        for (int y = 0, to = 0; y < raster.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, line);
            for (int i = 0; i < line.length; i += raster.getNumBands()) {
                if (line[i] >= count) {
                    throw new UnreadablePictureException(
                            "it has no colour " + line[i] + " of " + count, UnreadablePictureException.GET_AGAIN);
                }
                for (int c = 0; c < 3; c++) {
                    pixels[to++] = (byte) (colours[c * count + line[i]] >> 8);
                }
                if (alpha) {
                    pixels[to++] = (byte) line[i + 1];
                }
            }
        }
        return new Scan(raster.getHeight(), width, layout, pixels, extras);
    }

    private static Scan scan(Raster raster, Layout layoutOrNull, Extras extras) throws UnreadablePictureException {
        if (layoutOrNull == null) {
            throw notAPicture(raster.getNumBands());
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
