package io.github.blockwright.cli;

import io.github.blockwright.runtime.recipe.ClassWeights;
import io.github.blockwright.runtime.recipe.EarlyStopping;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.recipe.Sampling;
import java.util.Arrays;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What to do about classes of unlike sizes, and when to end. */
public final class BalanceOptions {
    @Option(
            names = "--class-weights",
            paramLabel = "WEIGHTS",
            description =
                    "How much each class counts in the loss: none, balanced (the rarer the more), or a number for each"
                            + " class, separated by commas; default none.")
    private String classWeights;

    @Option(
            names = "--sampling",
            description = "SHUFFLED (every image once an epoch) or BALANCED (as many of each class); default SHUFFLED.")
    private Sampling sampling;

    @Option(
            names = "--patience",
            paramLabel = "EPOCHS",
            description = "End after so many epochs without a lower validation loss; default: never.")
    private Integer patience;

    @Option(
            names = "--min-delta",
            description = "What the loss must fall by to count, with --patience; default ${DEFAULT-VALUE}.")
    private double minDelta;

    @Option(
            names = "--tune-thresholds",
            description = "Several labels: say yes to each from the probability of its best F1 on the validation images"
                    + " on, instead of 0.5.")
    private boolean tuneThresholds;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    Recipe.Builder apply(Recipe.Builder builder) {
        if (classWeights != null) {
            builder.classWeights(weights());
        }
        if (sampling != null) {
            builder.sampling(sampling);
        }
        if (patience != null) {
            builder.earlyStopping(Optional.of(new EarlyStopping(patience, minDelta)));
        }
        return tuneThresholds ? builder.tunedThresholds(true) : builder;
    }

    private ClassWeights weights() {
        String text = classWeights.strip();
        if (text.equalsIgnoreCase("none")) {
            return new ClassWeights.None();
        }
        if (text.equalsIgnoreCase("balanced")) {
            return new ClassWeights.Balanced();
        }
        try {
            return new ClassWeights.Listed(
                    Arrays.stream(text.split(",")).map(Double::valueOf).toList());
        } catch (NumberFormatException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--class-weights should be none, balanced or numbers such as 1,2.5,1, not " + classWeights,
                    e);
        }
    }
}
