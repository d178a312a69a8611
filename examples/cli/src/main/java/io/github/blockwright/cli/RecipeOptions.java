package io.github.blockwright.cli;

import io.github.blockwright.runtime.data.Augmentation;
import io.github.blockwright.runtime.recipe.OptimizerSettings;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.recipe.Schedule;
import picocli.CommandLine.Option;

/** How to train; the defaults are those of {@link Recipe#builder}. */
public final class RecipeOptions {
    private enum OptimizerName {
        SGD,
        ADAMW
    }

    private enum ScheduleName {
        COSINE,
        ONE_CYCLE,
        CONSTANT
    }

    @Option(names = "--epochs", description = "Passes over the training images; default ${DEFAULT-VALUE}.")
    private int epochs = 30;

    @Option(names = "--batch-size", description = "Images in a step; default ${DEFAULT-VALUE}.")
    private int batchSize = 128;

    @Option(names = "--optimizer", description = "SGD with Nesterov momentum, or ADAMW; default ${DEFAULT-VALUE}.")
    private OptimizerName optimizer = OptimizerName.SGD;

    @Option(names = "--momentum", description = "Of SGD; default ${DEFAULT-VALUE}.")
    private double momentum = 0.9;

    @Option(
            names = "--schedule",
            description = "COSINE (with warm-up), ONE_CYCLE or CONSTANT; default ${DEFAULT-VALUE}.")
    private ScheduleName schedule = ScheduleName.COSINE;

    @Option(names = "--learning-rate", description = "The highest one; default 0.1 for SGD and 0.002 for ADAMW.")
    private Double learningRate;

    @Option(names = "--warm-up", description = "The share of the steps that rise; default ${DEFAULT-VALUE}.")
    private double warmUp = 0.15;

    @Option(
            names = "--weight-decay",
            description = "Of convolution and dense weights; default 5e-4 for SGD and 0.05 for ADAMW.")
    private Double weightDecay;

    @Option(names = "--label-smoothing", description = "Default ${DEFAULT-VALUE}.")
    private double labelSmoothing = 0.1;

    @Option(
            names = "--clip-norm",
            description = "The largest norm of the gradient, 0 for none; default ${DEFAULT-VALUE}.")
    private double clipNorm = 5;

    @Option(names = "--averaging", description = "Decay of a moving average of the weights, 0 for none; default 0.")
    private double averaging;

    @Option(names = "--pad", description = "Reflected pixels around an image before a random crop; default 4.")
    private int pad = 4;

    @Option(
            names = "--flip",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Mirror half of the images, or not (--no-flip); default true.")
    private boolean flip;

    @Option(names = "--cutout", description = "Side of a blanked square in pixels, 0 for none; default 0.")
    private int cutout;

    @Option(names = "--seed", description = "Of weights, order, augmentation and dropout; default ${DEFAULT-VALUE}.")
    private int seed = 1;

    /** @throws IllegalArgumentException if a value is out of range; the message names it */
    public Recipe recipe() {
        boolean sgd = optimizer == OptimizerName.SGD;
        double peak = learningRate != null ? learningRate : sgd ? 0.1 : 0.002;
        return Recipe.builder()
                .epochs(epochs)
                .batchSize(batchSize)
                .optimizer(sgd ? new OptimizerSettings.Sgd(momentum, true) : new OptimizerSettings.AdamW())
                .schedule(
                        switch (schedule) {
                            case COSINE -> new Schedule.WarmUpCosine(peak, warmUp);
                            case ONE_CYCLE -> new Schedule.OneCycle(peak, warmUp);
                            case CONSTANT -> new Schedule.Constant(peak);
                        })
                .weightDecay(weightDecay != null ? weightDecay : sgd ? 5e-4 : 0.05)
                .labelSmoothing(labelSmoothing)
                .clipNorm(clipNorm)
                .averaging(averaging)
                .augmentation(new Augmentation(pad, Augmentation.Border.REFLECT, flip, cutout))
                .seed(seed)
                .build();
    }
}
