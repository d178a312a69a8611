package io.github.blockwright.lessons.transfer;

import io.github.blockwright.networks.DogsVsCatsBlock;
import io.github.blockwright.runtime.data.Augmentation;
import io.github.blockwright.runtime.data.Pictures;
import io.github.blockwright.runtime.recipe.FineTuning;
import io.github.blockwright.runtime.recipe.OptimizerSettings;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.recipe.Schedule;
import io.github.blockwright.runtime.train.TrainedNetwork;
import io.github.blockwright.runtime.train.Training;
import io.github.blockwright.runtime.weights.Family;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Cats and dogs, on published ImageNet weights of MobileNetV2 1.0. A tenth of the training photos, the same in both
 * phases, is held out and decides which epoch a phase ends with; the validation photos are measured once after each
 * phase and decide nothing.
 */
public final class CatsAndDogsLesson {
    private static final double HELD_OUT = 0.1;
    private static final int BORDER = 16;

    private CatsAndDogsLesson() {}

    /** Takes the photos, the weights (torchvision's) and the directory to write to. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 3) {
            throw new IllegalArgumentException("Usage: CatsAndDogsLesson PHOTOS WEIGHTS DIRECTORY");
        }
        try (TrainedNetwork network = run(
                Path.of(arguments[0]),
                Path.of(arguments[1]),
                Family.TORCHVISION,
                Optional.empty(),
                Path.of(arguments[2]))) {
            System.out.println(network.fineTuning().orElseThrow());
        }
    }

    /**
     * Loads the backbone's weights, trains the head on its features and then fine-tunes.
     *
     * @param photos has {@code train/CLASS} and {@code validation/CLASS} for two classes
     * @param weights safetensors, PyTorch or Keras
     * @param family whose names the file has
     * @param key of a PyTorch checkpoint under which the weights are; empty for the usual ones
     * @param directory for features, checkpoint and models
     * @throws IOException if photos or weights cannot be read; the message says what to do
     */
    public static TrainedNetwork run(Path photos, Path weights, Family family, Optional<String> key, Path directory)
            throws IOException {
        FineTuning recipe = Recipe.fineTuning()
                .withHead(phase(20, 1e-3).build())
                .withTuning(phase(5, 1e-4).augmentation(augmentation()).build())
                .withHeldOut(HELD_OUT);
        Training training = Training.of(new DogsVsCatsBlock(), recipe)
                .weights(weights, family)
                .directory(directory);
        key.ifPresent(training::checkpointKey);
        return training.run(Pictures.of(photos));
    }

    private static Recipe.Builder phase(int epochs, double learningRate) {
        return Recipe.builder()
                .epochs(epochs)
                .batchSize(32)
                .optimizer(new OptimizerSettings.AdamW())
                .schedule(new Schedule.WarmUpCosine(learningRate, 0.1))
                .weightDecay(0.01)
                .labelSmoothing(0.1)
                .augmentation(Augmentation.NONE);
    }

    private static Augmentation augmentation() {
        return Augmentation.NONE.withPad(BORDER, Augmentation.Border.REFLECT).withFlip(true);
    }
}
