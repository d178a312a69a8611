package io.github.blockwright.lessons.transfer;

import ai.djl.ndarray.NDManager;
import io.github.blockwright.runtime.data.Augmentation;
import io.github.blockwright.runtime.data.ImageDataset;
import io.github.blockwright.runtime.recipe.OptimizerSettings;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.recipe.Schedule;
import io.github.blockwright.runtime.report.ProgressListener;
import io.github.blockwright.runtime.train.TransferLearning;
import io.github.blockwright.runtime.train.TransferResult;
import io.github.blockwright.runtime.weights.SavedModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Transfer learning with nothing but what comes with the examples: from eight shapes to two others. */
public final class ShapesLesson {
    private static final String WEIGHTS = "eight-shapes-0000.params";

    private ShapesLesson() {}

    /** Trains on 200 images of the two new shapes and measures on 1,000. */
    public static TransferResult run(NDManager manager, ProgressListener listener) throws IOException {
        ArrowsVsHourglassesBlock block = new ArrowsVsHourglassesBlock();
        block.initialize(manager);
        loadBackbone(block);
        ImageDataset train = ShapeClasses.ofNew(200, 11);
        ImageDataset validation = ShapeClasses.ofNew(1_000, 12);
        return TransferLearning.of(block)
                .listener(listener)
                .run(
                        manager,
                        train,
                        validation,
                        recipe(20, 1e-2).build(),
                        recipe(20, 2e-3).augmentation(Augmentation.CIFAR).build(),
                        b -> b.features()
                                .freezeBefore(b.features().trainableFrom().orElseThrow()));
    }

    private static Recipe.Builder recipe(int epochs, double learningRate) {
        return Recipe.builder()
                .epochs(epochs)
                .batchSize(32)
                .optimizer(new OptimizerSettings.AdamW())
                .schedule(new Schedule.WarmUpCosine(learningRate, 0.1))
                .weightDecay(0.01)
                .labelSmoothing(0)
                .augmentation(Augmentation.NONE);
    }

    private static void loadBackbone(ArrowsVsHourglassesBlock block) throws IOException {
        Path folder = Files.createTempDirectory("eight-shapes");
        Path file = folder.resolve(WEIGHTS);
        try (InputStream in = ShapesLesson.class.getResourceAsStream(WEIGHTS)) {
            Files.copy(Objects.requireNonNull(in, WEIGHTS), file);
            try (SavedModel saved = SavedModel.load(file, new EightShapesBlock())) {
                block.features().copyFrom((EightShapesBlock) saved.block());
            }
        } finally {
            Files.deleteIfExists(file);
            Files.delete(folder);
        }
    }
}
