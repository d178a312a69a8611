package io.github.blockwright.benchmarks;

import ai.djl.ndarray.NDManager;
import io.github.blockwright.networks.CifarMobileNetV2Block;
import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.data.ImageDataset;
import io.github.blockwright.runtime.data.Pictures;
import io.github.blockwright.runtime.engine.EngineThreads;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.recipe.RecipeAdvice;
import io.github.blockwright.runtime.report.TrainingHistory;
import io.github.blockwright.runtime.train.Training;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What the recipe for CIFAR-10 and the one that suits the data come to on few pictures: validation accuracies over the
 * epochs, on the same pictures from the same seed.
 */
public final class RecipesBySize {
    private static final int VALIDATION = 500;

    private RecipesBySize() {}

    /**
     * Trains and prints a line for each training.
     *
     * @param arguments {@code cifar10 FOLDER} or {@code shapes -}, then the numbers of pictures
     */
    public static void main(String[] arguments) throws IOException {
        EngineThreads.use(1);
        InputSpec input = new CifarMobileNetV2Block().summary().input();
        Pictures pictures = arguments[0].equals("shapes")
                ? Pictures.shapes(5_000, VALIDATION)
                : Pictures.cifar10(Path.of(arguments[1]));
        ImageDataset train = pictures.train(input);
        ImageDataset validation = part(pictures.validation(input), VALIDATION);
        System.out.println(
                "| data | pictures | recipe | epochs × steps | after a quarter | half | all | the lowest from"
                        + " the middle on |");
        System.out.println("|---|---|---|---|---|---|---|---|");
        for (String size : Arrays.asList(arguments).subList(2, arguments.length)) {
            ImageDataset some = part(train, Integer.parseInt(size));
            recipes(some, input).forEach((name, recipe) -> run(arguments[0], name, recipe, some, validation));
        }
    }

    private static Map<String, Recipe> recipes(ImageDataset data, InputSpec input) {
        Recipe suited = RecipeAdvice.of(data.size(), input.height(), input.width(), data.classes())
                .recipe();
        Map<String, Recipe> recipes = new LinkedHashMap<>();
        recipes.put("of CIFAR-10", Recipe.fromScratch());
        recipes.put(
                "suited, running statistics",
                suited.toBuilder().preciseBatchNorm(0).build());
        recipes.put("suited", suited);
        return recipes;
    }

    private static void run(String data, String name, Recipe recipe, ImageDataset train, ImageDataset validation) {
        try (NDManager manager = NDManager.newBaseManager()) {
            TrainingHistory history =
                    Training.of(new CifarMobileNetV2Block(), recipe).run(manager, train, validation);
            int epochs = recipe.epochs();
            double lowest = history.epochs().subList(epochs / 2, epochs).stream()
                    .mapToDouble(epoch -> epoch.validationAccuracy())
                    .min()
                    .orElseThrow();
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %,d | %s | %d × %d | %.3f | %.3f | %.3f | %.3f |%n",
                    data,
                    train.size(),
                    name,
                    epochs,
                    (train.size() + recipe.stepSize() - 1) / recipe.stepSize(),
                    accuracy(history, epochs / 4),
                    accuracy(history, epochs / 2),
                    accuracy(history, epochs),
                    lowest);
        }
    }

    private static double accuracy(TrainingHistory history, int epoch) {
        return history.epochs().get(Math.max(0, epoch - 1)).validationAccuracy();
    }

    /** As many of each class. */
    private static ImageDataset part(ImageDataset all, int size) {
        return size >= all.size()
                ? all
                : all.split((double) size / all.size(), 0).first();
    }
}
