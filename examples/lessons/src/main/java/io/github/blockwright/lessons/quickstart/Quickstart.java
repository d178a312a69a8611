package io.github.blockwright.lessons.quickstart;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.github.blockwright.networks.ShapesNet;
import io.github.blockwright.networks.ShapesNetBlock;
import io.github.blockwright.runtime.batches.Batch;
import io.github.blockwright.runtime.batches.BatchStream;
import io.github.blockwright.runtime.batches.Batches;
import io.github.blockwright.runtime.batches.Evaluator;
import io.github.blockwright.runtime.blocks.Inference;
import io.github.blockwright.runtime.data.Augmentation;
import io.github.blockwright.runtime.data.ImageDataset;
import io.github.blockwright.runtime.data.Shapes;
import io.github.blockwright.runtime.engine.EngineMemory;
import io.github.blockwright.runtime.engine.EngineThreads;
import io.github.blockwright.runtime.evaluate.Evaluation;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.recipe.Schedule;
import io.github.blockwright.runtime.report.ProgressLine;
import io.github.blockwright.runtime.train.Training;
import java.util.Locale;

/** Trains {@link ShapesNet} on drawn shapes and shows what it has learned. */
public final class Quickstart {
    private Quickstart() {}

    /** Takes no arguments. */
    public static void main(String[] arguments) {
        EngineThreads.use(EngineThreads.free());
        EngineMemory.keep();
        ShapesNetBlock block = new ShapesNetBlock();
        System.out.println(block.summary().toText());

        ImageDataset train = Shapes.generate(10_000, 1);
        ImageDataset test = Shapes.generate(2_000, 2);
        Recipe recipe = Recipe.builder()
                .epochs(5)
                .batchSize(64)
                .schedule(new Schedule.WarmUpCosine(0.1, 0.15))
                .augmentation(Augmentation.CIFAR)
                .build();
        try (NDManager manager = NDManager.newBaseManager()) {
            Training.of(block, recipe).listener(new ProgressLine(System.out)).run(manager, train, test);

            Evaluation evaluation = Evaluator.evaluate(block, manager, test);
            System.out.println();
            System.out.println(evaluation.confusion() + "\n");
            System.out.printf(Locale.ROOT, "test accuracy %.4f%n%n", evaluation.accuracy());
            predictFive(block, manager, test);
        }
    }

    private static void predictFive(ShapesNetBlock block, NDManager manager, ImageDataset test) {
        try (BatchStream stream = Batches.of(test, block.summary().input(), 5).open(0);
                Batch five = stream.next(manager);
                NDArray probabilities = Inference.forward(block, five.images()).softmax(1)) {
            for (int i = 0; i < five.size(); i++) {
                int predicted = (int) probabilities.get(i).argMax().getLong();
                System.out.printf(
                        Locale.ROOT,
                        "image %d is a %s: predicted %s with probability %.3f%n",
                        i,
                        test.classes().get(test.label(i)),
                        test.classes().get(predicted),
                        probabilities.getFloat(i, predicted));
            }
        }
    }
}
