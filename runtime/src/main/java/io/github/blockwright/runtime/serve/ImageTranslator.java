package io.github.blockwright.runtime.serve;

import ai.djl.modality.Classifications;
import ai.djl.modality.cv.Image;
import ai.djl.ndarray.NDList;
import ai.djl.translate.Batchifier;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorContext;
import io.github.blockwright.runtime.batches.PictureReader;
import io.github.blockwright.runtime.blocks.NetworkSummary;
import io.github.blockwright.runtime.pictures.Picture;
import io.github.blockwright.runtime.weights.SavedModel;
import java.util.List;

/**
 * From one of DJL's images to probabilities, with the preprocessing that the table declares: the picture is scaled and its
 * middle is kept. Of a network that gives one class they are a softmax; of one that gives several labels each is by itself, a
 * sigmoid. For those who want a DJL {@code Predictor}, as in {@code model.newPredictor(translator)}; a {@link Classifier} does
 * the same from any kind of picture. It does not change, so threads may share it.
 */
public final class ImageTranslator implements Translator<Image, Classifications> {
    private final PictureReader reader;

    /**
     * For a saved model: its input, classes, task and thresholds.
     *
     * @param saved which stays its owner's
     * @throws IllegalArgumentException if the input is neither RGB nor grey
     */
    public ImageTranslator(SavedModel saved) {
        reader = new PictureReader(saved.block().summary().input(), saved.classes(), 0, saved.thresholds());
    }

    /**
     * Keeps as much of a picture as the input can show.
     *
     * @param network whose input and task count
     * @param classes in the order of the network's outputs
     * @throws IllegalArgumentException if the input is neither RGB nor grey
     */
    public ImageTranslator(NetworkSummary network, List<String> classes) {
        this(network, classes, 0);
    }

    /**
     * Keeps the middle only, as published ImageNet networks are evaluated: 256 for an input of 224.
     *
     * @param network whose input and task count
     * @param classes in the order of the network's outputs
     * @param shorterSide what a picture's shorter side is scaled to, in pixels; 0 for as little as the input needs
     * @throws IllegalArgumentException if the input is neither RGB nor grey, or larger than that side
     */
    public ImageTranslator(NetworkSummary network, List<String> classes, int shorterSide) {
        reader = new PictureReader(network.input(), classes, shorterSide, network.usualThresholds());
    }

    /**
     * The labels that an answer gives a picture, as {@link Classifier#labels} does.
     *
     * @param answer of a predictor with this translator
     * @return names of classes; of a network that gives several labels maybe none
     */
    public List<String> labels(Classifications answer) {
        return reader.labels(answer);
    }

    /** {@inheritDoc} */
    @Override
    public NDList processInput(TranslatorContext context, Image picture) {
        byte[] pixels = reader.pixels(Picture.of(PictureReader.buffered(picture)));
        return new NDList(reader.batch(List.of(pixels), context.getNDManager()));
    }

    /** {@inheritDoc} */
    @Override
    public Classifications processOutput(TranslatorContext context, NDList outputs) {
        return reader.classifications(outputs.singletonOrThrow().toFloatArray());
    }

    /** None: an image is a batch of one already, and stacking would lose the channels-last layout. */
    @Override
    public Batchifier getBatchifier() {
        return null;
    }
}
