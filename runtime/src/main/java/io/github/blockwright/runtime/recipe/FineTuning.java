package io.github.blockwright.runtime.recipe;

import io.github.blockwright.runtime.data.Augmentation;
import io.github.blockwright.runtime.data.Augmentation.Border;
import java.util.Objects;
import java.util.Optional;

/**
 * How to make a network that has learned one thing learn another, in two phases. The first trains the head, which is the
 * rows after the frozen ones, on what those make of the images, computed once. The second unfreezes some of the frozen rows
 * and trains them together with the head, usually with a much lower learning rate; rows that stay frozen hold their batch
 * normalisation still.
 *
 * <p>Frozen in the first phase are the rows that are frozen in the block already, or else its first row, which is a backbone
 * as a rule. A block without a backbone freezes all rows but its dense ones.
 *
 * @param head the first phase; its augmentation makes the views after the first
 * @param tuning the second phase; empty to leave it out
 * @param trainableFrom the first row that learns in the second phase, within the backbone where there is one; if empty, what
 *     the table's {@code @Backbone(trainableFrom)} says, and for a table without that the second half of its rows
 * @param views of each image in the first phase: as it is, and so many less one changed by the head's augmentation
 * @param heldOut the share of each class that no phase trains on and that decides with which epoch a phase ends; 0 to end
 *     with the last
 * @param gradual whether the second phase unfreezes its rows one after the other, the last first
 * @param layerDecay in the second phase, a row's learning rate over that of the row after it; 1 for the same rate everywhere
 * @param frozenBatchNorm whether the second phase holds batch normalisation still in the rows that it unfreezes too: their
 *     statistics stay those of the many images that the network has learned from
 */
public record FineTuning(
        Recipe head,
        Optional<Recipe> tuning,
        Optional<String> trainableFrom,
        int views,
        double heldOut,
        boolean gradual,
        double layerDecay,
        boolean frozenBatchNorm) {
    static final FineTuning DEFAULT = new FineTuning(
            phase(20, 1e-3, Augmentation.NONE),
            Optional.of(phase(5, 1e-4, new Augmentation(4, Border.REFLECT, true, 0))),
            Optional.empty(),
            1,
            0,
            false,
            1,
            false);

    /**
     * Checks the settings.
     *
     * @param head how the first phase trains
     * @param heldOut the fraction of the training pictures that chooses the epoch; 0 for none
     * @param trainableFrom the first row that the second phase trains; empty for the table's own
     * @param tuning how the second phase trains
     * @param views of each picture in the first phase, at least 1
     * @param gradual whether the second phase unfreezes its rows one after the other, the last first
     * @param layerDecay in the second phase, a row's learning rate over that of the row after it
     * @param frozenBatchNorm whether the second phase holds batch normalisation still everywhere
     * @throws IllegalArgumentException if a setting is out of range; the message names it
     */
    public FineTuning {
        Objects.requireNonNull(head, "head");
        if (views < 1) {
            throw new IllegalArgumentException("views must be at least 1, not " + views);
        }
        if (views > 1 && head.augmentation().equals(Augmentation.NONE)) {
            throw new IllegalArgumentException(
                    views + " views without an augmentation are all the same: set the head's, or make one view");
        }
        if (views > 1 && head.augmentation().mixes()) {
            throw new IllegalArgumentException(
                    "The head learns from views of one image each: leave mixUp and cutMix out of its augmentation");
        }
        if (!(heldOut >= 0 && heldOut < 1)) {
            throw new IllegalArgumentException("heldOut must be at least 0 and below 1, not " + heldOut);
        }
        if (!(layerDecay > 0 && layerDecay <= 1)) {
            throw new IllegalArgumentException("layerDecay must be above 0 and at most 1, not " + layerDecay);
        }
    }

    /**
     * The same with another first phase.
     *
     * @param recipe how to train
     * @return a new one; this stays as it is
     */
    public FineTuning withHead(Recipe recipe) {
        return new FineTuning(recipe, tuning, trainableFrom, views, heldOut, gradual, layerDecay, frozenBatchNorm);
    }

    /**
     * The same with another second phase.
     *
     * @param recipe how to train
     * @return a new one; this stays as it is
     */
    public FineTuning withTuning(Recipe recipe) {
        return new FineTuning(
                head, Optional.of(recipe), trainableFrom, views, heldOut, gradual, layerDecay, frozenBatchNorm);
    }

    /** {@return the first phase alone} */
    public FineTuning headOnly() {
        return new FineTuning(
                head, Optional.empty(), trainableFrom, views, heldOut, gradual, layerDecay, frozenBatchNorm);
    }

    /**
     * The same, unfreezing from this row on.
     *
     * @param row of the table
     * @return a new one; this stays as it is
     */
    public FineTuning withTrainableFrom(String row) {
        return new FineTuning(head, tuning, Optional.of(row), views, heldOut, gradual, layerDecay, frozenBatchNorm);
    }

    /**
     * The same with so many views of each image in the first phase.
     *
     * @param number at least 1
     * @return a new one; this stays as it is
     */
    public FineTuning withViews(int number) {
        return new FineTuning(head, tuning, trainableFrom, number, heldOut, gradual, layerDecay, frozenBatchNorm);
    }

    /**
     * The same, but each phase ends with its best epoch on this share of each class, which is held out.
     *
     * @param fraction at least 0 and below 1
     * @return a new one; this stays as it is
     */
    public FineTuning withHeldOut(double fraction) {
        return new FineTuning(head, tuning, trainableFrom, views, fraction, gradual, layerDecay, frozenBatchNorm);
    }

    /**
     * The same, but the second phase unfreezes the rows one after the other, from the last to the first, over its epochs:
     * gradual unfreezing (Howard and Ruder, <i>Universal Language Model Fine-tuning for Text Classification</i>, ACL 2018,
     * section 3.3).
     *
     * @return a new one; this stays as it is
     */
    public FineTuning withGradualUnfreezing() {
        return new FineTuning(head, tuning, trainableFrom, views, heldOut, true, layerDecay, frozenBatchNorm);
    }

    /**
     * The same, but in the second phase each row's learning rate is this times that of the row after it, so that what has
     * learned the most general things changes least (section 3.2 of the same paper, which takes 1 / 2.6).
     *
     * @param factor above 0 and at most 1
     * @return a new one; this stays as it is
     */
    public FineTuning withLayerDecay(double factor) {
        return new FineTuning(head, tuning, trainableFrom, views, heldOut, gradual, factor, frozenBatchNorm);
    }

    /**
     * The same, but the second phase holds batch normalisation still, or not, in the rows that it unfreezes too.
     *
     * @param frozen true to hold it still
     * @return a new one; this stays as it is
     */
    public FineTuning withFrozenBatchNorm(boolean frozen) {
        return new FineTuning(head, tuning, trainableFrom, views, heldOut, gradual, layerDecay, frozen);
    }

    /** {@return the settings as JSON, a line for each; {@link #fromJson} reads it back} */
    public String toJson() {
        return RecordJson.text(this);
    }

    /**
     * Reads a recipe from JSON. What is not written is as in {@link Recipe#fineTuning}.
     *
     * @param json an object of settings
     * @return the recipe
     * @throws IllegalArgumentException as {@link Recipe#fromJson} does
     */
    public static FineTuning fromJson(String json) {
        return RecordJson.parse(json, DEFAULT);
    }

    private static Recipe phase(int epochs, double learningRate, Augmentation augmentation) {
        return Recipe.builder()
                .epochs(epochs)
                .batchSize(32)
                .optimizer(new OptimizerSettings.AdamW())
                .schedule(new Schedule.WarmUpCosine(learningRate, 0.1))
                .weightDecay(0.01)
                .augmentation(augmentation)
                .build();
    }
}
