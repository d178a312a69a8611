package io.github.blockwright.runtime.explain;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.pictures.Images;
import io.github.blockwright.runtime.pictures.Picture;
import java.awt.image.BufferedImage;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * What a network sees of a picture.
 *
 * @param spec of the table, of three channels or, for grey, one
 * @param shorterSide what a picture's shorter side is scaled to, in pixels; 0 for as little as the input needs
 */
record NetworkInput(InputSpec spec, int shorterSide) {
    /** A picture is shown at least this large, which is the longer side in pixels. */
    private static final int SHOWN = 320;

    NetworkInput {
        int needed = Math.max(spec.height(), spec.width());
        if (shorterSide != 0 && shorterSide < needed) {
            throw new IllegalArgumentException(
                    "The shorter side must be 0 or at least " + needed + ", the table's input, not " + shorterSide);
        }
        if (spec.channels() != 3 && spec.channels() != 1) {
            throw new IllegalArgumentException("Pictures are RGB or grey, but the table's input has " + spec.channels()
                    + " channels: explain batches of your own with GradCam");
        }
    }

    /** The pixels at the input's size and of its channels, HWC. */
    byte[] pixels(Picture picture) {
        return cut(picture, 1, spec.channels());
    }

    /** The same part of the picture, large enough to look at. */
    BufferedImage shown(Picture picture) {
        double scale = Math.max(1, SHOWN / (double) Math.max(spec.height(), spec.width()));
        byte[] rgb = cut(picture, scale, 3);
        return Drawing.image(scaled(spec.height(), scale), scaled(spec.width(), scale), 3, rgb);
    }

    private byte[] cut(Picture picture, double scale, int channels) {
        int height = scaled(spec.height(), scale);
        int width = scaled(spec.width(), scale);
        return shorterSide == 0
                ? Images.fit(picture, height, width, channels, Images.Fit.CROP)
                : Images.middle(picture, scaled(shorterSide, scale), height, width, channels);
    }

    private static int scaled(int length, double scale) {
        return (int) Math.round(length * scale);
    }

    /** A batch of shape (images, channels, height, width), normalised, a view of memory with the channels last. */
    NDArray batch(List<byte[]> images, NDManager manager) {
        float[][] tables = new float[spec.channels()][];
        for (int c = 0; c < tables.length; c++) {
            tables[c] = spec.table(c);
        }
        int size = spec.height() * spec.width() * spec.channels();
        FloatBuffer values = FloatBuffer.allocate(images.size() * size);
        for (byte[] image : images) {
            for (int i = 0; i < size; i++) {
                values.put(tables[i % tables.length][image[i] & 0xff]);
            }
        }
        Shape channelsLast = new Shape(images.size(), spec.height(), spec.width(), spec.channels());
        return manager.create(values.flip(), channelsLast, DataType.FLOAT32).transpose(0, 3, 1, 2);
    }
}
