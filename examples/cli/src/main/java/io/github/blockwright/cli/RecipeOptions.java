package io.github.blockwright.cli;

import io.github.blockwright.runtime.data.Pictures;
import io.github.blockwright.runtime.recipe.OptimizerSettings;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.recipe.Schedule;
import java.util.Locale;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How to train; what is not given is as in a recipe to begin with, which suits the data or is that of a run to go on. */
public final class RecipeOptions {
    // Of AdamW and Muon, which no recipe of the library has from scratch.
    private static final double ADAMW_PEAK = 0.002;
    private static final double MUON_PEAK = 0.02;
    private static final double MUON_IMAGES = 128;
    private static final double DECOUPLED_DECAY = 0.05;
    private static final double PLATEAU_FACTOR = 0.1;
    private static final double PLATEAU_DELTA = 1e-4;
    private static final int LARGE_BATCH = 1024;

    private enum OptimizerName {
        SGD,
        ADAMW,
        MUON
    }

    private enum ScheduleName {
        COSINE,
        ONE_CYCLE,
        CONSTANT,
        PLATEAU
    }

    @Option(names = "--epochs", description = "Passes over the training images; default: by their number.")
    private Integer epochs;

    @Option(names = "--batch-size", description = "Images at a time; default: by their number and size.")
    private Integer batchSize;

    @Option(names = "--accumulation", description = "Batches that make a step; default: by the images' size.")
    private Integer accumulation;

    @Option(names = "--optimizer", description = "SGD with Nesterov momentum, ADAMW or MUON; default SGD.")
    private OptimizerName optimizer;

    @Option(names = "--momentum", description = "Of SGD, default 0.9, or of MUON, default 0.95.")
    private Double momentum;

    @Option(
            names = "--schedule",
            description = "COSINE (with warm-up), ONE_CYCLE, CONSTANT or PLATEAU; default COSINE.")
    private ScheduleName schedule;

    @Option(
            names = "--learning-rate",
            description = "The highest one; default: by the number of images, 0.002 for ADAMW.")
    private Double learningRate;

    @Option(names = "--warm-up", description = "The share of the steps that rise; default 0.15.")
    private Double warmUp;

    @Option(
            names = "--plateau-patience",
            description = "Epochs without a lower loss after which PLATEAU takes a tenth; default ${DEFAULT-VALUE}.")
    private int plateauPatience = 5;

    @Option(
            names = "--weight-decay",
            description = "Of convolution and dense weights; default 5e-4 for SGD and 0.05 for ADAMW and MUON.")
    private Double weightDecay;

    @Option(names = "--label-smoothing", description = "Default 0.1.")
    private Double labelSmoothing;

    @Option(names = "--clip-norm", description = "The largest norm of the gradient, 0 for none; default 5.")
    private Double clipNorm;

    @Option(names = "--averaging", description = "Decay of a moving average of the weights, 0 for none; default 0.")
    private Double averaging;

    @Option(
            names = "--precise-batch-norm",
            description =
                    "Images to compute batch normalisation's statistics from before each evaluation, 0 for running"
                            + " averages; default: by the number of images.")
    private Integer preciseBatchNorm;

    @Mixin
    private AugmentationOptions augmentation;

    @Option(names = "--seed", description = "Of weights, order, augmentation and dropout; default 1.")
    private Integer seed;

    @Mixin
    private BalanceOptions balance;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** Whether a setting of this name, as on the command line without the dashes, was given. */
    boolean isGiven(String setting) {
        return switch (setting) {
            case "epochs" -> epochs != null;
            case "batch-size" -> batchSize != null;
            case "accumulation" -> accumulation != null;
            case "learning-rate" -> learningRate != null || optimizer != null;
            case "precise-batch-norm" -> preciseBatchNorm != null;
            default -> augmentation.isGiven(setting);
        };
    }

    /** Refuses what no recipe can have, before anything is looked for. */
    void check() {
        recipe(Recipe.fromScratch());
    }

    /** Refuses a batch that the pictures cannot fill and memory can hardly hold. */
    void check(Pictures pictures) {
        checkBatch(batchSize, pictures, spec);
    }

    static void checkBatch(Integer batchSize, Pictures pictures, CommandSpec spec) {
        if (batchSize != null && batchSize > LARGE_BATCH && batchSize > pictures.trainCount()) {
            throw new ParameterException(
                    spec.commandLine(),
                    String.format(
                            Locale.ROOT,
                            "--batch-size must be at most the %,d pictures to train on, not %d; the usual ones are 16 to 128",
                            pictures.trainCount(),
                            batchSize));
        }
    }

    /**
     * What was given, and the rest as it is.
     *
     * @throws IllegalArgumentException if a value is out of range; the message names it
     */
    Recipe recipe(Recipe start) {
        Recipe.Builder builder = start.toBuilder()
                .epochs(or(epochs, start.epochs()))
                .batchSize(or(batchSize, start.batchSize()))
                .accumulation(or(accumulation, batchSize != null ? 1 : start.accumulation()))
                .labelSmoothing(or(labelSmoothing, start.labelSmoothing()))
                .clipNorm(or(clipNorm, start.clipNorm()))
                .averaging(or(averaging, start.averaging()))
                .preciseBatchNorm(or(preciseBatchNorm, start.preciseBatchNorm()))
                .augmentation(augmentation.augmentation(start.augmentation()))
                .seed(or(seed, start.seed()));
        if (optimizer != null || momentum != null) {
            builder.optimizer(optimizer(start.optimizer()));
        }
        double decay = isDecoupled() ? DECOUPLED_DECAY : start.weightDecay();
        builder.weightDecay(or(weightDecay, decay));
        if (optimizer != null || schedule != null || learningRate != null || warmUp != null) {
            Recipe soFar = builder.build();
            builder.schedule(schedule(start.schedule(), soFar.batchSize() * soFar.accumulation()));
        }
        return balance.apply(builder).build();
    }

    /** The one that was asked for, or that of the start, with the momentum that was. */
    private OptimizerSettings optimizer(OptimizerSettings start) {
        OptimizerSettings chosen = optimizer == null
                ? start
                : switch (optimizer) {
                    case SGD -> new OptimizerSettings.Sgd();
                    case ADAMW -> new OptimizerSettings.AdamW();
                    case MUON -> new OptimizerSettings.Muon();
                };
        if (momentum == null) {
            return chosen;
        }
        return chosen instanceof OptimizerSettings.Sgd sgd
                ? new OptimizerSettings.Sgd(momentum, sgd.nesterov())
                : chosen instanceof OptimizerSettings.Muon muon
                        ? new OptimizerSettings.Muon(momentum, muon.nesterov(), muon.adamW())
                        : chosen;
    }

    /** Whether an optimiser was asked for whose decay does not go through the gradient. */
    private boolean isDecoupled() {
        return optimizer == OptimizerName.ADAMW || optimizer == OptimizerName.MUON;
    }

    /** By default; Muon's goes with the root of the images in a step, as is usual where updates have a size of their own. */
    private double usualPeak(Schedule start, int images) {
        if (optimizer == OptimizerName.MUON) {
            return MUON_PEAK * Math.sqrt(images / MUON_IMAGES);
        }
        return optimizer == OptimizerName.ADAMW ? ADAMW_PEAK : highest(start);
    }

    /** @param images in a step */
    private Schedule schedule(Schedule start, int images) {
        double peak = or(learningRate, usualPeak(start, images));
        double rise = or(warmUp, rise(start));
        ScheduleName name = schedule != null ? schedule : name(start);
        return switch (name) {
            case COSINE -> new Schedule.WarmUpCosine(peak, rise);
            case ONE_CYCLE -> new Schedule.OneCycle(peak, rise);
            case CONSTANT -> new Schedule.Constant(peak);
            case PLATEAU -> new Schedule.Plateau(peak, PLATEAU_FACTOR, plateauPatience, PLATEAU_DELTA, 0);
        };
    }

    private static ScheduleName name(Schedule schedule) {
        return schedule instanceof Schedule.WarmUpCosine
                ? ScheduleName.COSINE
                : schedule instanceof Schedule.OneCycle
                        ? ScheduleName.ONE_CYCLE
                        : schedule instanceof Schedule.Plateau ? ScheduleName.PLATEAU : ScheduleName.CONSTANT;
    }

    private static double highest(Schedule schedule) {
        return schedule instanceof Schedule.WarmUpCosine cosine
                ? cosine.peak()
                : schedule instanceof Schedule.OneCycle cycle
                        ? cycle.peak()
                        : schedule instanceof Schedule.Plateau plateau
                                ? plateau.learningRate()
                                : ((Schedule.Constant) schedule).learningRate();
    }

    private static double rise(Schedule schedule) {
        Schedule.WarmUpCosine usual =
                (Schedule.WarmUpCosine) Recipe.fromScratch().schedule();
        return schedule instanceof Schedule.WarmUpCosine cosine
                ? cosine.warmUp()
                : schedule instanceof Schedule.OneCycle cycle ? cycle.rise() : usual.warmUp();
    }

    private static int or(Integer given, int otherwise) {
        return given != null ? given : otherwise;
    }

    private static double or(Double given, double otherwise) {
        return given != null ? given : otherwise;
    }
}
