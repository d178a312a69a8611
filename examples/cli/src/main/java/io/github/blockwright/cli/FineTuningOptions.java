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
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How to fine-tune. What is not given is what suits the number of pictures and their size. */
public final class FineTuningOptions {
    private static final Set<String> OF_THE_SECOND_PHASE = Set.of("epochs", "learning-rate", "warm-up", "pad", "flip");

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
            description = "Augmented views of each picture for the head, the plain one included; default"
                    + " ${DEFAULT-VALUE}.")
    private int views = 1;

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
    private double layerDecay = 1;

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
        FineTuning usual = advice.recipe();
        Recipe tuning = usual.tuning().orElseThrow();
        Augmentation augmentation = augmentations.augmentation(tuning.augmentation());
        // A view of one picture is not blended with another.
        Augmentation alone = augmentation.withMixUp(0).withCutMix(0);
        FineTuning recipe = usual.withHead(phase(usual.head(), headEpochs, headLearningRate)
                        .augmentation(views > 1 ? alone : Augmentation.NONE)
                        .build())
                .withViews(views)
                .withHeldOut(chooseEpochOn != null ? chooseEpochOn : usual.heldOut())
                .withLayerDecay(layerDecay);
        if (trainableFrom != null) {
            recipe = recipe.withTrainableFrom(trainableFrom);
        }
        if (gradual) {
            recipe = recipe.withGradualUnfreezing();
        }
        return isHeadOnly()
                ? recipe.headOnly()
                : recipe.withTuning(phase(tuning, epochs, learningRate)
                        .augmentation(augmentation)
                        .build());
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
            case "choose-epoch-on" -> chooseEpochOn != null;
            default -> augmentations.isGiven(setting);
        };
    }

    private Recipe.Builder phase(Recipe usual, Integer number, Double peak) {
        Schedule.WarmUpCosine schedule = (Schedule.WarmUpCosine) usual.schedule();
        return balance.apply(usual.toBuilder())
                .epochs(number != null ? number : usual.epochs())
                .batchSize(batchSize != null ? batchSize : usual.batchSize())
                .schedule(new Schedule.WarmUpCosine(
                        peak != null ? peak : schedule.peak(), warmUp != null ? warmUp : schedule.warmUp()))
                .labelSmoothing(labelSmoothing != null ? labelSmoothing : usual.labelSmoothing())
                .seed(seed != null ? seed : usual.seed());
    }
}
