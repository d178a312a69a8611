package io.github.blockwright.runtime.recipe;

import io.github.blockwright.runtime.data.Augmentation;

/**
 * Everything that decides a training but the network and the data. The same recipe, network, data and number of threads
 * give the same weights to the bit.
 *
 * @param epochs passes over the training data
 * @param batchSize images in a step
 * @param optimizer turns gradients into updates
 * @param schedule of the learning rate
 * @param weightDecay on the weights of convolutions and dense layers only
 * @param labelSmoothing the share of a label that is spread over all classes (Szegedy et al., arXiv:1512.00567)
 * @param clipNorm the largest Euclidean norm that the gradient of all weights together may have; 0 for no limit
 * @param averaging the decay of an exponential moving average of the weights, which is then what is evaluated and saved;
 *     0 for none. It starts lower and reaches this value after about {@code 10 / (1 - averaging)} steps
 * @param augmentation of the training images
 * @param seed of the first weights, the order of the data, the augmentation and dropout
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
        int seed) {
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
                .seed(seed);
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
                    seed);
        }
    }
}
