package io.github.blockwright.lessons.transfer;

import ai.djl.ndarray.NDManager;
import io.github.blockwright.runtime.data.Augmentation;
import io.github.blockwright.runtime.data.Pictures;
import io.github.blockwright.runtime.recipe.FineTuning;
import io.github.blockwright.runtime.recipe.OptimizerSettings;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.recipe.Schedule;
import io.github.blockwright.runtime.train.TrainedNetwork;
import io.github.blockwright.runtime.train.Training;
import io.github.blockwright.runtime.weights.SavedModel;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** Transfer learning with nothing but what comes with the examples: from eight shapes to two others. */
public final class ShapesLesson {
    private static final String WEIGHTS = "eight-shapes-0000.params";

    private ShapesLesson() {}

    /**
     * Trains on 200 images of the two new shapes and measures on 1,000.
     *
     * @param manager owns the network's weights
     */
    public static TrainedNetwork run(NDManager manager) throws IOException {
        ArrowsVsHourglassesBlock block = new ArrowsVsHourglassesBlock();
        block.initialize(manager);
        loadBackbone(block);
        FineTuning recipe = Recipe.fineTuning()
                .withHead(phase(20, 1e-2).build())
                .withTuning(phase(20, 2e-3).augmentation(Augmentation.CIFAR).build());
        Pictures shapes = Pictures.of(ShapeClasses.ofNew(200, 11), ShapeClasses.ofNew(1_000, 12));
        return Training.of(block, recipe).manager(manager).run(shapes);
    }

    static Recipe.Builder phase(int epochs, double learningRate) {
        return Recipe.builder()
                .epochs(epochs)
                .batchSize(32)
                .optimizer(new OptimizerSettings.AdamW())
                .schedule(new Schedule.WarmUpCosine(learningRate, 0.1))
                .weightDecay(0.01)
                .labelSmoothing(0)
                .augmentation(Augmentation.NONE);
    }

    /** Fills the rows of {@link EightShapes}. */
    static void loadBackbone(ArrowsVsHourglassesBlock block) throws IOException {
        try (InputStream in = Objects.requireNonNull(ShapesLesson.class.getResourceAsStream(WEIGHTS), WEIGHTS);
                SavedModel saved = SavedModel.load(in, new EightShapesBlock())) {
            block.features().copyFrom((EightShapesBlock) saved.block());
        }
    }
}
