package io.github.blockwright.benchmarks;

import io.github.blockwright.networks.DogsVsCatsBlock;
import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.data.ImageDataset;
import io.github.blockwright.runtime.data.Pictures;
import io.github.blockwright.runtime.recipe.FineTuning;
import io.github.blockwright.runtime.recipe.FineTuningAdvice;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.train.TrainedNetwork;
import io.github.blockwright.runtime.train.Training;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** MobileNetV2 1.0 with a new head, on photos that are read into memory. */
record RecipesForFineTuning(ImageDataset train, ImageDataset validation, Path weights) implements RecipeComparison {
    private static final int MANY = 2_000;
    private static final int FOLLOWED = 20;

    /** @param heldOut whether to measure on a half of the training photos and train on the other, to choose by */
    static RecipesForFineTuning of(Path photos, Path weights, int measured, boolean heldOut) throws IOException {
        Objects.requireNonNull(weights, "FINETUNE needs --weights FILE, those of MobileNetV2 1.0");
        InputSpec input = new DogsVsCatsBlock().summary().input();
        Pictures pictures = Pictures.of(photos);
        ImageDataset all = pictures.train(input);
        ImageDataset.Parts halves = all.split(0.5, 0);
        return new RecipesForFineTuning(
                heldOut ? halves.first() : all,
                RecipesFromScratch.part(heldOut ? halves.second() : pictures.validation(input), measured, 0),
                weights);
    }

    @Override
    public List<String> figures() {
        return List.of("head", "fine-tuned");
    }

    @Override
    public List<String> arms(int pictures) {
        return List.copyOf(recipes(pictures).keySet());
    }

    private Map<String, FineTuning> recipes(int pictures) {
        FineTuning suited = advice(pictures);
        FineTuning many = advice(MANY);
        Recipe head = suited.head();
        Recipe tuning = suited.tuning().orElseThrow();
        Recipe tuningOfMany = many.tuning().orElseThrow();
        Map<String, FineTuning> recipes = new LinkedHashMap<>();
        recipes.put("suited", suited);
        recipes.put(
                "batch",
                suited.withHead(head.toBuilder()
                                .batchSize(many.head().batchSize())
                                .build())
                        .withTuning(tuning.toBuilder()
                                .batchSize(tuningOfMany.batchSize())
                                .build()));
        recipes.put(
                "epochs",
                suited.withHead(head.toBuilder().epochs(many.head().epochs()).build())
                        .withTuning(
                                tuning.toBuilder().epochs(tuningOfMany.epochs()).build()));
        recipes.put(
                "learning rate",
                suited.withHead(head.toBuilder()
                                .schedule(many.head().schedule())
                                .build())
                        .withTuning(tuning.toBuilder()
                                .schedule(tuningOfMany.schedule())
                                .build()));
        recipes.put("held out", suited.withHeldOut(suited.heldOut() == 0 ? many.heldOut() : 0));
        recipes.put("batch norm", suited.withFrozenBatchNorm(many.frozenBatchNorm()));
        recipes.put(
                "flip",
                suited.withTuning(tuning.toBuilder()
                        .augmentation(tuning.augmentation().withFlip(true))
                        .build()));
        recipes.put("of 2000 photos", many);
        return recipes;
    }

    private FineTuning advice(int pictures) {
        return FineTuningAdvice.of(
                        pictures, train.height(), train.width(), train.classes().size())
                .recipe();
    }

    @Override
    public String steps(String arm, int pictures) {
        FineTuning recipe = recipes(pictures).get(arm);
        int learned = (int) Math.round(pictures * (1 - recipe.heldOut()));
        Recipe head = recipe.head();
        int steps = (learned + head.batchSize() - 1) / head.batchSize();
        return head.epochs() + " + " + recipe.tuning().orElseThrow().epochs() + " × " + steps;
    }

    @Override
    public double[] train(String arm, int pictures, int seed) throws IOException {
        FineTuning recipe = recipes(pictures).get(arm);
        FineTuning seeded = recipe.withHead(recipe.head().toBuilder().seed(seed).build())
                .withTuning(recipe.tuning().orElseThrow().toBuilder().seed(seed).build());
        ImageDataset some = RecipesFromScratch.part(train, pictures, seed);
        return new double[] {accuracy(some, seeded.headOnly()), accuracy(some, seeded)};
    }

    /** What a recipe comes to, measured once and at the end: no choice of the training's depends on these pictures. */
    private double accuracy(ImageDataset some, FineTuning recipe) throws IOException {
        // After each epoch a training measures too, which with few pictures to train on would take nearly all of the
        // time.
        ImageDataset followed = RecipesFromScratch.part(validation, FOLLOWED, 0);
        try (TrainedNetwork network = Training.of(
                        new DogsVsCatsBlock().forClasses(train.classes().size()), recipe)
                .weights(weights)
                .quiet()
                .run(Pictures.of(some, followed))) {
            return network.evaluate(Pictures.of(some, validation)).accuracy();
        }
    }
}
