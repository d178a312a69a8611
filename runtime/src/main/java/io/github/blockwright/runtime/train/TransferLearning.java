package io.github.blockwright.runtime.train;

import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import io.github.blockwright.runtime.batches.Evaluator;
import io.github.blockwright.runtime.batches.FeatureBatches;
import io.github.blockwright.runtime.batches.FeatureDataset;
import io.github.blockwright.runtime.batches.FrozenFeatures;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.blocks.Rows;
import io.github.blockwright.runtime.data.ImageSource;
import io.github.blockwright.runtime.layers.Layer;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.report.Evaluation;
import io.github.blockwright.runtime.report.ProgressListener;
import io.github.blockwright.runtime.report.TrainingHistory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Makes a network that has learned one thing learn another, in two phases. The first trains the rows after the frozen
 * ones on what those make of the images, which is computed once. The second unfreezes some of the frozen rows and trains
 * them together with the others, usually with a much lower learning rate; rows that stay frozen hold their batch
 * normalisation still.
 *
 * <pre>{@code
 * FineTuningResult result = TransferLearning.of(block)
 *         .cache(Path.of("features"))
 *         .run(manager, train, validation, head, fineTuning, b -> b.freezeThrough(Row.STAGE5));
 * }</pre>
 *
 * <p>Validation data only measures: nothing is chosen by it. By default each phase ends with its last epoch. With {@link
 * #chooseEpoch} it ends with its best, judged on images that are held out of the training data and never trained on.
 *
 * @param <B> the network's class
 */
final class TransferLearning<B extends NetworkBlock<?, ?>> {
    private final B block;
    private final List<ProgressListener> listeners = new ArrayList<>();
    private final Map<String, Double> learningRates = new LinkedHashMap<>();
    private int views = 1;
    private Optional<Path> cache = Optional.empty();
    private Optional<Path> directory = Optional.empty();
    private boolean resume;
    private RunSettings settings = RunSettings.USUAL;
    private Optional<HeldOut> heldOut = Optional.empty();

    private TransferLearning(B block) {
        this.block = block;
    }

    /** The share of each class that no phase trains on, and the seed that decides which images these are. */
    private record HeldOut(double fraction, long seed) {}

    /** What a phase trains on, and what its epochs are evaluated on; the latter may be null. */
    private record Images(ImageSource train, ImageSource evaluated) {}

    /** @param block with the weights to start from */
    static <B extends NetworkBlock<?, ?>> TransferLearning<B> of(B block) {
        return new TransferLearning<>(Objects.requireNonNull(block));
    }

    /** Hears how both phases go. */
    TransferLearning<B> listener(ProgressListener listener) {
        listeners.add(listener);
        return this;
    }

    /**
     * Makes so many views of each training image for the first phase: the image as it is, and others changed by the head's
     * recipe's augmentation. 1 unless set.
     */
    TransferLearning<B> views(int number) {
        views = number;
        return this;
    }

    /**
     * Keeps the features in this directory, {@code train.features}, {@code held-out.features} and {@code
     * validation.features}, and reads them from there when they are still right; see {@link FrozenFeatures}.
     */
    TransferLearning<B> cache(Path directory) {
        cache = Optional.of(directory);
        return this;
    }

    /** Writes the next phase to this directory, and goes on from there if that is wanted. */
    TransferLearning<B> directory(Path path, boolean goesOn) {
        directory = Optional.of(path);
        resume = goesOn;
        return this;
    }

    /** How both phases run. */
    TransferLearning<B> settings(RunSettings safe) {
        settings = safe;
        return this;
    }

    /**
     * Ends each phase with the weights of its best epoch: of the highest accuracy on images that are held out of the training
     * data for both phases, by {@link ImageSource#stratified}, and of the lowest loss among those.
     *
     * @param fraction of each class that is held out, above 0 and below 1
     * @param seed decides which images
     */
    TransferLearning<B> chooseEpoch(double fraction, long seed) {
        if (!(fraction > 0 && fraction < 1)) {
            throw new IllegalArgumentException("The held-out fraction must be above 0 and below 1, not " + fraction);
        }
        heldOut = Optional.of(new HeldOut(fraction, seed));
        return this;
    }

    /** Gives a row a learning rate of its own in the second phase; see {@link Training#learningRate}. */
    TransferLearning<B> learningRate(String row, double factor) {
        // Only to have it checked here rather than when the first phase is over.
        Training.of(block, Recipe.builder().build()).learningRate(row, factor);
        learningRates.put(row, factor);
        return this;
    }

    /**
     * Both phases, one after the other.
     *
     * @param manager its device is where they run
     * @param train images of the size of the table's input
     * @param validation only measured on, or null
     * @param head the first phase's recipe
     * @param fineTuning the second phase's recipe
     * @param unfreeze says what learns in the second phase, such as {@code b -> b.freezeThrough(Row.STAGE5)}
     * @throws IllegalStateException if the block has no weights yet
     * @throws io.github.blockwright.runtime.train.TrainingException if the data does not fit the network
     */
    FineTuningResult run(
            NDManager manager,
            ImageSource train,
            ImageSource validation,
            Recipe head,
            Recipe fineTuning,
            Consumer<? super B> unfreeze) {
        new InMemoryTraining(training(fineTuning)).check(train, validation);
        FineTuningResult.Phase first = trainHead(manager, train, validation, head);
        return new FineTuningResult(
                Optional.of(first), Optional.of(fineTune(manager, train, validation, fineTuning, unfreeze)));
    }

    /**
     * The first phase: passes every image through the frozen rows once, then trains the rows after them. If the first row
     * is not frozen, it is frozen first, the whole of it: a backbone for instance.
     *
     * @param manager its device is where it runs
     * @param train images of the size of the table's input
     * @param validation only measured on, or null
     * @param recipe its augmentation makes the views after the first
     * @throws IllegalStateException if the block has no weights yet
     * @throws io.github.blockwright.runtime.train.TrainingException if the data does not fit the network
     */
    FineTuningResult.Phase trainHead(NDManager manager, ImageSource train, ImageSource validation, Recipe recipe) {
        new InMemoryTraining(training(recipe)).check(train, validation);
        if (Rows.frozen(block).count() == 0) {
            Block first = block.getChildren().values().get(0);
            ((Layer) first).setFrozen(true);
        }
        long started = System.nanoTime();
        FrozenFeatures plain = FrozenFeatures.of(block);
        FrozenFeatures varied = views == 1 ? plain : plain.withViews(views, recipe.augmentation(), recipe.seed());
        Images images = images(train, validation);
        FeatureDataset learned = features(varied, manager, images.train(), "train");
        FeatureDataset measured = features(plain, manager, validation, "validation");
        FeatureDataset evaluated =
                heldOut.isPresent() ? features(plain, manager, images.evaluated(), "held-out") : measured;
        Duration making = Duration.ofNanos(System.nanoTime() - started);
        started = System.nanoTime();
        Training training = training(recipe);
        directory.ifPresent(path -> training.directory(path).resume(resume));
        TrainingHistory result =
                train(manager, best -> new InMemoryTraining(training, best).run(manager, learned, evaluated));
        Optional<Evaluation> evaluation = Optional.ofNullable(measured)
                .map(data -> Evaluator.evaluate(
                        Rows.afterFrozen(block),
                        manager,
                        FeatureBatches.of(data, recipe.batchSize()),
                        data.classes(),
                        Task.answers(data.multiLabel(), recipe, data.classes().size())));
        return new FineTuningResult.Phase(result, evaluation, making, Duration.ofNanos(System.nanoTime() - started));
    }

    /**
     * The second phase: unfreezes and trains on the images themselves, augmented as the recipe says.
     *
     * @param manager its device is where it runs
     * @param train images of the size of the table's input
     * @param validation only measured on, or null
     * @param unfreeze says what learns now
     */
    FineTuningResult.Phase fineTune(
            NDManager manager, ImageSource train, ImageSource validation, Recipe recipe, Consumer<? super B> unfreeze) {
        unfreeze.accept(block);
        long started = System.nanoTime();
        Training training = training(recipe);
        learningRates.forEach(training::learningRate);
        directory.ifPresent(path -> training.directory(path).resume(resume));
        Images images = images(train, validation);
        TrainingHistory result = train(manager, best -> new InMemoryTraining(training, best)
                .fit(manager, images.train(), images.evaluated())
                .history());
        Optional<Evaluation> evaluation =
                Optional.ofNullable(validation).map(data -> Task.evaluate(block, recipe, manager, data));
        return new FineTuningResult.Phase(
                result, evaluation, Duration.ZERO, Duration.ofNanos(System.nanoTime() - started));
    }

    private Images images(ImageSource train, ImageSource validation) {
        if (heldOut.isEmpty()) {
            return new Images(train, validation);
        }
        List<ImageSource> parts =
                train.stratified(heldOut.get().fraction(), heldOut.get().seed());
        return new Images(parts.get(1), parts.get(0));
    }

    private FeatureDataset features(FrozenFeatures features, NDManager manager, ImageSource images, String name) {
        if (images == null) {
            return null;
        }
        return cache.map(directory -> features.compute(manager, images, directory.resolve(name + ".features")))
                .orElseGet(() -> features.compute(manager, images));
    }

    private Training training(Recipe recipe) {
        Training training = Training.of(block, recipe);
        listeners.forEach(training::listener);
        training.settings = settings;
        return training;
    }

    /** Runs a training and leaves the block with the epoch that the phase ends with. */
    private TrainingHistory train(NDManager manager, Function<Optional<BestEpoch>, TrainingHistory> run) {
        if (heldOut.isEmpty()) {
            return run.apply(Optional.empty());
        }
        try (BestEpoch best = new BestEpoch(block, manager)) {
            TrainingHistory result = run.apply(Optional.of(best));
            best.restore();
            return result;
        }
    }
}
