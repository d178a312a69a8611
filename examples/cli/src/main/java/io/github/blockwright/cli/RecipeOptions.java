package io.github.blockwright.cli;

import io.github.blockwright.runtime.recipe.OptimizerSettings;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.recipe.Schedule;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How to train; what is not given is as in {@link Recipe#fromScratch}. */
public final class RecipeOptions {
    private static final Recipe USUAL = Recipe.fromScratch();
    private static final OptimizerSettings.Sgd USUAL_SGD = (OptimizerSettings.Sgd) USUAL.optimizer();
    private static final Schedule.WarmUpCosine USUAL_SCHEDULE = (Schedule.WarmUpCosine) USUAL.schedule();
    // AdamW's, which no recipe of the library has from scratch.
    private static final double ADAMW_PEAK = 0.002;
    private static final double ADAMW_DECAY = 0.05;

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
    private int epochs = USUAL.epochs();

    @Option(names = "--batch-size", description = "Images in a step; default ${DEFAULT-VALUE}.")
    private int batchSize = USUAL.batchSize();

    @Option(names = "--optimizer", description = "SGD with Nesterov momentum, or ADAMW; default ${DEFAULT-VALUE}.")
    private OptimizerName optimizer = OptimizerName.SGD;

    @Option(names = "--momentum", description = "Of SGD; default ${DEFAULT-VALUE}.")
    private double momentum = USUAL_SGD.momentum();

    @Option(
            names = "--schedule",
            description = "COSINE (with warm-up), ONE_CYCLE or CONSTANT; default ${DEFAULT-VALUE}.")
    private ScheduleName schedule = ScheduleName.COSINE;

    @Option(names = "--learning-rate", description = "The highest one; default 0.1 for SGD and 0.002 for ADAMW.")
    private Double learningRate;

    @Option(names = "--warm-up", description = "The share of the steps that rise; default ${DEFAULT-VALUE}.")
    private double warmUp = USUAL_SCHEDULE.warmUp();

    @Option(
            names = "--weight-decay",
            description = "Of convolution and dense weights; default 5e-4 for SGD and 0.05 for ADAMW.")
    private Double weightDecay;

    @Option(names = "--label-smoothing", description = "Default ${DEFAULT-VALUE}.")
    private double labelSmoothing = USUAL.labelSmoothing();

    @Option(
            names = "--clip-norm",
            description = "The largest norm of the gradient, 0 for none; default ${DEFAULT-VALUE}.")
    private double clipNorm = USUAL.clipNorm();

    @Option(
            names = "--averaging",
            description = "Decay of a moving average of the weights, 0 for none; default ${DEFAULT-VALUE}.")
    private double averaging = USUAL.averaging();

    @Mixin
    private AugmentationOptions augmentation;

    @Option(names = "--seed", description = "Of weights, order, augmentation and dropout; default ${DEFAULT-VALUE}.")
    private int seed = USUAL.seed();

    /** @throws IllegalArgumentException if a value is out of range; the message names it */
    public Recipe recipe() {
        boolean sgd = optimizer == OptimizerName.SGD;
        double peak = learningRate != null ? learningRate : sgd ? USUAL_SCHEDULE.peak() : ADAMW_PEAK;
        return Recipe.builder()
                .epochs(epochs)
                .batchSize(batchSize)
                .optimizer(
                        sgd ? new OptimizerSettings.Sgd(momentum, USUAL_SGD.nesterov()) : new OptimizerSettings.AdamW())
                .schedule(
                        switch (schedule) {
                            case COSINE -> new Schedule.WarmUpCosine(peak, warmUp);
                            case ONE_CYCLE -> new Schedule.OneCycle(peak, warmUp);
                            case CONSTANT -> new Schedule.Constant(peak);
                        })
                .weightDecay(weightDecay != null ? weightDecay : sgd ? USUAL.weightDecay() : ADAMW_DECAY)
                .labelSmoothing(labelSmoothing)
                .clipNorm(clipNorm)
                .averaging(averaging)
                .augmentation(augmentation.augmentation(USUAL.augmentation()))
                .seed(seed)
                .build();
    }
}
