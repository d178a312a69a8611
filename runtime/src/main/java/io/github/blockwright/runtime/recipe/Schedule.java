package io.github.blockwright.runtime.recipe;

import java.util.List;

/** The learning rate over the steps of a training. */
public sealed interface Schedule {
    /**
     * The learning rate of a step.
     *
     * @param step from 0
     * @param steps of the whole training
     * @return the learning rate of that step
     */
    double at(long step, long steps);

    /**
     * The learning rate of a step of a training whose epochs so far came to this.
     *
     * @param step from 0
     * @param steps of the whole training
     * @param losses of the epochs before the step's: the validation loss, or the training loss where there is none
     * @return the learning rate of that step
     */
    default double at(long step, long steps, List<Double> losses) {
        return at(step, steps);
    }

    /**
     * The same learning rate throughout.
     *
     * @param learningRate positive
     */
    record Constant(double learningRate) implements Schedule {
        /**
         * Checks the components.
         *
         * @param learningRate as the record says
         */
        public Constant {
            requirePositive(learningRate);
        }

        @Override
        public double at(long step, long steps) {
            return learningRate;
        }
    }

    /**
     * The same learning rate until the loss no longer falls, then a fraction of it, and so on: Keras' {@code
     * ReduceLROnPlateau} without a cool-down. It needs no state but the losses of the epochs, which a checkpoint has.
     *
     * @param learningRate to begin with, positive
     * @param factor what it is multiplied by, above 0 and below 1
     * @param patience the epochs in a row without an improvement after which it is, at least 1
     * @param minDelta what the loss must fall by, below the lowest so far, to count as an improvement; at least 0
     * @param lowest where the learning rate stays, at least 0
     */
    record Plateau(double learningRate, double factor, int patience, double minDelta, double lowest)
            implements Schedule {
        /**
         * Checks the components.
         *
         * @param learningRate as the record says
         * @param factor as the record says
         * @param patience as the record says
         * @param minDelta as the record says
         * @param lowest as the record says
         */
        public Plateau {
            requirePositive(learningRate);
            if (!(factor > 0 && factor < 1)) {
                throw new IllegalArgumentException("factor must be above 0 and below 1, not " + factor);
            }
            if (patience < 1 || !(minDelta >= 0) || !(lowest >= 0)) {
                throw new IllegalArgumentException("patience must be at least 1, minDelta and lowest at least 0, not "
                        + patience + ", " + minDelta + " and " + lowest);
            }
        }

        @Override
        public double at(long step, long steps) {
            return learningRate;
        }

        @Override
        public double at(long step, long steps, List<Double> losses) {
            double rate = learningRate;
            double best = Double.POSITIVE_INFINITY;
            int waited = 0;
            for (double loss : losses) {
                if (loss < best - minDelta) {
                    best = loss;
                    waited = 0;
                } else {
                    waited++;
                }
                if (waited >= patience) {
                    rate = Math.max(lowest, rate * factor);
                    waited = 0;
                }
            }
            return rate;
        }
    }

    /**
     * From 0 in a line to the peak, then along half a cosine to 0: warm-up as in Goyal et al. (arXiv:1706.02677), decay
     * as in Loshchilov and Hutter (arXiv:1608.03983) without restarts.
     *
     * @param peak the highest learning rate
     * @param warmUp the fraction of the steps that rise, at least 0 and below 1
     */
    record WarmUpCosine(double peak, double warmUp) implements Schedule {
        /**
         * Checks the components.
         *
         * @param peak as the record says
         * @param warmUp as the record says
         */
        public WarmUpCosine {
            requirePositive(peak);
            requireFraction(warmUp);
        }

        @Override
        public double at(long step, long steps) {
            double rising = warmUp * steps;
            if (step < rising) {
                return peak * (step + 1) / Math.ceil(rising);
            }
            return cosine(peak, 0, (step - rising) / (steps - rising));
        }
    }

    /**
     * One cycle (Smith and Topin, arXiv:1708.07120), with PyTorch's defaults: along half a cosine from peak / 25 to the
     * peak, then along another to peak / 250,000.
     *
     * @param peak the highest learning rate
     * @param rise the fraction of the steps that rise, at least 0 and below 1
     */
    record OneCycle(double peak, double rise) implements Schedule {
        private static final double START = 1.0 / 25;
        private static final double END = START / 1e4;

        /**
         * Checks the components.
         *
         * @param peak as the record says
         * @param rise as the record says
         */
        public OneCycle {
            requirePositive(peak);
            requireFraction(rise);
        }

        @Override
        public double at(long step, long steps) {
            double top = Math.max(1, rise * steps) - 1;
            if (step <= top) {
                return top == 0 ? peak : cosine(peak * START, peak, step / top);
            }
            return cosine(peak, peak * END, (step - top) / Math.max(1, steps - 1 - top));
        }
    }

    private static double cosine(double from, double to, double progress) {
        return to + (from - to) * (1 + Math.cos(Math.PI * progress)) / 2;
    }

    private static void requirePositive(double learningRate) {
        if (!(learningRate > 0 && learningRate < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("The learning rate must be positive, not " + learningRate);
        }
    }

    private static void requireFraction(double fraction) {
        if (!(fraction >= 0 && fraction < 1)) {
            throw new IllegalArgumentException(
                    "The rising fraction of the steps must be at least 0 and below 1, not " + fraction);
        }
    }
}
