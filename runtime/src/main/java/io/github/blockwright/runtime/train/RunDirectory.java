package io.github.blockwright.runtime.train;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.report.TrainingHistory;
import io.github.blockwright.runtime.weights.SavedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a training leaves on disk: the checkpoint, the last and the best model, and the log. */
record RunDirectory(Path path) {
    private static final String CHECKPOINT = "checkpoint.zip";

    /** @throws TrainingException if it cannot be made */
    void create() {
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    /** Whether there is something to resume from. */
    boolean hasCheckpoint() {
        return Files.exists(path.resolve(CHECKPOINT));
    }

    /** The model of the last epoch, whether it is there or not. */
    Path last() {
        return path.resolve(SavedModel.fileName("last"));
    }

    boolean hasLast() {
        return Files.exists(last());
    }

    /** @throws TrainingException if there is a training already and it is not to be resumed */
    void requireFree(boolean resumes) {
        if (hasCheckpoint() && !resumes) {
            throw new TrainingException(path + " holds a training already: resume it, train into another directory, or"
                    + " delete " + path.resolve(CHECKPOINT));
        }
    }

    /**
     * What there is to resume from.
     *
     * @param fresh the training as it is about to start
     * @throws TrainingException if there is a checkpoint but it is not to be resumed, or is of another training
     */
    Optional<Checkpoint.Content> resume(boolean wanted, Checkpoint fresh, NDManager manager) {
        requireFree(wanted);
        if (!hasCheckpoint()) {
            return Optional.empty();
        }
        Path file = path.resolve(CHECKPOINT);
        Checkpoint.Content content = Checkpoint.read(file, manager);
        content.checkpoint().requireSame(fresh, file);
        return Optional.of(content);
    }

    /**
     * @param more properties of the saved models
     * @throws TrainingException if something cannot be written; what was there before stays
     */
    void save(
            NetworkBlock<?, ?> block,
            List<String> classes,
            Map<String, String> more,
            Checkpoint checkpoint,
            NDList arrays) {
        TrainingHistory result = new TrainingHistory(checkpoint.epochs());
        Map<String, String> properties = new HashMap<>(more);
        properties.put("TrainedEpochs", Integer.toString(result.last().epoch()));
        properties.put(
                "ValidationAccuracy",
                String.format(Locale.ROOT, "%.4f", result.last().validationAccuracy()));
        try {
            SavedModel.save(block, classes, properties, path, "last");
            if (result.best().equals(result.last())) {
                SavedModel.save(block, classes, properties, path, "best");
            }
            TrainingLog.write(path.resolve("log.csv"), checkpoint.epochs());
            // Last, so that the epoch counts as done only when everything else is there.
            checkpoint.write(path.resolve(CHECKPOINT), arrays);
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    // The exception itself, whose message may be no more than the path, says what kind of failure it is.
    private TrainingException cannotWrite(IOException e) {
        return new TrainingException("Cannot write to " + path + ": " + e, e);
    }
}
