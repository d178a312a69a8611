package io.github.blockwright.runtime.train;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.data.Batches;
import io.github.blockwright.runtime.data.ImageDataset;
import io.github.blockwright.runtime.evaluate.Evaluation;
import io.github.blockwright.runtime.evaluate.Evaluator;
import io.github.blockwright.runtime.train.progress.EpochResult;
import io.github.blockwright.runtime.train.progress.TrainingListener;
import io.github.blockwright.runtime.train.progress.TrainingResult;
import io.github.blockwright.runtime.train.recipe.Recipe;
import io.github.blockwright.runtime.weights.SavedModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Trains a generated block.
 *
 * <pre>{@code
 * try (NDManager manager = NDManager.newBaseManager()) {
 *     TrainingResult result = Training.of(new CifarMobileNetV2Block(), Recipe.builder().epochs(30).build())
 *             .listener(new ProgressLine(System.out))
 *             .directory(Path.of("runs/cifar10"))
 *             .run(manager, train, validation);
 * }
 * }</pre>
 *
 * <p>A block that is already initialised, by loading weights for instance, goes on from them; any other is initialised
 * from the recipe's seed. Rows frozen by {@link NetworkBlock#freezeThrough} stay as they are.
 */
public final class Training {
    private final NetworkBlock<?, ?> block;
    private final Recipe recipe;
    private final List<TrainingListener> listeners = new ArrayList<>();
    private Optional<RunDirectory> directory = Optional.empty();
    private boolean resume;

    private Training(NetworkBlock<?, ?> block, Recipe recipe) {
        this.block = block;
        this.recipe = recipe;
    }

    /** A training of this block by this recipe. */
    public static Training of(NetworkBlock<?, ?> block, Recipe recipe) {
        return new Training(Objects.requireNonNull(block), Objects.requireNonNull(recipe));
    }

    /** Adds a listener. */
    public Training listener(TrainingListener listener) {
        listeners.add(listener);
        return this;
    }

    /**
     * Writes to this directory after every epoch: {@code checkpoint.zip}, the models {@code last} and {@code best} (see
     * {@link SavedModel}) and {@code log.csv}. Without it, nothing is written. A directory that holds a checkpoint
     * already is only written to by a training that resumes it.
     */
    public Training directory(Path directory) {
        this.directory = Optional.of(new RunDirectory(directory));
        return this;
    }

    /** Goes on from the directory's checkpoint if there is one. */
    public Training resume(boolean resume) {
        this.resume = resume;
        return this;
    }

    /**
     * Trains to the end.
     *
     * @param manager owns the block's weights afterwards, and its device is where the training runs
     * @param train at least two images in the size of the table's input
     * @param validation evaluated after every epoch, or null
     * @throws TrainingException if it cannot start or go on; the message says why and what to change
     * @throws IllegalArgumentException if the images have another size than the table's input, or every row is frozen
     */
    public TrainingResult run(NDManager manager, ImageDataset train, ImageDataset validation) {
        try {
            check(train, validation);
            directory.ifPresent(RunDirectory::create);
            return epochs(manager, train, validation);
        } finally {
            listeners.forEach(TrainingListener::stopped);
        }
    }

    private TrainingResult epochs(NDManager manager, ImageDataset train, ImageDataset validation) {
        seed(manager.getEngine(), 0);
        if (!block.isInitialized()) {
            block.initialize(manager);
        }
        Batches batches = Batches.of(train, block.summary().input(), recipe.batchSize())
                .forTraining(recipe.augmentation(), recipe.seed());
        if (batches.count() == 0) {
            throw new TrainingException("Training needs at least two images, not " + train.size());
        }
        try (FlatParameters parameters = new FlatParameters(block, manager);
                TrainingState state = new TrainingState(parameters, recipe, manager)) {
            Checkpoint start = start(train, state, manager);
            List<EpochResult> results = new ArrayList<>(start.epochs());
            state.copyToBlock();
            Epoch epoch = new Epoch(block, recipe, parameters, state, manager, listeners);
            for (int number = results.size() + 1; number <= recipe.epochs(); number++) {
                seed(manager.getEngine(), number);
                int done = number;
                listeners.forEach(l -> l.epochStarted(done, recipe.epochs(), batches.count()));
                Epoch.Means means = epoch.run(batches, number);
                state.copyToBlock();
                results.add(result(number, means, batches.count(), evaluate(validation, manager)));
                Checkpoint checkpoint = start.after(results, number * batches.count());
                directory.ifPresent(d -> d.save(block, train.classes(), checkpoint, state.arrays()));
                listeners.forEach(l -> l.epochDone(results.get(results.size() - 1)));
            }
            return new TrainingResult(results);
        }
    }

    /** Everything that would otherwise come out after an epoch. */
    private void check(ImageDataset train, ImageDataset validation) {
        if (resume && directory.isEmpty()) {
            throw new TrainingException("There is no directory to resume from: set one");
        }
        var rows = block.summary().rows();
        var output = rows.get(rows.size() - 1);
        int classes = train.classes().size();
        if (output.output().dimension() != 1 || output.output().get(0) != classes) {
            throw new TrainingException("The data has " + classes + " classes, but the last row of "
                    + block.summary().name() + ", " + output.name() + ", gives " + output.output()
                    + ": end the table with @Dense(units = " + classes + ")");
        }
        if (validation != null && !validation.classes().equals(train.classes())) {
            throw new TrainingException("The validation data has the classes " + validation.classes()
                    + ", the training data " + train.classes() + ": they must be the same, in the same order");
        }
        if (validation != null) {
            // Refuses images of another size.
            Batches.of(validation, block.summary().input(), recipe.batchSize());
        }
    }

    /** Every epoch draws dropout from a seed of its own, so a resumed training needs no generator's state. */
    private void seed(Engine engine, int epoch) {
        engine.setRandomSeed(Objects.hash(recipe.seed(), epoch));
    }

    private Checkpoint start(ImageDataset train, TrainingState state, NDManager manager) {
        Checkpoint fresh =
                new Checkpoint(block.summary().fingerprint(), recipe.toString(), DataChecksum.of(train), List.of(), 0);
        try (NDManager scope = manager.newSubManager()) {
            Optional<Checkpoint.Content> saved = directory.flatMap(d -> d.resume(resume, fresh, scope));
            saved.ifPresent(content -> state.restore(content.arrays()));
            return saved.map(Checkpoint.Content::checkpoint).orElse(fresh);
        }
    }

    private Evaluation evaluate(ImageDataset validation, NDManager manager) {
        return validation == null ? null : Evaluator.evaluate(block, manager, validation, recipe.batchSize());
    }

    private EpochResult result(int number, Epoch.Means means, int steps, Evaluation evaluation) {
        return new EpochResult(
                number,
                means.loss(),
                means.accuracy(),
                evaluation == null ? Double.NaN : evaluation.loss(),
                evaluation == null ? Double.NaN : evaluation.accuracy(),
                recipe.schedule().at((long) number * steps - 1, (long) recipe.epochs() * steps),
                means.time().toNanos() / 1e9,
                means.time().toNanos() / 1e6 / steps,
                means.waited().toNanos() / 1e6 / steps);
    }
}
