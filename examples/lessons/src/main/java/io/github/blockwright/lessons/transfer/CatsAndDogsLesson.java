package io.github.blockwright.lessons.transfer;

import ai.djl.ndarray.NDManager;
import io.github.blockwright.networks.DogsVsCatsBlock;
import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.data.Augmentation;
import io.github.blockwright.runtime.data.ImageDataset;
import io.github.blockwright.runtime.data.Pictures;
import io.github.blockwright.runtime.recipe.OptimizerSettings;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.recipe.Schedule;
import io.github.blockwright.runtime.report.ProgressListener;
import io.github.blockwright.runtime.train.TransferLearning;
import io.github.blockwright.runtime.train.TransferResult;
import io.github.blockwright.runtime.weights.Family;
import io.github.blockwright.runtime.weights.Head;
import io.github.blockwright.runtime.weights.NameMap;
import io.github.blockwright.runtime.weights.Weights;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Cats and dogs, on published ImageNet weights of MobileNetV2 1.0. A tenth of the training photos, the same in both
 * phases, is held out and decides which epoch a phase ends with; the validation photos are measured once after each
 * phase and decide nothing.
 */
public final class CatsAndDogsLesson {
    private static final double HELD_OUT = 0.1;
    private static final int BORDER = 16;

    private final DogsVsCatsBlock block = new DogsVsCatsBlock();

    /**
     * Loads the backbone's weights, trains the head on its features and then fine-tunes.
     *
     * @param photos has {@code train/CLASS} and {@code validation/CLASS} for two classes
     * @param weights safetensors, PyTorch or Keras
     * @param family whose names the file has
     * @param cache a directory to keep the features in
     * @throws IOException if photos or weights cannot be read; the message says what to do
     */
    public TransferResult run(
            NDManager manager, Path photos, Path weights, Family family, Path cache, ProgressListener listener)
            throws IOException {
        InputSpec input = block.summary().input();
        block.initialize(manager);
        Weights.load(block, NameMap.of(block, family), weights, Head.SKIP, manager);
        Pictures pictures = Pictures.of(photos);
        ImageDataset train = pictures.train(input);
        ImageDataset validation = pictures.validation(input);
        return TransferLearning.of(block)
                .listener(listener)
                .cache(cache)
                .chooseEpoch(HELD_OUT, 0)
                .run(
                        manager,
                        train,
                        validation,
                        recipe(20, 1e-3).build(),
                        recipe(5, 1e-4).augmentation(augmentation()).build(),
                        b -> b.features()
                                .freezeBefore(b.features().trainableFrom().orElseThrow()));
    }

    /** The network with what it has learned. */
    public DogsVsCatsBlock block() {
        return block;
    }

    private static Recipe.Builder recipe(int epochs, double learningRate) {
        return Recipe.builder()
                .epochs(epochs)
                .batchSize(32)
                .optimizer(new OptimizerSettings.AdamW())
                .schedule(new Schedule.WarmUpCosine(learningRate, 0.1))
                .weightDecay(0.01)
                .labelSmoothing(0.1)
                .augmentation(Augmentation.NONE);
    }

    private static Augmentation augmentation() {
        return Augmentation.NONE.withPad(BORDER, Augmentation.Border.REFLECT).withFlip(true);
    }
}
