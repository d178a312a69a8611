package io.github.blockwright.cli;

import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.data.Augmentation;
import io.github.blockwright.runtime.data.Pictures;
import io.github.blockwright.runtime.recipe.FineTuning;
import io.github.blockwright.runtime.recipe.OptimizerSettings;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.recipe.Schedule;
import io.github.blockwright.runtime.train.Training;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How to fine-tune. What is not given is what the lesson on cats and dogs takes, scaled to the size of the pictures. */
public final class FineTuningOptions {
    private static final double WARM_UP = 0.1;
    private static final double WEIGHT_DECAY = 0.01;
    /** Too few pictures of a class to hold out some of them only to choose an epoch. */
    private static final int FEW = 10;

    @Option(
            names = "--head-epochs",
            paramLabel = "N",
            description = "Epochs of the head on the frozen rows' features; default ${DEFAULT-VALUE}.")
    private int headEpochs = 20;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "Epochs after that, of the head and what is unfrozen; 0 for none; default ${DEFAULT-VALUE}.")
    private int epochs = 5;

    @Option(names = "--batch-size", description = "Images in a step; default ${DEFAULT-VALUE}.")
    private int batchSize = 32;

    @Option(names = "--head-learning-rate", description = "The highest of the head's epochs; default ${DEFAULT-VALUE}.")
    private double headLearningRate = 1e-3;

    @Option(names = "--learning-rate", description = "The highest of those after it; default ${DEFAULT-VALUE}.")
    private double learningRate = 1e-4;

    @Option(names = "--label-smoothing", description = "Default ${DEFAULT-VALUE}.")
    private double labelSmoothing = 0.1;

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
                    + " train on; 0 to end with the last. Default 0.1, or 0 with fewer than " + FEW
                    + " pictures a class.")
    private Double chooseEpochOn;

    @Mixin
    private AugmentationOptions augmentations;

    @Mixin
    private BalanceOptions balance;

    @Option(names = "--seed", description = "Of the head's weights, order, augmentation and dropout; default 0.")
    private int seed;

    /**
     * The recipe for a data set.
     *
     * @param input of the network
     * @throws IllegalArgumentException if a value is out of range; the message names it
     */
    public FineTuning recipe(Pictures pictures, InputSpec input) {
        Augmentation augmentation = augmentations.augmentation(usual(Math.min(input.height(), input.width())));
        // A view of one picture is not blended with another.
        Augmentation alone = augmentation.withMixUp(0).withCutMix(0);
        FineTuning recipe = Recipe.fineTuning()
                .withHead(phase(headEpochs, headLearningRate)
                        .augmentation(views > 1 ? alone : Augmentation.NONE)
                        .build())
                .withViews(views)
                .withHeldOut(heldOut(pictures))
                .withLayerDecay(layerDecay);
        if (trainableFrom != null) {
            recipe = recipe.withTrainableFrom(trainableFrom);
        }
        if (gradual) {
            recipe = recipe.withGradualUnfreezing();
        }
        return epochs == 0
                ? recipe.headOnly()
                : recipe.withTuning(
                        phase(epochs, learningRate).augmentation(augmentation).build());
    }

    /** Gives a training the learning rates of single rows. */
    public void apply(Training training) {
        learningRates.forEach(training::learningRate);
    }

    private double heldOut(Pictures pictures) {
        if (chooseEpochOn != null) {
            return chooseEpochOn;
        }
        return pictures.trainCount() < FEW * pictures.classes().size() ? 0 : 0.1;
    }

    private Recipe.Builder phase(int number, double peak) {
        return balance.apply(Recipe.builder())
                .epochs(number)
                .batchSize(batchSize)
                .optimizer(new OptimizerSettings.AdamW())
                .schedule(new Schedule.WarmUpCosine(peak, WARM_UP))
                .weightDecay(WEIGHT_DECAY)
                .labelSmoothing(labelSmoothing)
                .seed(seed);
    }

    /** Crops within a border of a fourteenth of the picture, or of 4 pixels in a small one, and flips. */
    private static Augmentation usual(int side) {
        int border = Math.max(side / 14, Math.min(4, side / 8));
        return Augmentation.NONE.withPad(border, Augmentation.Border.REFLECT).withFlip(true);
    }
}
