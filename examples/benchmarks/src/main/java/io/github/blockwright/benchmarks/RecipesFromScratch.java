package io.github.blockwright.benchmarks;

import ai.djl.ndarray.NDManager;
import io.github.blockwright.networks.CifarMobileNetV2Block;
import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.data.ImageDataset;
import io.github.blockwright.runtime.data.Pictures;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.recipe.RecipeAdvice;
import io.github.blockwright.runtime.recipe.Schedule;
import io.github.blockwright.runtime.report.EpochResult;
import io.github.blockwright.runtime.report.TrainingHistory;
import io.github.blockwright.runtime.train.Training;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The lecture's table on CIFAR-10 or on drawn shapes. */
record RecipesFromScratch(ImageDataset train, ImageDataset validation) implements RecipeComparison {
    private static final int MOST_SHAPES = 5_000;

    /** @param cifar10 its folder, or null for drawn shapes */
    static RecipesFromScratch of(Path cifar10, int measured) throws IOException {
        InputSpec input = new CifarMobileNetV2Block().summary().input();
        Pictures pictures = cifar10 == null ? Pictures.shapes(MOST_SHAPES, measured) : Pictures.cifar10(cifar10);
        return new RecipesFromScratch(pictures.train(input), part(pictures.validation(input), measured, 0));
    }

    /** As many of each class, drawn by the seed. */
    static ImageDataset part(ImageDataset all, int size, int seed) {
        return size >= all.size()
                ? all
                : all.split((double) size / all.size(), seed).first();
    }

    @Override
    public List<String> figures() {
        return List.of("after a quarter", "half", "all", "the lowest from the middle on");
    }

    @Override
    public List<String> arms(int pictures) {
        return List.copyOf(recipes(pictures).keySet());
    }

    private Map<String, Recipe> recipes(int pictures) {
        Recipe suited = RecipeAdvice.of(pictures, train.height(), train.width(), train.classes())
                .recipe();
        Recipe many = Recipe.fromScratch();
        int steps = suited.epochs() * stepsOfAnEpoch(suited, pictures);
        int stepsOfMany = stepsOfAnEpoch(many, pictures);
        Map<String, Recipe> recipes = new LinkedHashMap<>();
        recipes.put("suited", suited);
        recipes.put(
                "batch",
                suited.toBuilder()
                        .batchSize(many.batchSize())
                        .accumulation(1)
                        .epochs((steps + stepsOfMany - 1) / stepsOfMany)
                        .build());
        recipes.put("epochs", suited.toBuilder().epochs(many.epochs()).build());
        Schedule.WarmUpCosine schedule = (Schedule.WarmUpCosine) many.schedule();
        recipes.put("learning rate", suited.toBuilder().schedule(schedule).build());
        boolean flipped = suited.augmentation().flip();
        recipes.put(
                "flip",
                suited.toBuilder()
                        .augmentation(suited.augmentation().withFlip(!flipped))
                        .build());
        recipes.put("running statistics", suited.toBuilder().preciseBatchNorm(0).build());
        recipes.put("of CIFAR-10", many);
        return recipes;
    }

    @Override
    public String steps(String arm, int pictures) {
        Recipe recipe = recipes(pictures).get(arm);
        return recipe.epochs() + " × " + stepsOfAnEpoch(recipe, pictures);
    }

    private static int stepsOfAnEpoch(Recipe recipe, int pictures) {
        return (pictures + recipe.stepSize() - 1) / recipe.stepSize();
    }

    @Override
    public double[] train(String arm, int pictures, int seed) {
        Recipe recipe = recipes(pictures).get(arm).toBuilder().seed(seed).build();
        try (NDManager manager = NDManager.newBaseManager()) {
            TrainingHistory history = Training.of(new CifarMobileNetV2Block(), recipe)
                    .run(manager, part(train, pictures, seed), validation);
            int epochs = recipe.epochs();
            double lowest = history.epochs().subList(epochs / 2, epochs).stream()
                    .mapToDouble(EpochResult::validationAccuracy)
                    .min()
                    .orElseThrow();
            return new double[] {
                accuracy(history, epochs / 4), accuracy(history, epochs / 2), accuracy(history, epochs), lowest
            };
        }
    }

    private static double accuracy(TrainingHistory history, int epoch) {
        return history.epochs().get(Math.max(0, epoch - 1)).validationAccuracy();
    }
}
