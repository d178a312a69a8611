package io.github.blockwright.benchmarks;

import io.github.blockwright.runtime.engine.EngineThreads;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * What the recipe that suits the data comes to on few pictures, and what each of its settings does: the same recipe with one
 * setting as it would be for many pictures, on the same pictures, over several seeds, each with pictures of
 * its own.
 */
@Command(
        name = "RecipesBySize",
        description = "Compares recipes by the number of pictures; prints Markdown, a line for each as it is done.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class RecipesBySize implements Callable<Integer> {
    private enum Data {
        CIFAR10,
        SHAPES,
        FINETUNE
    }

    @Parameters(index = "0", description = "CIFAR10 or SHAPES, from scratch; or FINETUNE, from published weights.")
    private Data data;

    @Parameters(index = "1", description = "The folder of CIFAR-10 or of photos in two classes; - for SHAPES.")
    private Path folder;

    @Parameters(index = "2..*", arity = "1..*", description = "Numbers of pictures to train on.")
    private List<Integer> sizes;

    @Option(names = "--seeds", split = ",", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
    private List<Integer> seeds;

    @Option(names = "--arms", split = ",", description = "Only these recipes, by their names; default: all.")
    private List<String> chosen = List.of();

    @Option(names = "--weights", description = "Of MobileNetV2 1.0, for FINETUNE.")
    private Path weights;

    @Option(
            names = "--held-out",
            description = "Of FINETUNE, measure on a half of the pictures to train on, and train on the other.")
    private boolean heldOut;

    @Option(
            names = "--validation",
            defaultValue = "500",
            description = "Pictures to measure on; default: ${DEFAULT-VALUE}.")
    private int validation;

    @Option(names = "--threads", defaultValue = "1", description = "Of the engine; default: ${DEFAULT-VALUE}.")
    private int threads;

    private RecipesBySize() {}

    /** Trains and prints. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new RecipesBySize())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        EngineThreads.use(threads);
        RecipeComparison comparison =
                switch (data) {
                    case CIFAR10, SHAPES -> RecipesFromScratch.of(data == Data.SHAPES ? null : folder, validation);
                    case FINETUNE -> RecipesForFineTuning.of(folder, weights, validation, heldOut);
                };
        List<String> columns = new ArrayList<>(List.of("pictures", "recipe", "epochs × steps"));
        columns.addAll(comparison.figures());
        System.out.println("| " + String.join(" | ", columns) + " |");
        System.out.println("|" + "---|".repeat(columns.size()));
        for (int size : sizes) {
            for (String arm : comparison.arms(size)) {
                if (chosen.isEmpty() || chosen.contains(arm)) {
                    measure(comparison, arm, size);
                }
            }
        }
        return 0;
    }

    private void measure(RecipeComparison comparison, String arm, int size) throws IOException {
        double[][] results = new double[seeds.size()][];
        for (int i = 0; i < results.length; i++) {
            results[i] = comparison.train(arm, size, seeds.get(i));
        }
        StringBuilder line = new StringBuilder(
                String.format(Locale.ROOT, "| %,d | %s | %s |", size, arm, comparison.steps(arm, size)));
        for (int figure = 0; figure < comparison.figures().size(); figure++) {
            int column = figure;
            line.append(' ')
                    .append(shown(Arrays.stream(results)
                            .mapToDouble(result -> result[column])
                            .toArray()));
            line.append(" |");
        }
        System.out.println(line);
    }

    /** The mean, and the standard deviation over the seeds where there are several. */
    private static String shown(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        if (values.length == 1) {
            return String.format(Locale.ROOT, "%.3f", mean);
        }
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        return String.format(Locale.ROOT, "%.3f ± %.3f", mean, Math.sqrt(squares / (values.length - 1)));
    }
}
