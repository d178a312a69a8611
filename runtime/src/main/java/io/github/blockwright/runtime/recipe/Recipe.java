package io.github.blockwright.runtime.recipe;

import io.github.blockwright.runtime.data.Augmentation;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything that decides a training but the network and the data. The same recipe, network, data and number of threads
 * give the same weights to the bit.
 *
 * @param epochs passes over the training data
 * @param batchSize images that pass through the network at a time
 * @param optimizer turns gradients into updates
 * @param schedule of the learning rate
 * @param weightDecay on the weights of convolutions and dense layers only
 * @param labelSmoothing the share of a label that is spread over all classes (Szegedy et al., arXiv:1512.00567)
 * @param clipNorm the largest Euclidean norm that the gradient of all weights together may have; 0 for no limit
 * @param averaging the decay of an exponential moving average of the weights, which is then what is evaluated and saved;
 *     0 for none. It starts lower and reaches this value after about {@code 10 / (1 - averaging)} steps
 * @param augmentation of the training images
 * @param seed of the first weights, the order of the data, the augmentation and dropout
 * @param accumulation batches whose gradients are added up to one step, so that 4 of 32 images make the step of a batch of
 *     128 in the memory of 32. It is the same up to rounding, but for batch normalisation, which sees 32 images at a time,
 *     and for dropout's other draws. The last step of an epoch takes what is left
 * @param classWeights how much each class counts in the loss
 * @param sampling which pictures an epoch is made of
 * @param preciseBatchNorm images over which batch normalisation's statistics are computed anew, with the weights as they
 *     are, before a network is evaluated and saved (Wu and Johnson, arXiv:2105.07576, section 3); 0 for the running ones,
 *     which need some hundred steps to follow
 * @param earlyStopping when a training ends before its last epoch; empty for never
 * @param tunedThresholds whether a network of several labels says yes to each from the probability on that gave the
 *     highest F1 on the validation pictures, or from 0.5 on
 */
public record Recipe(
        int epochs,
        int batchSize,
        OptimizerSettings optimizer,
        Schedule schedule,
        double weightDecay,
        double labelSmoothing,
        double clipNorm,
        double averaging,
        Augmentation augmentation,
        int seed,
        int accumulation,
        ClassWeights classWeights,
        Sampling sampling,
        int preciseBatchNorm,
        Optional<EarlyStopping> earlyStopping,
        boolean tunedThresholds) {
    /**
     * Checks the components.
     *
     * @param epochs as the record says
     * @param batchSize as the record says
     * @param optimizer as the record says
     * @param schedule as the record says
     * @param weightDecay as the record says
     * @param labelSmoothing as the record says
     * @param clipNorm as the record says
     * @param averaging as the record says
     * @param augmentation as the record says
     * @param seed as the record says
     * @param accumulation as the record says
     * @param classWeights as the record says
     * @param sampling as the record says
     * @param preciseBatchNorm as the record says
     * @param earlyStopping as the record says
     * @param tunedThresholds as the record says
     */
    public Recipe {
        require(epochs >= 1, "epochs must be at least 1, not " + epochs);
        require(batchSize >= 2, "batchSize must be at least 2, not " + batchSize);
        require(weightDecay >= 0, "weightDecay must be at least 0, not " + weightDecay);
        require(
                labelSmoothing >= 0 && labelSmoothing < 1,
                "labelSmoothing must be at least 0 and below 1, not " + labelSmoothing);
        require(clipNorm >= 0, "clipNorm must be at least 0, not " + clipNorm);
        require(averaging >= 0 && averaging < 1, "averaging must be at least 0 and below 1, not " + averaging);
        require(accumulation >= 1, "accumulation must be at least 1, not " + accumulation);
        require(
                (long) batchSize * accumulation <= Integer.MAX_VALUE,
                "batchSize " + batchSize + " times accumulation " + accumulation + " is more than a step can have");
        require(preciseBatchNorm >= 0, "preciseBatchNorm must be at least 0, not " + preciseBatchNorm);
        Objects.requireNonNull(classWeights, "classWeights");
        Objects.requireNonNull(sampling, "sampling");
        Objects.requireNonNull(earlyStopping, "earlyStopping");
    }

    /**
     * The recipe for small images and a network with batch normalisation: 30 epochs of 128, SGD with
     * Nesterov momentum 0.9, warm-up to 0.1 over 15 % of the steps and a cosine to 0, weight decay 5e-4, label smoothing
     * 0.1, gradients clipped to a norm of 5, reflected padding with random crops, and flips. On the lecture's table the
     * norm falls from 15 to below 5 in the first 300 steps and to about 1 later, where, without the limit, a rare long
     * gradient can cost several epochs.
     *
     * @return the recipe
     */
    public static Recipe fromScratch() {
        return builder().build();
    }

    /**
     * The recipe that suits so many pictures of a size. For CIFAR-10's it is {@link #fromScratch} without the flips, which
     * are left to those who know that a mirrored picture means the same.
     *
     * @param pictures to train on, at least 1
     * @param height of the network's input, in pixels
     * @param width of the network's input, in pixels
     * @return the recipe; {@link RecipeAdvice} also has the reasons
     */
    public static Recipe forData(int pictures, int height, int width) {
        return RecipeAdvice.of(pictures, height, width, List.of()).recipe();
    }

    /** {@return the recipe in two phases that suits published weights and other classes; see {@link FineTuning}} */
    public static FineTuning fineTuning() {
        return FineTuning.DEFAULT;
    }

    /** {@return a builder that starts from {@link #fromScratch}} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return a builder that starts from this recipe} */
    public Builder toBuilder() {
        return new Builder()
                .epochs(epochs)
                .batchSize(batchSize)
                .optimizer(optimizer)
                .schedule(schedule)
                .weightDecay(weightDecay)
                .labelSmoothing(labelSmoothing)
                .clipNorm(clipNorm)
                .averaging(averaging)
                .augmentation(augmentation)
                .seed(seed)
                .accumulation(accumulation)
                .classWeights(classWeights)
                .sampling(sampling)
                .preciseBatchNorm(preciseBatchNorm)
                .earlyStopping(earlyStopping)
                .tunedThresholds(tunedThresholds);
    }

    /** {@return images in a step: those of a batch, as many times as batches are added up} */
    public int stepSize() {
        return Math.multiplyExact(batchSize, accumulation);
    }

    /**
     * The settings in a line. What is as it always was before there was a choice is left out, so that checkpoints, which are
     * compared by this text, stay those of the same recipe.
     */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("Recipe[epochs=" + epochs + ", batchSize=" + batchSize + ", optimizer="
                + optimizer + ", schedule=" + schedule + ", weightDecay=" + weightDecay + ", labelSmoothing="
                + labelSmoothing + ", clipNorm=" + clipNorm + ", averaging=" + averaging + ", augmentation="
                + augmentation + ", seed=" + seed);
        Recipe usual = fromScratch();
        add(text, "accumulation", accumulation, usual.accumulation);
        add(text, "classWeights", classWeights, usual.classWeights);
        add(text, "sampling", sampling, usual.sampling);
        add(text, "preciseBatchNorm", preciseBatchNorm, usual.preciseBatchNorm);
        earlyStopping.ifPresent(value -> add(text, "earlyStopping", value, Optional.empty()));
        add(text, "tunedThresholds", tunedThresholds, usual.tunedThresholds);
        return text.append(']').toString();
    }

    private static void add(StringBuilder text, String name, Object value, Object usual) {
        if (!value.equals(usual)) {
            text.append(", ").append(name).append('=').append(value);
        }
    }

    /** {@return the settings as JSON, a line for each; {@link #fromJson} reads it back} */
    public String toJson() {
        return RecordJson.text(this);
    }

    /**
     * Reads a recipe from JSON. What is not written is as in {@link #fromScratch}.
     *
     * @param json an object of settings
     * @return the recipe
     * @throws IllegalArgumentException if it is no JSON object, a key is unknown, or a value has another type or is out of
     *     range; the message names the key, and the nearest that there is
     */
    public static Recipe fromJson(String json) {
        return RecordJson.parse(json, fromScratch());
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }

    /** Collects the settings; {@link Recipe} says what each means. */
    public static final class Builder {
        private int epochs = 30;
        private int batchSize = 128;
        private OptimizerSettings optimizer = new OptimizerSettings.Sgd(0.9, true);
        private Schedule schedule = new Schedule.WarmUpCosine(0.1, 0.15);
        private double weightDecay = 5e-4;
        private double labelSmoothing = 0.1;
        private double clipNorm = 5;
        private double averaging;
        private Augmentation augmentation = Augmentation.CIFAR;
        private int seed = 1;
        private int accumulation = 1;
        private ClassWeights classWeights = new ClassWeights.None();
        private Sampling sampling = Sampling.SHUFFLED;
        private int preciseBatchNorm;
        private Optional<EarlyStopping> earlyStopping = Optional.empty();
        private boolean tunedThresholds;

        private Builder() {}

        /**
         * Sets the number of epochs.
         *
         * @param epochs passes over the training pictures, at least 1
         * @return this
         */
        public Builder epochs(int epochs) {
            this.epochs = epochs;
            return this;
        }

        /**
         * Sets the size of a batch.
         *
         * @param batchSize pictures in a step, at least 2
         * @return this
         */
        public Builder batchSize(int batchSize) {
            this.batchSize = batchSize;
            return this;
        }

        /**
         * Sets the optimiser.
         *
         * @param optimizer turns gradients into updates
         * @return this
         */
        public Builder optimizer(OptimizerSettings optimizer) {
            this.optimizer = optimizer;
            return this;
        }

        /**
         * Sets the schedule of the learning rate.
         *
         * @param schedule of the learning rate
         * @return this
         */
        public Builder schedule(Schedule schedule) {
            this.schedule = schedule;
            return this;
        }

        /**
         * Sets the weight decay.
         *
         * @param weightDecay on the weights of convolutions and dense layers, at least 0
         * @return this
         */
        public Builder weightDecay(double weightDecay) {
            this.weightDecay = weightDecay;
            return this;
        }

        /**
         * Sets the label smoothing.
         *
         * @param labelSmoothing at least 0 and below 1
         * @return this
         */
        public Builder labelSmoothing(double labelSmoothing) {
            this.labelSmoothing = labelSmoothing;
            return this;
        }

        /**
         * Sets the limit of the gradient's norm.
         *
         * @param clipNorm of all gradients together; 0 for no limit
         * @return this
         */
        public Builder clipNorm(double clipNorm) {
            this.clipNorm = clipNorm;
            return this;
        }

        /**
         * Sets the averaging of weights.
         *
         * @param averaging decay of the moving average of the weights; 0 for none
         * @return this
         */
        public Builder averaging(double averaging) {
            this.averaging = averaging;
            return this;
        }

        /**
         * Sets the augmentation.
         *
         * @param augmentation of the training pictures
         * @return this
         */
        public Builder augmentation(Augmentation augmentation) {
            this.augmentation = augmentation;
            return this;
        }

        /**
         * Sets the seed.
         *
         * @param seed of first weights, order, augmentation and dropout
         * @return this
         */
        public Builder seed(int seed) {
            this.seed = seed;
            return this;
        }

        /**
         * Sets how many batches make a step.
         *
         * @param accumulation batches whose gradients are added up, at least 1
         * @return this
         */
        public Builder accumulation(int accumulation) {
            this.accumulation = accumulation;
            return this;
        }

        /**
         * Sets how much each class counts.
         *
         * @param classWeights in the loss
         * @return this
         */
        public Builder classWeights(ClassWeights classWeights) {
            this.classWeights = classWeights;
            return this;
        }

        /**
         * Sets which pictures an epoch is made of.
         *
         * @param sampling all, or as many of each class
         * @return this
         */
        public Builder sampling(Sampling sampling) {
            this.sampling = sampling;
            return this;
        }

        /**
         * Sets over how many images batch normalisation's statistics are computed anew.
         *
         * @param preciseBatchNorm images; 0 to keep running averages
         * @return this
         */
        public Builder preciseBatchNorm(int preciseBatchNorm) {
            this.preciseBatchNorm = preciseBatchNorm;
            return this;
        }

        /**
         * Sets when a training ends early.
         *
         * @param earlyStopping empty for never
         * @return this
         */
        public Builder earlyStopping(Optional<EarlyStopping> earlyStopping) {
            this.earlyStopping = earlyStopping;
            return this;
        }

        /**
         * Sets how a network of several labels decides.
         *
         * @param tunedThresholds whether its thresholds are chosen on the validation pictures
         * @return this
         */
        public Builder tunedThresholds(boolean tunedThresholds) {
            this.tunedThresholds = tunedThresholds;
            return this;
        }

        /**
         * Builds the recipe.
         *
         * @return the recipe
         * @throws IllegalArgumentException if a setting is out of range; the message names it
         */
        public Recipe build() {
            return new Recipe(
                    epochs,
                    batchSize,
                    optimizer,
                    schedule,
                    weightDecay,
                    labelSmoothing,
                    clipNorm,
                    averaging,
                    augmentation,
                    seed,
                    accumulation,
                    classWeights,
                    sampling,
                    preciseBatchNorm,
                    earlyStopping,
                    tunedThresholds);
        }
    }
}
