package io.github.blockwright.runtime.train;

import ai.djl.ndarray.NDManager;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.data.ImageSource;
import io.github.blockwright.runtime.data.Pictures;
import io.github.blockwright.runtime.recipe.FineTuning;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.report.LearningRateRange;
import io.github.blockwright.runtime.report.ProgressListener;
import io.github.blockwright.runtime.report.TrainingHistory;
import io.github.blockwright.runtime.weights.Family;
import io.github.blockwright.runtime.weights.SavedModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;

/**
 * Trains a generated block, from scratch or from other weights.
 *
 * <pre>{@code
 * try (TrainedNetwork mine = Training.of(new MyNetBlock(), Recipe.fromScratch())
 *         .directory(Path.of("runs/mine"))
 *         .run(Pictures.of(Path.of("photos")))) {
 *     System.out.println(mine.evaluation());
 * }
 * }</pre>
 *
 * <p>A block that is already initialised, by loading weights for instance, goes on from them; any other is initialised
 * from the recipe's seed. Rows frozen by {@link NetworkBlock#freezeThrough} stay as they are. The same block, recipe,
 * pictures and number of threads give the same weights to the bit.
 *
 * <p>The settings are for one thread, and a training runs once.
 */
public final class Training {
    // A run of pictures reads them.
    final NetworkBlock<?, ?> block;
    final Recipe recipe;
    final Optional<FineTuning> fineTuning;
    final List<ProgressListener> listeners = new ArrayList<>();
    Optional<RunDirectory> directory = Optional.empty();
    LearningRateFactors factors = LearningRateFactors.NONE;
    Optional<Weighting> weights = Optional.empty();
    Optional<String> checkpointKey = Optional.empty();
    Optional<NDManager> manager = Optional.empty();
    OptionalInt threads = OptionalInt.empty();
    RunSettings settings = RunSettings.USUAL;
    boolean resume;
    boolean quiet;
    boolean tensorBoard;

    private Training(NetworkBlock<?, ?> block, Recipe recipe, Optional<FineTuning> fineTuning) {
        this.block = block;
        this.recipe = recipe;
        this.fineTuning = fineTuning;
        if (block.isFolded()) {
            throw new IllegalArgumentException(
                    block.summary().name() + " is folded for inference and cannot be trained:"
                            + " train the block that it is folded from, and fold that again");
        }
    }

    /** A file of weights to start from, and whose names it has, if that is said. */
    record Weighting(Path file, Optional<Family> family) {}

    /**
     * A training of this block by this recipe.
     *
     * @param block not folded; goes on from its weights if it has any
     * @param recipe how to train
     * @return the training, to be run
     * @throws IllegalArgumentException if the block is folded
     */
    public static Training of(NetworkBlock<?, ?> block, Recipe recipe) {
        return new Training(block, Objects.requireNonNull(recipe), Optional.empty());
    }

    /**
     * A fine-tuning of this block: its head on frozen features first, then what the recipe unfreezes.
     *
     * @param block not folded; goes on from its weights if it has any
     * @param recipe how to train
     * @return the training, to be run
     * @throws IllegalArgumentException if the block is folded
     */
    public static Training of(NetworkBlock<?, ?> block, FineTuning recipe) {
        return new Training(block, recipe.tuning().orElse(recipe.head()), Optional.of(recipe));
    }

    /**
     * Starts from the weights in this file: safetensors, a PyTorch state dictionary or Keras' weights, told by its content,
     * under the names of any family that has them for the table. A head for other classes is left out, and that is said. It may
     * also be a run directory or a model file of an earlier training here, of the block's table or its backbone's.
     *
     * @param file safetensors, PyTorch, Keras, a run directory or a model file
     * @return this
     */
    public Training weights(Path file) {
        weights = Optional.of(new Weighting(file, Optional.empty()));
        return this;
    }

    /**
     * Starts from the weights in this file, which has the names of this family.
     *
     * @param file safetensors, PyTorch or Keras
     * @param family whose names the file has
     * @return this
     */
    public Training weights(Path file, Family family) {
        weights = Optional.of(new Weighting(file, Optional.of(family)));
        return this;
    }

    /**
     * Takes the weights from this dictionary of a PyTorch checkpoint; without it, averaged ones come first.
     *
     * @param key of the dictionary in the file
     * @return this
     */
    public Training checkpointKey(String key) {
        checkpointKey = Optional.of(key);
        return this;
    }

    /**
     * Trains on this manager's device, and lets it own the block's weights. Without it the {@link TrainedNetwork} owns them.
     *
     * @param owner of the weights; its device is where the training runs
     * @return this
     */
    public Training manager(NDManager owner) {
        manager = Optional.of(owner);
        return this;
    }

    /**
     * Sets the number of threads that the engine computes with, by default as many as there are cores that other processes
     * leave free. The engine reads it once, when a process first uses it: set it before anything of DJL is touched.
     *
     * @param number at least 1
     * @return this
     * @throws IllegalArgumentException if there is not at least one
     */
    public Training threads(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("There must be at least 1 thread, not " + number);
        }
        threads = OptionalInt.of(number);
        return this;
    }

    /**
     * Prints nothing. Otherwise {@link #run(Pictures)} shows each epoch, on a terminal with a moving bar.
     *
     * @return this
     */
    public Training quiet() {
        quiet = true;
        return this;
    }

    /**
     * Adds a listener.
     *
     * @param listener hears of every step and epoch
     * @return this
     */
    public Training listener(ProgressListener listener) {
        listeners.add(listener);
        return this;
    }

    /**
     * Writes to this directory after every epoch: {@code checkpoint.zip}, the models {@code last} and {@code best} (see
     * {@link SavedModel}) and {@code log.csv}; and within an epoch the first of these, as {@link #checkpoints} says. {@link #run(Pictures)} adds {@code run.json}, by which the directory knows
     * its network and classes, and the learning curve; a fine-tuning its features and {@code fine-tuned-0000.params}.
     * Without it, nothing is written. A directory that holds a checkpoint already is only written to by a training that
     * resumes it, and by one training at a time.
     *
     * @param directory of the run, made if it is not there
     * @return this
     */
    public Training directory(Path directory) {
        this.directory = Optional.of(new RunDirectory(directory));
        return this;
    }

    /**
     * Writes the training down for TensorBoard too, as event files in {@code tensorboard} of the directory, under the tags that
     * Keras gives. Only {@link #run(Pictures)} does, and it needs a directory.
     *
     * @return this
     */
    public Training tensorBoard() {
        tensorBoard = true;
        return this;
    }

    /**
     * Goes on from the directory's checkpoint if there is one.
     *
     * @param resume whether to
     * @return this
     */
    public Training resume(boolean resume) {
        this.resume = resume;
        return this;
    }

    /**
     * Sets how often the training writes where it is, and how many of these checkpoints are kept: {@link
     * CheckpointPolicy#USUAL} unless set.
     *
     * @param policy how often and how many
     * @return this
     */
    public Training checkpoints(CheckpointPolicy policy) {
        settings = settings.with(policy);
        return this;
    }

    /**
     * Sets what happens when the loss, a gradient or a weight is no longer a number: {@link OnDivergence#STOP} unless set.
     *
     * @param what to do; going back needs a directory
     * @return this
     */
    public Training onDivergence(OnDivergence what) {
        settings = settings.with(what);
        return this;
    }

    /**
     * Keeps of each step only what goes into each block of the network, and computes the rest again when the gradient needs it (Chen et
     * al., arXiv:1604.06174): a part of the memory, for about a third more time. What comes out is the same up to rounding. Blocks that
     * draw random numbers, and those of your own, keep all they have.
     *
     * @param recompute whether to
     * @return this
     */
    public Training recompute(boolean recompute) {
        settings = settings.recomputing(recompute);
        return this;
    }

    /**
     * Stops the training when this says so. It is asked after every step, on the training's thread. The training then finishes
     * the step, writes a checkpoint if it has a directory, and throws a {@link TrainingStoppedException}; so it does when its
     * thread is interrupted.
     *
     * @param asked whether to stop now
     * @return this
     */
    public Training stopWhen(BooleanSupplier asked) {
        settings = settings.with(asked);
        return this;
    }

    /**
     * Gives a row a learning rate of its own: the schedule's times a factor.
     *
     * @param row the row's name in the table, or something within it, such as {@code features.stage6} for a row of a
     *     backbone
     * @param factor positive
     * @return this
     * @throws IllegalArgumentException if the factor is out of range or no such row has parameters
     */
    public Training learningRate(String row, double factor) {
        LearningRateFactors more = factors.with(row, factor);
        more.check(block);
        factors = more;
        return this;
    }

    /**
     * Trains to the end. Where there is nothing else said, the engine computes on the cores that other processes leave free,
     * and keeps the memory of a step for the next one, on a thread of its own where that helps.
     *
     * @param pictures labelled, of the model's classes
     * @return the network with what it has learned; it owns all that was opened here
     * @throws IOException if pictures or weights cannot be read, or the weights fit nothing; the message says what to do
     * @throws TrainingException if the training cannot start or go on; the message says why and what to change
     * @throws TrainingStoppedException if it was asked to stop; the message says where it goes on
     * @throws IllegalArgumentException if the pictures have another size than the table's input, or every row is frozen
     * @throws IllegalStateException if a fine-tuning has no weights to start from
     */
    public TrainedNetwork run(Pictures pictures) throws IOException {
        return new PicturesRun(this, pictures).run();
    }

    /**
     * Finds out which learning rates suit the network and the pictures, by a short training whose learning rate rises (Smith,
     * arXiv:1506.01186): 150 steps from 1e-5 to 10, or until the loss has grown fourfold. Nothing is written, and the block
     * keeps its weights, or gets its first ones.
     *
     * @param pictures labelled, of the model's classes
     * @return the losses and a suggestion
     * @throws IOException if pictures cannot be read; the message names them
     * @throws TrainingException if the training could not start; the message says why and what to change
     */
    public LearningRateRange learningRateRange(Pictures pictures) throws IOException {
        return new PicturesRun(this, pictures).learningRateRange();
    }

    /**
     * What {@link #run(Pictures)} would do, without doing it: the rows that hold still and those that learn, and by a few
     * measured steps on images made up for it how much memory and time it takes on this machine, apart from reading the
     * pictures. Weights that were given are loaded, so that it is known that they fit. Nothing is written, and the block stays
     * as it is.
     *
     * @param pictures labelled, of the model's classes
     * @return the estimate
     * @throws IOException if the weights cannot be read or fit nothing; the message says what to do
     * @throws TrainingException if the training could not start; the message says why and what to change
     */
    public TrainingEstimate estimate(Pictures pictures) throws IOException {
        return new Rehearsal(this, pictures).estimate();
    }

    /**
     * Trains to the end on images in memory, for programs that keep engine and memory in their own hands: nothing is
     * printed, and of a fine-tuning this is the second phase without its unfreezing.
     *
     * @param manager owns the block's weights afterwards, and its device is where the training runs
     * @param train at least two images in the size of the table's input
     * @param validation evaluated after every epoch, or null
     * @return all epochs
     * @throws TrainingException if it cannot start or go on; the message says why and what to change
     * @throws TrainingStoppedException if it was asked to stop
     * @throws IllegalArgumentException if the images have another size than the table's input, or every row is frozen
     */
    public TrainingHistory run(NDManager manager, ImageSource train, ImageSource validation) {
        Optional<RunLock> lock = directory.map(RunDirectory::lock);
        try {
            return new InMemoryTraining(this).fit(manager, train, validation).history();
        } finally {
            lock.ifPresent(RunLock::close);
        }
    }
}
