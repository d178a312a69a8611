package io.github.blockwright.runtime.recipe;

import io.github.blockwright.runtime.data.Augmentation;
import io.github.blockwright.runtime.data.Augmentation.Border;
import java.util.List;
import java.util.Locale;

/**
 * The recipe for so many pictures of a size, and why each setting is what it is. What is not said is as in {@link
 * Recipe#fromScratch}.
 *
 * @param recipe to train by
 * @param choices what was chosen by the data
 */
public record RecipeAdvice(Recipe recipe, List<Choice> choices) {
    /** From so many pictures on, the recipe is the one that was made for CIFAR-10's 50,000. */
    private static final int MANY = 20_000;

    private static final List<String> CIFAR_10 =
            List.of("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");
    static final String NO_FLIP = "a mirrored arrow, letter or number means something else; --flip if yours do not";

    private static final int STEPS = 4_000;
    private static final int FEWEST_EPOCHS = 30;
    private static final int MOST_EPOCHS = 100;
    private static final int RECALIBRATED_ON = 1_024;

    /**
     * Takes a copy of the list.
     *
     * @param recipe as the record says
     * @param choices as the record says
     */
    public RecipeAdvice {
        choices = List.copyOf(choices);
    }

    /**
     * A setting.
     *
     * @param setting its name on the command line, without the dashes
     * @param value as it would be given there
     * @param reason in a few words
     */
    public record Choice(String setting, String value, String reason) {
        /** As {@code batch-size 32: ...}. */
        @Override
        public String toString() {
            return setting + " " + value + ": " + reason;
        }
    }

    /**
     * What suits so many pictures of these classes.
     *
     * @param pictures to train on, at least 1
     * @param height of the network's input, in pixels
     * @param width of the network's input, in pixels
     * @param classes their names; of CIFAR-10's it is known that they may be mirrored
     * @return the recipe and the reasons
     * @throws IllegalArgumentException if there is no picture
     */
    public static RecipeAdvice of(int pictures, int height, int width, List<String> classes) {
        if (pictures < 1) {
            throw new IllegalArgumentException("There must be at least 1 picture, not " + pictures);
        }
        Recipe usual = Recipe.fromScratch();
        Schedule.WarmUpCosine schedule = (Schedule.WarmUpCosine) usual.schedule();
        int stepSize = stepSize(pictures);
        int batchSize = Math.min(stepSize, fitting(height, width));
        int steps = (pictures + stepSize - 1) / stepSize;
        int epochs = Math.max(FEWEST_EPOCHS, Math.min(MOST_EPOCHS, 5 * ((STEPS + 5 * steps - 1) / (5 * steps))));
        double peak = schedule.peak() * stepSize / usual.batchSize();
        int recalibrated = pictures < MANY ? RECALIBRATED_ON : 0;
        boolean flip = CIFAR_10.equals(classes);
        int pad = Math.max(1, Math.min(height, width) / 8);
        Recipe recipe = usual.toBuilder()
                .epochs(epochs)
                .batchSize(batchSize)
                .accumulation(stepSize / batchSize)
                .schedule(new Schedule.WarmUpCosine(peak, schedule.warmUp()))
                .preciseBatchNorm(recalibrated)
                .augmentation(new Augmentation(pad, Border.REFLECT, flip, 0))
                .build();
        return new RecipeAdvice(
                recipe,
                List.of(
                        choice("epochs", epochs, "of %,d steps each, %,d in all", steps, epochs * steps),
                        choice("batch-size", batchSize, "%s", why(stepSize, batchSize, pictures)),
                        choice("accumulation", stepSize / batchSize, "steps of %d pictures", stepSize),
                        choice(
                                "learning-rate",
                                peak,
                                "%s for steps of %d, in proportion",
                                schedule.peak(),
                                usual.batchSize()),
                        choice(
                                "precise-batch-norm",
                                recalibrated,
                                "%s",
                                recalibrated == 0
                                        ? "there are enough steps for running averages to follow"
                                        : "running averages lag behind so few steps, so they are computed anew for every evaluation"),
                        choice("pad", pad, "an eighth of the side; random crops move a picture by so many pixels"),
                        flip
                                ? choice("flip", true, "CIFAR-10's classes are the same in a mirror")
                                : choice("flip", false, NO_FLIP)));
    }

    /** So few that an epoch has some twenty steps, and enough for batch normalisation. */
    private static int stepSize(int pictures) {
        return pictures < 500 ? 16 : pictures < 2_000 ? 32 : pictures < MANY ? 64 : 128;
    }

    /** What a network of a MobileNet's size trains on within a few gigabytes. */
    private static int fitting(int height, int width) {
        int side = Math.max(height, width);
        return side <= 96 ? 128 : side <= 160 ? 64 : 32;
    }

    private static String why(int stepSize, int batchSize, int pictures) {
        return batchSize < stepSize
                ? "as many of this size as memory holds"
                : String.format(Locale.ROOT, "for %,d pictures", pictures);
    }

    private static Choice choice(String setting, Object value, String reason, Object... values) {
        return new Choice(setting, value.toString(), String.format(Locale.ROOT, reason, values));
    }
}
