package io.github.blockwright.lessons.transfer;

import ai.djl.ndarray.NDManager;
import io.github.blockwright.runtime.data.Pictures;
import io.github.blockwright.runtime.recipe.FineTuning;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.train.TrainedNetwork;
import io.github.blockwright.runtime.train.Training;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** How few pictures are enough, with and without what a backbone knows: the solution of the class's third exercise. */
public final class FewPictures {
    private static final int MEASURED = 300;

    private FewPictures() {}

    /** Prints the accuracies of 20, 60 and 200 pictures. */
    public static void main(String[] arguments) throws IOException {
        System.out.println("pictures  on a backbone  from nothing");
        for (int pictures : List.of(20, 60, 200)) {
            System.out.printf(
                    Locale.ROOT,
                    "%8d  %13.3f  %12.3f%n",
                    pictures,
                    accuracy(pictures, true),
                    accuracy(pictures, false));
        }
    }

    /**
     * Trains the head alone on frozen features, or the same network from random weights.
     *
     * @param pictures to train on; 300 others are measured
     */
    static double accuracy(int pictures, boolean onBackbone) throws IOException {
        Pictures shapes = Pictures.of(ShapeClasses.ofNew(pictures, 11), ShapeClasses.ofNew(MEASURED, 12));
        Recipe.Builder recipe = ShapesLesson.phase(30, 1e-2);
        try (NDManager manager = NDManager.newBaseManager()) {
            ArrowsVsHourglassesBlock block = new ArrowsVsHourglassesBlock();
            block.initialize(manager);
            if (!onBackbone) {
                // So few steps leave the running statistics behind the weights.
                Recipe fromNothing = recipe.preciseBatchNorm(pictures).build();
                try (TrainedNetwork network =
                        Training.of(block, fromNothing).manager(manager).quiet().run(shapes)) {
                    return network.evaluation().accuracy();
                }
            }
            ShapesLesson.loadBackbone(block);
            FineTuning head = Recipe.fineTuning().withHead(recipe.build()).headOnly();
            try (TrainedNetwork network =
                    Training.of(block, head).manager(manager).quiet().run(shapes)) {
                return network.evaluation().accuracy();
            }
        }
    }
}
