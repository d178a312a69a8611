package io.github.blockwright.runtime.serve;

import ai.djl.modality.Classifications;
import ai.djl.modality.cv.Image;
import ai.djl.ndarray.NDList;
import ai.djl.translate.Batchifier;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorContext;
import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.pictures.Picture;
import java.util.List;

/**
 * From one of DJL's images to probabilities, with the preprocessing that the table declares: the picture is scaled and its
 * middle is kept. For those who want a DJL {@code Predictor}, as in {@code model.newPredictor(translator)}; a {@link
 * Classifier} does the same from any kind of picture. It does not change, so threads may share it.
 */
public final class ImageTranslator implements Translator<Image, Classifications> {
    private final PictureReader reader;

    /**
     * Keeps as much of a picture as the input can show.
     *
     * @param input of the table, of three channels or one
     * @param classes in the order of the network's outputs
     * @throws IllegalArgumentException if the input is neither RGB nor grey
     */
    public ImageTranslator(InputSpec input, List<String> classes) {
        this(input, classes, 0);
    }

    /**
     * Keeps the middle only, as published ImageNet networks are evaluated: 256 for an input of 224.
     *
     * @param input of the table, of three channels or one
     * @param classes in the order of the network's outputs
     * @param shorterSide what a picture's shorter side is scaled to, in pixels; 0 for as little as the input needs
     * @throws IllegalArgumentException if the input is neither RGB nor grey, or larger than that side
     */
    public ImageTranslator(InputSpec input, List<String> classes, int shorterSide) {
        reader = new PictureReader(input, classes, shorterSide);
    }

    /** {@inheritDoc} */
    @Override
    public NDList processInput(TranslatorContext context, Image picture) {
        byte[] pixels = reader.pixels(Picture.of(PictureReader.buffered(picture)));
        return new NDList(reader.batch(pixels, context.getNDManager()));
    }

    /** {@inheritDoc} */
    @Override
    public Classifications processOutput(TranslatorContext context, NDList outputs) {
        return reader.classifications(outputs.singletonOrThrow());
    }

    /** None: an image is a batch of one already, and stacking would lose the channels-last layout. */
    @Override
    public Batchifier getBatchifier() {
        return null;
    }
}
