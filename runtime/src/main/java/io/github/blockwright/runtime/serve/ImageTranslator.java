package io.github.blockwright.runtime.serve;

import ai.djl.modality.Classifications;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.Batchifier;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorContext;
import io.github.blockwright.runtime.batches.Augmenter;
import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.files.Images;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/**
 * From an image file to probabilities, with the preprocessing that the table declares: the picture is scaled and
 * its middle is kept. Use it with {@code model.newPredictor(translator)}.
 */
public final class ImageTranslator implements Translator<Path, Classifications> {
    private final InputSpec input;
    private final List<String> classes;
    private final int shorterSide;

    /**
     * Keeps as much of a picture as the input can show.
     *
     * @param input of the table, of three channels
     * @param classes in the order of the network's outputs
     * @throws IllegalArgumentException if the input is not RGB
     */
    public ImageTranslator(InputSpec input, List<String> classes) {
        this(input, classes, 0);
    }

    /**
     * Keeps the middle only, as published ImageNet networks are evaluated: 256 for an input of 224.
     *
     * @param input of the table, of three channels
     * @param classes in the order of the network's outputs
     * @param shorterSide what a picture's shorter side is scaled to, in pixels; 0 for as little as the input needs
     * @throws IllegalArgumentException if the input is not RGB, or larger than that side
     */
    public ImageTranslator(InputSpec input, List<String> classes, int shorterSide) {
        if (input.channels() != 3) {
            throw new IllegalArgumentException(
                    "Image files are read as RGB, but the table's input has " + input.channels() + " channels");
        }
        int needed = Math.max(input.height(), input.width());
        if (shorterSide != 0 && shorterSide < needed) {
            throw new IllegalArgumentException(
                    "The shorter side must be 0 or at least " + needed + ", the table's input, not " + shorterSide);
        }
        this.input = input;
        this.shorterSide = shorterSide;
        this.classes = List.copyOf(classes);
    }

    /** @throws IOException if the file is not an image that can be read; the message names it */
    @Override
    public NDList processInput(TranslatorContext context, Path file) throws IOException {
        byte[] pixels = shorterSide == 0
                ? Images.read(file, input.height(), input.width(), Images.Fit.CROP)
                : Images.readMiddle(file, shorterSide, input.height(), input.width());
        float[][] tables = {input.table(0), input.table(1), input.table(2)};
        FloatBuffer values = FloatBuffer.allocate(pixels.length);
        Augmenter.NONE.apply(pixels, input.height(), input.width(), tables, new SplittableRandom(0), values, 0);
        Shape channelsLast = new Shape(1, input.height(), input.width(), input.channels());
        NDArray image = context.getNDManager().create(values, channelsLast, DataType.FLOAT32);
        return new NDList(image.transpose(0, 3, 1, 2));
    }

    @Override
    public Classifications processOutput(TranslatorContext context, NDList outputs) {
        try (NDArray probabilities = outputs.singletonOrThrow().softmax(1)) {
            return new Classifications(classes, probabilities.squeeze(0));
        }
    }

    /** None: an image is a batch of one already, and stacking would lose the channels-last layout. */
    @Override
    public Batchifier getBatchifier() {
        return null;
    }
}
