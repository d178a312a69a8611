package io.github.blockwright.runtime.train;

import ai.djl.ndarray.NDManager;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.data.ImageSource;
import io.github.blockwright.runtime.data.Pictures;
import io.github.blockwright.runtime.recipe.FineTuning;
import io.github.blockwright.runtime.train.FineTuningResult.Phase;
import io.github.blockwright.runtime.weights.SavedModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The phases of a fine-tuning on pictures, each of which goes on where it was. */
record FineTuningRun(Training training, Pictures pictures) {
    static final String FINE_TUNED = "fine-tuned";
    private static final String HEAD_LOG = "head-log.csv";

    /** Where the checkpoints of the head's training are. */
    static Path head(Path directory) {
        return directory.resolve("head");
    }

    RunOutcome run(NDManager manager, ImageSource train, ImageSource validation) throws IOException {
        FineTuning recipe = training.fineTuning.orElseThrow();
        NetworkBlock<?, ?> block = training.block;
        Optional<Path> directory = training.directory.map(RunDirectory::path);
        TransferLearning<?> transfer =
                TransferLearning.of(block).views(recipe.views()).settings(training.settings);
        training.listeners.forEach(transfer::listener);
        Unfreezing unfreezing = new Unfreezing(block);
        rates(recipe, unfreezing).forEach(transfer::learningRate);
        directory.ifPresent(path -> transfer.cache(path.resolve("features")));
        if (recipe.heldOut() > 0) {
            transfer.chooseEpoch(recipe.heldOut(), 0);
        }
        // Before the head is trained, so that a mistake in the row's name is told at once.
        int first = unfreezing.first(recipe.trainableFrom());
        // So is a lack of memory for the second phase; the first keeps no maps.
        recipe.tuning().ifPresent(second -> MemoryNeed.of(
                        block, second, training.settings.recomputes(), unfreezing.before(first)::contains)
                .check(second.batchSize()));
        Optional<Phase> head = Optional.empty();
        if (!new RunStart(training).resumes()) {
            unfreezing.freezeBody();
            directory.ifPresent(path -> transfer.directory(head(path), training.resume));
            head = Optional.of(transfer.trainHead(manager, train, validation, recipe.head()));
            if (directory.isPresent()) {
                TrainingLog.write(
                        directory.get().resolve(HEAD_LOG), head.get().history().epochs());
            }
        }
        Optional<Phase> tuning = recipe.tuning().map(second -> {
            List<Integer> places = recipe.gradual() ? unfreezing.stages(first, second.epochs()) : List.of(first);
            return GradualUnfreezing.run(GradualUnfreezing.stages(places, second, directory), stage -> {
                stage.directory().ifPresent(path -> transfer.directory(path, training.resume));
                return transfer.fineTune(
                        manager, train, validation, stage.recipe(), b -> unfreezing.unfreeze(stage.first(), recipe));
            });
        });
        FineTuningResult result = new FineTuningResult(head, tuning);
        RunOutcome outcome =
                new RunOutcome(result.last().history(), result.last().validation(), Optional.of(result));
        if (directory.isPresent()) {
            List<Double> thresholds = outcome.thresholds(block);
            Map<String, String> properties =
                    thresholds.isEmpty() ? Map.of() : Map.of(SavedModel.THRESHOLDS, thresholds.toString());
            SavedModel.save(block, pictures.classes(), properties, directory.get(), FINE_TUNED);
        }
        return outcome;
    }

    /** The factors of the rows' learning rates: those of the recipe's decay, and instead of them those that were set. */
    private Map<String, Double> rates(FineTuning recipe, Unfreezing unfreezing) {
        Map<String, Double> rates = new LinkedHashMap<>();
        if (recipe.layerDecay() < 1) {
            List<String> paths = unfreezing.paths();
            for (int i = 0; i < paths.size(); i++) {
                rates.put(paths.get(i), Math.pow(recipe.layerDecay(), paths.size() - 1 - i));
            }
        }
        rates.putAll(training.factors.byRow());
        return rates;
    }
}
