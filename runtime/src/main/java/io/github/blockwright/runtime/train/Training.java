package io.github.blockwright.runtime.train;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import io.github.blockwright.runtime.batches.Evaluator;
import io.github.blockwright.runtime.batches.FeatureDataset;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.data.ImageDataset;
import io.github.blockwright.runtime.engine.EngineMemory;
import io.github.blockwright.runtime.evaluate.Evaluation;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.report.EpochResult;
import io.github.blockwright.runtime.report.ProgressListener;
import io.github.blockwright.runtime.report.TrainingHistory;
import io.github.blockwright.runtime.weights.SavedModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Trains a generated block.
 *
 * <pre>{@code
 * try (NDManager manager = NDManager.newBaseManager()) {
 *     TrainingHistory result = Training.of(new CifarMobileNetV2Block(), Recipe.builder().epochs(30).build())
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
    private final List<ProgressListener> listeners = new ArrayList<>();
    private Optional<RunDirectory> directory = Optional.empty();
    private LearningRateFactors factors = LearningRateFactors.NONE;
    private boolean resume;

    private Training(NetworkBlock<?, ?> block, Recipe recipe) {
        this.block = block;
        this.recipe = recipe;
    }

    /**
     * A training of this block by this recipe.
     *
     * @throws IllegalArgumentException if the block is folded
     */
    public static Training of(NetworkBlock<?, ?> block, Recipe recipe) {
        if (block.isFolded()) {
            throw new IllegalArgumentException(
                    block.summary().name() + " is folded for inference and cannot be trained:"
                            + " train the block that it is folded from, and fold that again");
        }
        return new Training(block, Objects.requireNonNull(recipe));
    }

    /** Adds a listener. */
    public Training listener(ProgressListener listener) {
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
     * Gives a row a learning rate of its own: the schedule's times a factor.
     *
     * @param row the row's name in the table, or something within it, such as {@code features.stage6} for a row of a
     *     backbone
     * @param factor positive
     * @throws IllegalArgumentException if the factor is out of range or no such row has parameters
     */
    public Training learningRate(String row, double factor) {
        LearningRateFactors more = factors.with(row, factor);
        more.check(block);
        factors = more;
        return this;
    }

    /**
     * Checks that {@link #run(NDManager, ImageDataset, ImageDataset)} can start on this data, before something slow that
     * comes ahead of it.
     *
     * @param validation or null
     * @throws TrainingException if it cannot; the message says why and what to change
     * @throws IllegalArgumentException if the images have another size than the table's input or are too small for the
     *     augmentation
     */
    public void check(ImageDataset train, ImageDataset validation) {
        Task.ofImages(block, recipe, train, validation);
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
    public TrainingHistory run(NDManager manager, ImageDataset train, ImageDataset validation) {
        return run(manager, () -> Task.ofImages(block, recipe, train, validation));
    }

    /**
     * Trains the rows after the frozen ones to the end, on what the frozen ones made of images. It comes to what {@link
     * #run(NDManager, ImageDataset, ImageDataset)} comes to without augmentation, up to rounding. The recipe's
     * augmentation plays no part: the features' views take its place, of which every epoch draws one for each image.
     *
     * @param manager its device is where the training runs
     * @param train features of at least two images, from the block's frozen rows as they are now
     * @param validation evaluated after every epoch, or null
     * @throws TrainingException if it cannot start or go on; the message says why and what to change
     * @throws IllegalArgumentException if every row is frozen
     */
    TrainingHistory run(NDManager manager, FeatureDataset train, FeatureDataset validation) {
        return run(manager, () -> Task.ofFeatures(block, recipe, train, validation));
    }

    private TrainingHistory run(NDManager manager, Supplier<Task> task) {
        try {
            if (resume && directory.isEmpty()) {
                throw new TrainingException("There is no directory to resume from: set one");
            }
            Task checked = task.get();
            directory.ifPresent(RunDirectory::create);
            return epochs(manager, checked);
        } finally {
            listeners.forEach(ProgressListener::stopped);
        }
    }

    private TrainingHistory epochs(NDManager manager, Task task) {
        seed(manager.getEngine(), 0);
        if (!block.isInitialized()) {
            block.initialize(manager);
        }
        int steps = task.train().count();
        try (FlatParameters parameters = new FlatParameters(task.part(), factors, manager);
                TrainingState state = new TrainingState(parameters, recipe, manager)) {
            Checkpoint start = start(task, state, manager);
            List<EpochResult> results = new ArrayList<>(start.epochs());
            state.copyToBlock();
            Epoch epoch = new Epoch(task.part(), recipe, parameters, state, manager, listeners);
            for (int number = results.size() + 1; number <= recipe.epochs(); number++) {
                seed(manager.getEngine(), number);
                int done = number;
                listeners.forEach(l -> l.epochStarted(done, recipe.epochs(), steps));
                Epoch.Means means = epoch.run(task.train(), number);
                state.copyToBlock();
                results.add(result(number, means, steps, evaluate(task, manager)));
                Checkpoint checkpoint = start.after(results, number * steps);
                directory.ifPresent(d -> d.save(block, task.classes(), checkpoint, state.arrays()));
                listeners.forEach(l -> l.epochDone(results.get(results.size() - 1)));
                EngineMemory.giveBack();
            }
            return new TrainingHistory(results);
        }
    }

    /** Every epoch draws dropout from a seed of its own, so a resumed training needs no generator's state. */
    private void seed(Engine engine, int epoch) {
        engine.setRandomSeed(Objects.hash(recipe.seed(), epoch));
    }

    private Checkpoint start(Task task, TrainingState state, NDManager manager) {
        String settings =
                factors.isNone() ? recipe.toString() : recipe + " with learning rates times " + factors.byRow();
        Checkpoint fresh = new Checkpoint(block.summary().fingerprint(), settings, task.checksum(), List.of(), 0);
        try (NDManager scope = manager.newSubManager()) {
            Optional<Checkpoint.Content> saved = directory.flatMap(d -> d.resume(resume, fresh, scope));
            saved.ifPresent(content -> state.restore(content.arrays()));
            return saved.map(Checkpoint.Content::checkpoint).orElse(fresh);
        }
    }

    private static Evaluation evaluate(Task task, NDManager manager) {
        return task.validation()
                .map(source -> Evaluator.evaluate(task.part(), manager, source, task.classes()))
                .orElse(null);
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
