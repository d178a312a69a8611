package io.github.blockwright.cli;

import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.data.Augmentation;
import io.github.blockwright.runtime.data.Pictures;
import io.github.blockwright.runtime.recipe.FineTuning;
import io.github.blockwright.runtime.recipe.FineTuningAdvice;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.recipe.Schedule;
import io.github.blockwright.runtime.train.Training;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How to fine-tune. What is not given is what suits the number of pictures and their size. */
public final class FineTuningOptions {
    private static final double WARM_UP = 0.1;
    private static final Set<String> OF_THE_SECOND_PHASE =
            Set.of("epochs", "learning-rate", "warm-up", "freeze-batch-norm", "pad", "flip");

    @Option(
            names = "--head-epochs",
            paramLabel = "N",
            description = "Epochs of the head on the frozen rows' features; default: by the number of pictures.")
    private Integer headEpochs;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "Epochs after that, of the head and what is unfrozen; 0 for none; default: by the number of"
                    + " pictures.")
    private Integer epochs;

    @Option(names = "--batch-size", description = "Images in a step; default: by their number.")
    private Integer batchSize;

    @Option(
            names = "--head-learning-rate",
            description = "The highest of the head's epochs; default: 0.001 for steps of 32 images.")
    private Double headLearningRate;

    @Option(
            names = "--learning-rate",
            description = "The highest of those after it; default: 0.0001 for steps of 32 images.")
    private Double learningRate;

    @Option(
            names = "--warm-up",
            description = "The share of a phase's steps that rise; default: 0.1, or 0.2 of few steps.")
    private Double warmUp;

    @Option(names = "--label-smoothing", description = "Default 0.1.")
    private Double labelSmoothing;

    @Option(
            names = "--views",
            paramLabel = "N",
            description = "Augmented views of each picture for the head, the plain one included; default 1.")
    private Integer views;

    @Option(
            names = "--trainable-from",
            paramLabel = "ROW",
            description = "The first row that is unfrozen; default what the table's @Backbone says, or the second half"
                    + " of its rows.")
    private String trainableFrom;

    @Option(
            names = "--gradual",
            description = "Unfreeze the rows one after the other, the last first, instead of all at once.")
    private boolean gradual;

    @Option(
            names = "--layer-decay",
            paramLabel = "FACTOR",
            description = "A row's learning rate over that of the row after it; default 1.")
    private Double layerDecay;

    @Option(
            names = "--freeze-batch-norm",
            negatable = true,
            fallbackValue = "true",
            description =
                    "Hold batch normalisation still in what is unfrozen too, or not (--no-freeze-batch-norm); default:"
                            + " still below 500 pictures.")
    private Boolean freezeBatchNorm;

    @Option(
            names = "--learning-rate-of",
            paramLabel = "ROW=FACTOR",
            description = "A row's learning rate, as a factor of the whole's, such as stage6=0.1; may be repeated.")
    private Map<String, Double> learningRates = Map.of();

    @Option(
            names = "--choose-epoch-on",
            paramLabel = "FRACTION",
            description = "End each phase with its best epoch on this share of the training pictures, which it does not"
                    + " train on; 0 to end with the last. Default: by the number of pictures.")
    private Double chooseEpochOn;

    @Mixin
    private AugmentationOptions augmentations;

    @Mixin
    private BalanceOptions balance;

    @Option(names = "--seed", description = "Of the head's weights, order, augmentation and dropout; default 1.")
    private Integer seed;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** Refuses what no recipe can have, before anything is looked for. */
    void check() {
        changed(Recipe.fineTuning());
    }

    /** Refuses a batch that the pictures cannot fill and memory can hardly hold. */
    void check(Pictures pictures) {
        RecipeOptions.checkBatch(batchSize, pictures, spec);
    }

    /**
     * The recipe for a data set. What it chooses by the data is printed.
     *
     * @param input of the network
     * @throws IllegalArgumentException if a value is out of range; the message names it
     */
    public FineTuning recipe(Pictures pictures, InputSpec input, PrintWriter out) {
        FineTuningAdvice advice = FineTuningAdvice.of(
                pictures.trainCount(),
                input.height(),
                input.width(),
                pictures.classes().size());
        advice.choices().stream()
                .filter(choice -> !isGiven(choice.setting()))
                .filter(choice -> !isHeadOnly() || !OF_THE_SECOND_PHASE.contains(choice.setting()))
                .forEach(out::println);
        return changed(advice.recipe());
    }

    /**
     * What was given, and the rest as it is.
     *
     * @throws IllegalArgumentException if a value is out of range; the message names it
     */
    FineTuning changed(FineTuning start) {
        Recipe second = start.tuning().or(Recipe.fineTuning()::tuning).orElseThrow();
        Augmentation augmentation = augmentations.augmentation(second.augmentation());
        int number = views != null ? views : start.views();
        Recipe head = phase(start.head(), headEpochs, headLearningRate)
                .augmentation(augmentationOfHead(start, number, augmentation))
                .build();
        boolean headOnly = epochs == null ? start.tuning().isEmpty() : epochs == 0;
        Optional<Recipe> tuning = headOnly
                ? Optional.empty()
                : Optional.of(phase(second, epochs, learningRate)
                        .augmentation(augmentation)
                        .build());
        return new FineTuning(
                head,
                tuning,
                Optional.ofNullable(trainableFrom).or(start::trainableFrom),
                number,
                chooseEpochOn != null ? chooseEpochOn : start.heldOut(),
                gradual || start.gradual(),
                layerDecay != null ? layerDecay : start.layerDecay(),
                freezeBatchNorm != null ? freezeBatchNorm : start.frozenBatchNorm());
    }

    private Augmentation augmentationOfHead(FineTuning start, int number, Augmentation augmentation) {
        if (number <= 1) {
            return Augmentation.NONE;
        }
        Augmentation own = start.head().augmentation();
        // A view of one picture is not blended with another.
        return views == null && !own.equals(Augmentation.NONE)
                ? own
                : augmentation.withMixUp(0).withCutMix(0);
    }

    /** Gives a training the learning rates of single rows. */
    public void apply(Training training) {
        learningRates.forEach(training::learningRate);
    }

    private boolean isHeadOnly() {
        return epochs != null && epochs == 0;
    }

    private boolean isGiven(String setting) {
        return switch (setting) {
            case "head-epochs" -> headEpochs != null;
            case "epochs" -> epochs != null;
            case "batch-size" -> batchSize != null;
            case "head-learning-rate" -> headLearningRate != null;
            case "learning-rate" -> learningRate != null;
            case "warm-up" -> warmUp != null;
            case "freeze-batch-norm" -> freezeBatchNorm != null;
            case "choose-epoch-on" -> chooseEpochOn != null;
            default -> augmentations.isGiven(setting);
        };
    }

    private Recipe.Builder phase(Recipe start, Integer number, Double peak) {
        Recipe.Builder phase = balance.apply(start.toBuilder());
        if (number != null) {
            phase.epochs(number);
        }
        if (peak != null || warmUp != null) {
            phase.schedule(schedule(start.schedule(), peak));
        }
        return phase.batchSize(batchSize != null ? batchSize : start.batchSize())
                .labelSmoothing(labelSmoothing != null ? labelSmoothing : start.labelSmoothing())
                .seed(seed != null ? seed : start.seed());
    }

    private Schedule schedule(Schedule start, Double peak) {
        if (start instanceof Schedule.WarmUpCosine usual) {
            return new Schedule.WarmUpCosine(
                    peak != null ? peak : usual.peak(), warmUp != null ? warmUp : usual.warmUp());
        }
        if (peak == null) {
            throw new IllegalArgumentException(
                    "--warm-up is of a schedule that rises and falls, which the recipe does not have: give --learning-rate too");
        }
        return new Schedule.WarmUpCosine(peak, warmUp != null ? warmUp : WARM_UP);
    }
}
