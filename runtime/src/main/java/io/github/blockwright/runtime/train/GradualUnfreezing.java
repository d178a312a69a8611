package io.github.blockwright.runtime.train;

import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.report.EpochResult;
import io.github.blockwright.runtime.report.TrainingHistory;
import io.github.blockwright.runtime.train.FineTuningResult.Phase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The second phase of a fine-tuning in stages, each of which unfreezes one row more, or some: gradual unfreezing (Howard
 * and Ruder 2018, section 3.3). Each is a training of its own with a share of the epochs, and all but the last have folders
 * of their own in the run directory, so that an interrupted phase goes on in the stage that it was in.
 */
final class GradualUnfreezing {
    private GradualUnfreezing() {}

    /** A stage: the place of the first row that learns in it, how it trains, and where it is kept. */
    record Stage(int first, Recipe recipe, Optional<Path> directory) {}

    /** A training of one stage. */
    @FunctionalInterface
    interface Work {
        Phase train(Stage stage);
    }

    /** @param places of the first row that learns in each stage */
    static List<Stage> stages(List<Integer> places, Recipe recipe, Optional<Path> directory) {
        List<Stage> stages = new ArrayList<>();
        int count = places.size();
        for (int i = 0; i < count; i++) {
            // The first stages have the fewest rows to teach, so the last have what does not divide.
            int epochs = (i + 1) * recipe.epochs() / count - i * recipe.epochs() / count;
            Recipe own = recipe.toBuilder()
                    .epochs(Math.max(1, epochs))
                    .seed(recipe.seed() + i)
                    .build();
            int number = i + 1;
            stages.add(new Stage(
                    places.get(i), own, number == count ? directory : directory.map(path -> folder(path, number))));
        }
        return stages;
    }

    /** Where a stage before the last is kept. */
    static Path folder(Path directory, int stage) {
        return directory.resolve("unfreezing-" + stage);
    }

    /** Runs all stages; the result has the epochs of all. */
    static Phase run(List<Stage> stages, Work work) {
        List<EpochResult> epochs = new ArrayList<>();
        Duration time = Duration.ZERO;
        Phase last = null;
        for (Stage stage : stages) {
            last = work.train(stage);
            time = time.plus(last.time());
            int before = epochs.size();
            last.history().epochs().forEach(epoch -> epochs.add(epoch.numbered(before + epoch.epoch())));
        }
        return new Phase(new TrainingHistory(epochs), last.validation(), Duration.ZERO, time);
    }
}
