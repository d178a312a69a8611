package io.github.blockwright.lessons.transfer;

import ai.djl.ndarray.NDManager;
import io.github.blockwright.runtime.data.ImageDataset;
import io.github.blockwright.runtime.data.Shapes;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.recipe.Schedule;
import io.github.blockwright.runtime.report.ProgressLine;
import io.github.blockwright.runtime.train.Training;
import io.github.blockwright.runtime.weights.SavedModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Makes the weights of {@link EightShapes} that come with the examples. Usage: {@code TrainEightShapes DIRECTORY}. */
public final class TrainEightShapes {
    private TrainEightShapes() {}

    /** Trains for a minute and writes {@code eight-shapes-0000.params}. */
    public static void main(String[] arguments) throws IOException {
        ImageDataset train = Shapes.generate(10_000, 1);
        List<String> known = ShapeClasses.known(train);
        Recipe recipe = Recipe.builder()
                .epochs(6)
                .batchSize(64)
                .schedule(new Schedule.WarmUpCosine(0.1, 0.15))
                .build();
        EightShapesBlock block = new EightShapesBlock();
        try (NDManager manager = NDManager.newBaseManager()) {
            Training.of(block, recipe)
                    .listener(new ProgressLine(System.out))
                    .run(
                            manager,
                            train.ofClasses(known),
                            Shapes.generate(2_000, 2).ofClasses(known));
            SavedModel.save(block, known, Map.of(), Path.of(arguments[0]), "eight-shapes");
        }
    }
}
