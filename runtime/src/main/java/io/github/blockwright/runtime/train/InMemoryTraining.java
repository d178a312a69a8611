package io.github.blockwright.runtime.train;

import ai.djl.ndarray.NDManager;
import io.github.blockwright.runtime.batches.FeatureDataset;
import io.github.blockwright.runtime.data.ImageSource;
import io.github.blockwright.runtime.report.LearningRateRange;
import io.github.blockwright.runtime.report.TrainingHistory;
import java.util.List;
import java.util.Optional;

/**
 * A training with the engine and the images in the caller's hands: what runs of pictures, phases of a fine-tuning and
 * programs of users have in common.
 *
 * @param best keeps the weights of the best epoch, where that is wanted
 */
record InMemoryTraining(Training training, Optional<BestEpoch> best) {
    InMemoryTraining(Training training) {
        this(training, Optional.empty());
    }

    /**
     * Checks that {@link #fit} can start on this data, before something slow that comes ahead of it.
     *
     * @param validation or null
     * @throws TrainingException if it cannot; the message says why and what to change
     * @throws IllegalArgumentException if the images have another size than the table's input or are too small for the
     *     augmentation
     */
    void check(ImageSource train, ImageSource validation) {
        Task.ofImages(training.block, training.recipe, train, validation);
    }

    LearningRateRange learningRateRange(NDManager manager, ImageSource train) {
        return RangeTest.USUAL.run(
                training.block,
                training.recipe,
                training.settings.recomputes(),
                training.factors,
                Task.ofImages(training.block, training.recipe, train, null),
                manager);
    }

    /**
     * Trains the whole network on images.
     *
     * @param validation evaluated after every epoch, or null
     * @throws TrainingException if it cannot start or go on; the message says why and what to change
     */
    Epochs.Fit fit(NDManager manager, ImageSource train, ImageSource validation) {
        return epochs(true).fit(manager, () -> Task.ofImages(training.block, training.recipe, train, validation));
    }

    /**
     * Trains the rows after the frozen ones to the end, on what the frozen ones made of images. It comes to what {@link
     * #fit} comes to without augmentation, up to rounding. The recipe's augmentation plays no part: the features' views take
     * its place, of which every epoch draws one for each image. Its epochs are short, so the directory gets checkpoints when
     * they are due, and no models.
     *
     * @param manager its device is where the training runs
     * @param train features of at least two images, from the block's frozen rows as they are now
     * @param validation evaluated after every epoch, or null
     * @throws TrainingException if it cannot start or go on; the message says why and what to change
     * @throws IllegalArgumentException if every row is frozen
     */
    TrainingHistory run(NDManager manager, FeatureDataset train, FeatureDataset validation) {
        return epochs(false)
                .fit(manager, () -> Task.ofFeatures(training.block, training.recipe, train, validation))
                .history();
    }

    private Epochs epochs(boolean savesModels) {
        return new Epochs(
                training.block,
                training.recipe,
                training.factors,
                training.directory,
                savesModels,
                training.resume,
                training.settings,
                best,
                List.copyOf(training.listeners));
    }
}
