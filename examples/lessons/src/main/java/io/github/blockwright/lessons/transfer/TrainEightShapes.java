package io.github.blockwright.lessons.transfer;

import io.github.blockwright.runtime.data.ImageDataset;
import io.github.blockwright.runtime.data.Pictures;
import io.github.blockwright.runtime.data.Shapes;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.train.TrainedNetwork;
import io.github.blockwright.runtime.train.Training;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Makes the weights of {@link EightShapes} that come with the examples. Usage: {@code TrainEightShapes DIRECTORY}. */
public final class TrainEightShapes {
    private TrainEightShapes() {}

    /** Trains for a minute and writes {@code eight-shapes-0000.params}. */
    public static void main(String[] arguments) throws IOException {
        ImageDataset train = Shapes.generate(10_000, 1);
        List<String> known = ShapeClasses.known(train);
        Recipe recipe = Recipe.builder().epochs(6).batchSize(64).build();
        Pictures shapes =
                Pictures.of(train.ofClasses(known), Shapes.generate(2_000, 2).ofClasses(known));
        try (TrainedNetwork network =
                Training.of(new EightShapesBlock(), recipe).run(shapes)) {
            network.save(Path.of(arguments[0]), "eight-shapes");
        }
    }
}
