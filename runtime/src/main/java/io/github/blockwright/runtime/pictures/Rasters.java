package io.github.blockwright.runtime.pictures;

import java.awt.image.DataBufferByte;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.awt.image.SampleModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** From what Java's image readers give to bytes, with neither colour spaces nor Java2D in between. */
final class Rasters {
    private Rasters() {}

    /** What a reader does with its file. */
    @FunctionalInterface
    interface Reading<T> {
        T read(ImageReader reader) throws IOException;
    }

    /** Lets a reader work on a file in memory, and ends it. */
    static <T> T reading(ImageReaderSpi provider, byte[] file, int length, Reading<T> reading) throws IOException {
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file, 0, length))) {
            ImageReader reader = provider.createReaderInstance();
            try {
                reader.setInput(in, true, true);
                return reading.read(reader);
            } finally {
                reader.dispose();
            }
        }
    }

    /** The JDK's own reader of a format, whatever plugins a program has beside it. */
    static ImageReaderSpi ofJdk(String format) {
        ImageIO.getCacheDirectory(); // Makes sure that the registry is filled.
        Iterator<ImageReaderSpi> providers =
                IIORegistry.getDefaultInstance().getServiceProviders(ImageReaderSpi.class, true);
        while (providers.hasNext()) {
            ImageReaderSpi provider = providers.next();
            if (provider.getClass().getModule() == ImageIO.class.getModule()
                    && provider.getFormatNames()[0].equalsIgnoreCase(format)) {
                return provider;
            }
        }
        throw new IllegalStateException("This Java has no reader of " + format + ": use one with java.desktop whole");
    }

    /** The samples of the first bands, pixel by pixel, of 8 bits each: of more than that the high ones. */
    static byte[] samples(Raster raster, int bands) {
        int width = raster.getWidth();
        int height = raster.getHeight();
        if (isPlain(raster, bands)) {
            return ((DataBufferByte) raster.getDataBuffer()).getData();
        }
        SampleModel model = raster.getSampleModel();
        byte[] samples = new byte[Math.multiplyExact(width * bands, height)];
        int all = raster.getNumBands();
        int[] line = new int[width * all];
        for (int y = 0; y < height; y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, line);
            for (int band = 0; band < bands; band++) {
                int bits = model.getSampleSize(band);
                int most = (1 << Math.min(bits, 30)) - 1;
                int to = y * width * bands + band;
                for (int from = band; from < line.length; from += all, to += bands) {
                    samples[to] = (byte) (bits >= 8 ? line[from] >> (bits - 8) : line[from] * 255 / most);
                }
            }
        }
        return samples;
    }

    private static boolean isPlain(Raster raster, int bands) {
        if (!(raster.getSampleModel() instanceof PixelInterleavedSampleModel model)
                || !(raster.getDataBuffer() instanceof DataBufferByte data)
                || raster.getNumBands() != bands
                || model.getPixelStride() != bands
                || model.getScanlineStride() != bands * raster.getWidth()
                || data.getNumBanks() != 1
                || data.getOffset() != 0
                || data.getData().length != bands * raster.getWidth() * raster.getHeight()) {
            return false;
        }
        int[] offsets = model.getBandOffsets();
        for (int band = 0; band < bands; band++) {
            if (offsets[band] != band) {
                return false;
            }
        }
        return true;
    }
}
