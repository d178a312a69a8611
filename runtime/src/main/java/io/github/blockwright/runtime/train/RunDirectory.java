package io.github.blockwright.runtime.train;

import ai.djl.MalformedModelException;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.files.CannotWriteException;
import io.github.blockwright.runtime.files.EncodedArrays;
import io.github.blockwright.runtime.files.Uninterrupted;
import io.github.blockwright.runtime.report.EpochResult;
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
import java.util.function.Consumer;

/** What a training leaves on disk: the checkpoints, the last and the best model, and the log. */
record RunDirectory(Path path) {
    private static final String LAST = "last";
    private static final String BEST = "best";

    /** @throws TrainingException if it cannot be made */
    void create() {
        try {
            Files.createDirectories(path);
            LeftBehind.remove(path);
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    /**
     * Takes it for one training.
     *
     * @throws TrainingException if another has it, or it cannot be made
     */
    RunLock lock() {
        try {
            Files.createDirectories(path);
            return RunLock.of(path);
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    private Checkpoints checkpoints() {
        return new Checkpoints(path);
    }

    /** Whether there is something to resume from. */
    boolean hasCheckpoint() {
        return !checkpoints().all().isEmpty();
    }

    /** @throws TrainingException if there is a training already and it is not to be resumed */
    void requireFree(boolean resumes) {
        if (hasCheckpoint() && !resumes) {
            throw new TrainingException(path + " holds a training already: resume it, train into another directory, or"
                    + " delete " + checkpoints().all().get(0));
        }
    }

    /**
     * Lets a block adopt the conventions that it was trained by.
     *
     * @throws IOException if they are of another table; the message says which
     */
    void adoptConventions(NetworkBlock<?, ?> block) throws IOException {
        // Earlier checkpoints did not say, but had a model beside them.
        Path last = path.resolve(SavedModel.fileName(LAST));
        try {
            if (!checkpoints().adoptConventions(block) && Files.exists(last)) {
                SavedModel.adoptConventions(last, block);
            }
        } catch (MalformedModelException e) {
            throw new IOException(checkpoints().newest() + ": " + e.getMessage(), e);
        }
    }

    /**
     * What there is to resume from.
     *
     * @param fresh the training as it is about to start
     * @param told hears what is worth knowing, a line each
     * @throws TrainingException if there is a checkpoint but it is not to be resumed, or is of another training
     */
    Optional<CheckpointFile.Content> resume(
            boolean wanted, RunIdentity fresh, NDManager manager, Consumer<String> told) {
        requireFree(wanted);
        Optional<CheckpointFile.Content> content = checkpoints().newestWhole(manager, told);
        content.ifPresent(found -> found.checkpoint()
                .identity()
                .requireSame(fresh, checkpoints().newest())
                .forEach(told));
        return content;
    }

    /** The last checkpoint, to go back to. */
    Optional<CheckpointFile.Content> last(NDManager manager, Consumer<String> told) {
        return checkpoints().newestWhole(manager, told);
    }

    /**
     * Writes where the training is, and nothing else.
     *
     * @throws TrainingException if it cannot be written; what was there before stays
     */
    void save(NetworkBlock<?, ?> block, Checkpoint checkpoint, NDList arrays, int keep) {
        try {
            Uninterrupted.write(() -> checkpoints().write(checkpoint, arrays, block, keep));
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    /**
     * Writes what an epoch came to.
     *
     * @param more properties of the saved models
     * @throws TrainingException if something cannot be written; what was there before stays
     */
    void saveEpoch(
            NetworkBlock<?, ?> block,
            List<String> classes,
            Map<String, String> more,
            Checkpoint checkpoint,
            NDList arrays,
            int keep) {
        TrainingHistory result = new TrainingHistory(checkpoint.epochs());
        Map<String, String> properties = properties(more, result.last());
        try {
            Uninterrupted.write(() -> {
                CannotWriteException.requireSpace(
                        checkpoints().newest(), CheckpointFile.bytes(arrays) + 2 * modelBytes(block));
                SavedModel.save(block, classes, properties, path, LAST);
                if (result.best().equals(result.last())) {
                    SavedModel.save(block, classes, properties, path, BEST);
                }
                TrainingLog.write(path.resolve("log.csv"), checkpoint.epochs());
                // Last, so that the epoch counts as done only when everything else is there.
                checkpoints().write(checkpoint, arrays, block, keep);
            });
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    private static Map<String, String> properties(Map<String, String> more, EpochResult last) {
        Map<String, String> properties = new HashMap<>(more);
        properties.put("TrainedEpochs", Integer.toString(last.epoch()));
        properties.put("ValidationAccuracy", String.format(Locale.ROOT, "%.4f", last.validationAccuracy()));
        return properties;
    }

    /**
     * Writes anew what {@link #saveEpoch} wrote of a training that is done, where it has gone or is damaged since.
     *
     * @param block with the weights after the last epoch
     * @param told hears of what is gone for good
     * @throws TrainingException if something cannot be written; what was there before stays
     */
    void complete(
            NetworkBlock<?, ?> block,
            List<String> classes,
            Map<String, String> more,
            Checkpoint checkpoint,
            Consumer<String> told) {
        TrainingHistory result = new TrainingHistory(checkpoint.epochs());
        Map<String, String> properties = properties(more, result.last());
        boolean bestIsLast = result.best().equals(result.last());
        try {
            Uninterrupted.write(() -> {
                if (!isWhole(LAST, block)) {
                    SavedModel.save(block, classes, properties, path, LAST);
                }
                if (!isWhole(BEST, block)) {
                    if (bestIsLast) {
                        SavedModel.save(block, classes, properties, path, BEST);
                    } else {
                        told.accept(path.resolve(SavedModel.fileName(BEST))
                                + " is gone or damaged, and the weights of epoch "
                                + result.best().epoch()
                                + ", which it had, are nowhere else: those of the last epoch are in "
                                + SavedModel.fileName(LAST));
                    }
                }
                TrainingLog.write(path.resolve("log.csv"), checkpoint.epochs());
            });
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    private boolean isWhole(String name, NetworkBlock<?, ?> block) {
        try {
            byte[] content = Files.readAllBytes(path.resolve(SavedModel.fileName(name)));
            return EncodedArrays.check(content) == block.getParameters().size();
        } catch (IOException e) {
            return false;
        }
    }

    private static long modelBytes(NetworkBlock<?, ?> block) {
        return Float.BYTES * (block.summary().parameters() + block.summary().statistics());
    }

    // The exception itself, whose message may be no more than the path, says what kind of failure it is.
    private TrainingException cannotWrite(IOException e) {
        return new TrainingException(
                CannotWriteException.of(path, e, -1)
                        .map(CannotWriteException::getMessage)
                        .orElse("Cannot write to " + path + ": " + e),
                e);
    }
}
