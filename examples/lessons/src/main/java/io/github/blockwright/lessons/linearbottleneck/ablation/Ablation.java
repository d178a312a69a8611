package io.github.blockwright.lessons.linearbottleneck.ablation;

import ai.djl.ndarray.NDManager;
import io.github.blockwright.lessons.linearbottleneck.WholeFile;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.data.ImageDataset;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.report.EpochResult;
import io.github.blockwright.runtime.report.ProgressLine;
import io.github.blockwright.runtime.report.TrainingHistory;
import io.github.blockwright.runtime.train.Training;
import io.github.blockwright.runtime.train.TrainingException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Trains every network of the comparison from every seed, all by the same recipe, and compares the accuracies after the
 * last epoch. Each training has a directory of its own and resumes there, so a comparison that is interrupted goes on
 * where it stopped, and a finished one can be asked again or extended by more seeds.
 */
public final class Ablation {
    private final ImageDataset train;
    private final ImageDataset test;
    private final Recipe.Builder recipe;
    private final Path directory;

    /**
     * @param test looked at after each epoch; nothing is chosen by it
     * @param recipe of all trainings; the seed is set for each
     * @param directory where the trainings and {@code ablation.csv} and {@code ablation.png} go
     */
    public Ablation(ImageDataset train, ImageDataset test, Recipe.Builder recipe, Path directory) {
        this.train = train;
        this.test = test;
        this.recipe = recipe;
        this.directory = directory;
    }

    /**
     * Trains what is not trained yet, writes the results and draws them.
     *
     * @param seeds how many, from 1 on
     * @return the comparison as a text table
     * @throws io.github.blockwright.runtime.train.TrainingException if the directory holds trainings by another recipe
     *     or on other data
     */
    public String run(int seeds, PrintStream progress) throws IOException {
        if (seeds < 1) {
            throw new IllegalArgumentException("There must be at least 1 seed, not " + seeds);
        }
        requireSameRecipe();
        Map<Arm, List<EpochResult>> results = new LinkedHashMap<>();
        // Seed by seed, so that an interrupted comparison has every network equally often.
        for (int seed = 1; seed <= seeds; seed++) {
            for (Arm arm : Arm.ALL) {
                progress.println(arm.label() + ", seed " + seed);
                results.computeIfAbsent(arm, a -> new ArrayList<>())
                        .add(train(arm, seed, progress).last());
            }
        }
        WholeFile.write(directory.resolve("ablation.csv"), csv(results).getBytes(StandardCharsets.UTF_8));
        AblationPicture.write(directory.resolve("ablation.png"), results);
        return table(results);
    }

    /** A training may go on with another number of epochs; a comparison of such trainings would not be one. */
    private void requireSameRecipe() throws IOException {
        Path file = directory.resolve("recipe.json");
        String wanted = recipe.build().toJson();
        if (!Files.exists(file)) {
            WholeFile.write(file, wanted.getBytes(StandardCharsets.UTF_8));
        } else if (!Files.readString(file).equals(wanted)) {
            throw new TrainingException(
                    file + " has another recipe: give the options that it was made with, or another --output");
        }
    }

    private TrainingHistory train(Arm arm, int seed, PrintStream progress) {
        NetworkBlock<?, ?> block = arm.block().get();
        try (NDManager manager = NDManager.newBaseManager()) {
            return Training.of(block, recipe.seed(seed).build())
                    .directory(directory.resolve(block.summary().name() + "-" + seed))
                    .resume(true)
                    .listener(new ProgressLine(progress))
                    .run(manager, train, test);
        }
    }

    private static String csv(Map<Arm, List<EpochResult>> results) {
        StringBuilder csv = new StringBuilder("network,seed,accuracy,val_accuracy,val_loss\n");
        results.forEach((arm, epochs) -> {
            String name = arm.block().get().summary().name();
            for (int i = 0; i < epochs.size(); i++) {
                EpochResult last = epochs.get(i);
                csv.append(String.format(
                        Locale.ROOT,
                        "%s,%d,%.5f,%.5f,%.5f%n",
                        name,
                        i + 1,
                        last.accuracy(),
                        last.validationAccuracy(),
                        last.validationLoss()));
            }
        });
        return csv.toString();
    }

    private static String table(Map<Arm, List<EpochResult>> results) {
        StringBuilder table = new StringBuilder(String.format(
                Locale.ROOT, "%-38s %10s %12s  %-8s %s%n", "", "parameters", "mult-adds", "mean", "each seed"));
        results.forEach((arm, epochs) -> {
            var summary = arm.block().get().summary();
            double mean = epochs.stream()
                    .mapToDouble(EpochResult::validationAccuracy)
                    .average()
                    .orElseThrow();
            StringBuilder each = new StringBuilder();
            epochs.forEach(last -> each.append(String.format(Locale.ROOT, "%.4f ", last.validationAccuracy())));
            table.append(String.format(
                    Locale.ROOT,
                    "%-38s %,10d %,12d  %.4f   %s%n",
                    arm.label(),
                    summary.parameters(),
                    summary.multiplyAdds(),
                    mean,
                    each.toString().strip()));
        });
        return table.toString();
    }
}
