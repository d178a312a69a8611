package io.github.blockwright.runtime.train;

import ai.djl.ndarray.NDManager;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.engine.EngineTurns;
import io.github.blockwright.runtime.weights.LoadReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Where a run of pictures begins: anew, from weights, or where its directory is. */
record RunStart(Training training) {
    /** Where a run may have checkpoints: of a training or a last phase, of the first stage of unfreezing, of the head. */
    static List<Path> folders(Path directory) {
        return List.of(directory, GradualUnfreezing.folder(directory, 1), FineTuningRun.head(directory));
    }

    /** Gives the block its first weights, but for those that only an empty training would make. */
    Optional<LoadReport> weights(NDManager manager) throws IOException {
        NetworkBlock<?, ?> block = training.block;
        boolean resumes = resumes();
        if (!block.isInitialized() && (training.weights.isPresent() || resumes)) {
            EngineTurns.run(
                    manager.getEngine(), Objects.hash(training.recipe.seed(), 0), () -> block.initialize(manager));
        }
        if (resumes) {
            training.directory.get().adoptConventions(block);
        }
        return resumes || training.weights.isEmpty()
                ? Optional.empty()
                : Optional.of(StartingWeights.load(training, block, manager));
    }

    /** Whether there is a checkpoint of the training, or of the last phase, to go on from. */
    boolean resumes() {
        return training.resume
                && training.directory.filter(RunDirectory::hasCheckpoint).isPresent();
    }
}
