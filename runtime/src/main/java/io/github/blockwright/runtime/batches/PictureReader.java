package io.github.blockwright.runtime.batches;

import ai.djl.modality.Classifications;
import ai.djl.modality.cv.Image;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.pictures.Images;
import io.github.blockwright.runtime.pictures.Picture;
import io.github.blockwright.runtime.records.Scores;
import java.awt.image.BufferedImage;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * From pictures to a batch, and from a network's output to probabilities. It does not change, so threads may share it.
 *
 * @param input of the table, of three channels or, for grey, one
 * @param classes in the order of the network's outputs
 * @param shorterSide what a picture's shorter side is scaled to, in pixels; 0 for as little as the input needs
 * @param thresholds from which probability on each label is given, where a picture may have several; else none
 */
public record PictureReader(InputSpec input, List<String> classes, int shorterSide, List<Double> thresholds) {
    /** Checks the input and the side. */
    public PictureReader {
        classes = List.copyOf(classes);
        thresholds = List.copyOf(thresholds);
        if (input.channels() != 3 && input.channels() != 1) {
            throw new IllegalArgumentException(
                    "Pictures are RGB or grey, but the table's input has " + input.channels()
                            + " channels: give it 3 or 1 (@Input(channels = ...)), or run batches of your own through the block");
        }
        int needed = Math.max(input.height(), input.width());
        if (shorterSide != 0 && shorterSide < needed) {
            throw new IllegalArgumentException(
                    "The shorter side must be 0 or at least " + needed + ", the table's input, not " + shorterSide);
        }
    }

    /** What DJL's image is on a desktop. */
    public static BufferedImage buffered(Image picture) {
        if (picture.getWrappedImage() instanceof BufferedImage image) {
            return image;
        }
        throw new IllegalArgumentException(
                "The picture is a " + picture.getWrappedImage().getClass().getName()
                        + ", not a BufferedImage: make it with DJL's BufferedImageFactory");
    }

    /** The pixels at the input's size and of its channels, order HWC. */
    public byte[] pixels(Picture picture) {
        return pixels(picture, 1, input.channels());
    }

    /** The same part of the picture at a multiple of the input's size. */
    public byte[] pixels(Picture picture, double scale, int channels) {
        int height = scaled(input.height(), scale);
        int width = scaled(input.width(), scale);
        return shorterSide == 0
                ? Images.fit(picture, height, width, channels, Images.Fit.CROP)
                : Images.middle(picture, scaled(shorterSide, scale), height, width, channels);
    }

    /** A length in pixels at a multiple of the input's size. */
    public static int scaled(int length, double scale) {
        return (int) Math.round(length * scale);
    }

    /** A batch of shape (images, channels, height, width), normalised, a view of memory with the channels last. */
    public NDArray batch(List<byte[]> images, NDManager manager) {
        float[][] tables = tables();
        int size = input.height() * input.width() * input.channels();
        FloatBuffer values = FloatBuffer.allocate(images.size() * size);
        for (int i = 0; i < images.size(); i++) {
            Augmenter.NONE.apply(
                    images.get(i), input.height(), input.width(), tables, new SplittableRandom(0), values, i * size);
        }
        Shape channelsLast = new Shape(images.size(), input.height(), input.width(), input.channels());
        return manager.create(values, channelsLast, DataType.FLOAT32).transpose(0, 3, 1, 2);
    }

    /**
     * The same batch without an engine.
     *
     * @param target takes its values in the order (images, channels, height, width)
     */
    public void write(List<byte[]> images, FloatBuffer target) {
        float[][] tables = tables();
        int channels = input.channels();
        for (byte[] pixels : images) {
            for (int channel = 0; channel < channels; channel++) {
                for (int i = channel; i < pixels.length; i += channels) {
                    target.put(tables[channel][pixels[i] & 0xff]);
                }
            }
        }
        target.flip();
    }

    private float[][] tables() {
        return IntStream.range(0, input.channels()).mapToObj(input::table).toArray(float[][]::new);
    }

    /** The labels that an answer gives: those from their thresholds on, or where there are none the best class. */
    public List<String> labels(Classifications answer) {
        if (thresholds.isEmpty()) {
            return List.of(answer.best().getClassName());
        }
        return IntStream.range(0, classes.size())
                .filter(i -> answer.getProbabilities().get(i) >= thresholds.get(i))
                .mapToObj(classes::get)
                .toList();
    }

    /** @param logits one for each class */
    public Classifications classifications(float[] logits) {
        float[] scores = thresholds.isEmpty() ? Scores.logProbabilities(logits) : logits;
        List<Double> probabilities = IntStream.range(0, scores.length)
                .mapToObj(i -> Scores.probability(scores[i], !thresholds.isEmpty()))
                .toList();
        return new Classifications(classes, probabilities);
    }
}
