package io.github.blockwright.runtime.recipe;

import io.github.blockwright.runtime.data.Augmentation;
import io.github.blockwright.runtime.data.Augmentation.Border;
import io.github.blockwright.runtime.recipe.RecipeAdvice.Choice;
import java.util.List;
import java.util.Locale;

/**
 * The recipe in two phases for so many pictures, and why each setting is what it is. What is not said is as in {@link
 * Recipe#fineTuning}.
 *
 * <ul>
 *   <li><b>Steps</b>, not epochs, are what a phase needs: some 1,150 from a head's first weights on, some 300 from published
 *       ones. Few pictures are seen more often for it, up to 60 and 15 times, beyond which the head of a hundred pictures knows
 *       them all; many are seen 20 and 5 times at least. An epoch of the head costs a hundredth of one that computes pictures.
 *   <li><b>Pictures in a step</b>: 32, and 16 below 500, which then make twice as many steps. More would be less noise than
 *       such low learning rates need, and at 224 pixels more memory.
 *   <li><b>Learning rates</b> are AdamW's usual ones for steps of 32, 1e-3 for new weights and 1e-4 for published ones, and go
 *       with the square root of the pictures in a step (Malladi et al., arXiv:2205.10287).
 *   <li><b>Warm-up</b>: a tenth of the steps, and a fifth where a phase has fewer than 150, so that it is twenty at least.
 *   <li><b>Batch normalisation</b> is held still below 500 pictures: its running statistics would become those of a few pictures,
 *       seen again and again. Measured on 10 and 40 photos, that is worth two points ({@code docs/results/cats-and-dogs.md}).
 *   <li><b>Held out</b> to choose the epoch: a tenth, but no more than 2,000, which tell accuracies of 0.9 apart by 0.007. Below 50
 *       pictures, by which they could not be told apart by 0.04, the choice would be chance, so nothing is held out, every
 *       picture is learned from, and the last epoch counts, at the learning rate 0.
 * </ul>
 *
 * @param recipe to fine-tune by
 * @param choices what was chosen by the data
 */
public record FineTuningAdvice(FineTuning recipe, List<Choice> choices) {
    private static final int FEW = 500;
    private static final int HEAD_STEPS = 1_150;
    private static final int TUNING_STEPS = 300;
    private static final double HEAD_PEAK = 1e-3;
    private static final double TUNING_PEAK = 1e-4;
    private static final int USUAL_STEP = 32;
    private static final int FEW_STEPS = 150;
    private static final double SHARE = 0.1;
    private static final int FEWEST_HELD_OUT = 50;
    private static final int MOST_HELD_OUT = 2_000;
    private static final int PICTURES_OF_A_CLASS = 10;

    /**
     * Takes a copy of the list.
     *
     * @param recipe as the record says
     * @param choices as the record says
     */
    public FineTuningAdvice {
        choices = List.copyOf(choices);
    }

    /**
     * What suits so many pictures.
     *
     * @param pictures to train on, at least 1; those that are held out to choose an epoch are among them
     * @param height of the network's input, in pixels
     * @param width of the network's input, in pixels
     * @param classes how many
     * @return the recipe and the reasons
     * @throws IllegalArgumentException if there is no picture
     */
    public static FineTuningAdvice of(int pictures, int height, int width, int classes) {
        if (pictures < 1) {
            throw new IllegalArgumentException("There must be at least 1 picture, not " + pictures);
        }
        int batchSize = pictures < FEW ? 16 : USUAL_STEP;
        double heldOut = heldOut(pictures, classes);
        int learned = Math.max(1, (int) Math.round(pictures * (1 - heldOut)));
        int steps = (learned + batchSize - 1) / batchSize;
        int headEpochs = between(20, (double) HEAD_STEPS / steps, 60);
        int epochs = between(5, (double) TUNING_STEPS / steps, 15);
        double factor = Math.sqrt((double) batchSize / USUAL_STEP);
        int side = Math.min(height, width);
        int pad = Math.max(side / 14, Math.min(4, side / 8));
        FineTuning usual = Recipe.fineTuning();
        FineTuning recipe = usual.withHead(phase(headEpochs, batchSize, HEAD_PEAK * factor, headEpochs * steps)
                        .augmentation(Augmentation.NONE)
                        .build())
                .withTuning(phase(epochs, batchSize, TUNING_PEAK * factor, epochs * steps)
                        .augmentation(Augmentation.NONE.withPad(pad, Border.REFLECT))
                        .build())
                .withHeldOut(heldOut)
                .withFrozenBatchNorm(pictures < FEW);
        return new FineTuningAdvice(
                recipe,
                List.of(
                        choice(
                                "choose-epoch-on",
                                heldOut,
                                "%s",
                                heldOut == 0
                                        ? "too few to tell epochs apart by a part of them, so the last one counts"
                                        : String.format(
                                                Locale.ROOT,
                                                "%,d pictures, which no phase trains on",
                                                pictures - learned)),
                        choice("batch-size", batchSize, "for %,d pictures", learned),
                        choice("head-epochs", headEpochs, "of %,d steps each, %,d in all", steps, headEpochs * steps),
                        choice(
                                "head-learning-rate",
                                rate(recipe.head()),
                                "AdamW's usual one for new weights, 0.001, %s",
                                why(batchSize)),
                        choice("epochs", epochs, "of %,d steps each, %,d in all", steps, epochs * steps),
                        choice(
                                "learning-rate",
                                rate(recipe.tuning().orElseThrow()),
                                "AdamW's usual one for published weights, 0.0001, %s",
                                why(batchSize)),
                        choice(
                                "warm-up",
                                warmUp(recipe.tuning().orElseThrow()),
                                "of the steps after the head's; they are %,d",
                                epochs * steps),
                        choice(
                                "freeze-batch-norm",
                                pictures < FEW,
                                pictures < FEW
                                        ? "so few pictures' statistics are worse than those that came with the weights"
                                        : "enough pictures for statistics of their own"),
                        choice("pad", pad, "random crops move a picture by up to so many pixels"),
                        choice("flip", false, RecipeAdvice.NO_FLIP)));
    }

    private static double heldOut(int pictures, int classes) {
        if (pictures < FEWEST_HELD_OUT / SHARE || pictures < PICTURES_OF_A_CLASS * classes) {
            return 0;
        }
        return Math.min(SHARE, (double) MOST_HELD_OUT / pictures);
    }

    private static int between(int least, double wanted, int most) {
        return (int) Math.max(least, Math.min(most, Math.round(wanted)));
    }

    private static Recipe.Builder phase(int epochs, int batchSize, double peak, int steps) {
        return Recipe.fineTuning().head().toBuilder()
                .epochs(epochs)
                .batchSize(batchSize)
                .schedule(new Schedule.WarmUpCosine(rounded(peak), steps < FEW_STEPS ? 0.2 : 0.1));
    }

    /** Two digits, as a person would write it. */
    private static double rounded(double peak) {
        return Double.parseDouble(String.format(Locale.ROOT, "%.1e", peak));
    }

    private static double rate(Recipe phase) {
        return ((Schedule.WarmUpCosine) phase.schedule()).peak();
    }

    private static double warmUp(Recipe phase) {
        return ((Schedule.WarmUpCosine) phase.schedule()).warmUp();
    }

    private static String why(int batchSize) {
        return batchSize == USUAL_STEP
                ? "for steps of 32"
                : "for steps of 32, by the square root of the pictures in a step";
    }

    private static Choice choice(String setting, Object value, String reason, Object... values) {
        return new Choice(setting, value.toString(), String.format(Locale.ROOT, reason, values));
    }
}
