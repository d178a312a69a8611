package io.github.blockwright.runtime.train;

import ai.djl.ndarray.NDManager;
import io.github.blockwright.runtime.batches.Evaluator;
import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.data.DataSurvey;
import io.github.blockwright.runtime.data.ImageSource;
import io.github.blockwright.runtime.data.OpenPictures;
import io.github.blockwright.runtime.data.Pictures;
import io.github.blockwright.runtime.engine.EngineMemory;
import io.github.blockwright.runtime.engine.EngineThreads;
import io.github.blockwright.runtime.recipe.FineTuning;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.report.Evaluation;
import io.github.blockwright.runtime.report.LabelFigures;
import io.github.blockwright.runtime.report.LearningCurve;
import io.github.blockwright.runtime.report.LearningRateRange;
import io.github.blockwright.runtime.report.ProgressLine;
import io.github.blockwright.runtime.report.TrainingHistory;
import io.github.blockwright.runtime.train.FineTuningResult.Phase;
import io.github.blockwright.runtime.weights.LoadReport;
import io.github.blockwright.runtime.weights.RunDescription;
import io.github.blockwright.runtime.weights.SavedModel;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A whole training on pictures: engine, weights, data, the phases, the run directory and the network at the end. */
final class PicturesRun {
    private static final String LAST = "last";
    private static final String FINE_TUNED = "fine-tuned";
    private static final String HEAD_LOG = "head-log.csv";

    private final Training training;
    private final NetworkBlock<?, ?> block;
    private final Pictures pictures;
    private final Optional<RunDirectory> directory;
    private RunRecording recording = RunRecording.none();

    PicturesRun(Training training, Pictures pictures) {
        this.training = training;
        this.block = training.block;
        this.pictures = pictures;
        this.directory = training.directory;
    }

    /** What the phases came to. */
    private record Outcome(
            TrainingHistory history,
            Optional<Evaluation> evaluation,
            Optional<FineTuningResult> fineTuning,
            Optional<Evaluation> test) {
        Outcome(TrainingHistory history, Optional<Evaluation> evaluation, Optional<FineTuningResult> fineTuning) {
            this(history, evaluation, fineTuning, Optional.empty());
        }

        Outcome tested(Optional<Evaluation> result) {
            return new Outcome(history, evaluation, fineTuning, result);
        }

        /** From which probability on each label is given, where there are several. */
        List<Double> thresholds(NetworkBlock<?, ?> block) {
            if (!block.summary().multiLabel()) {
                return List.of();
            }
            return evaluation
                    .flatMap(Evaluation::labels)
                    .map(LabelFigures::thresholds)
                    .orElseThrow();
        }
    }

    TrainedNetwork run() throws IOException {
        // What can be known before the engine starts and pictures are read.
        Task.requireClasses(block, pictures.classes());
        directory.ifPresent(d -> {
            d.requireFree(training.resume);
            new RunDirectory(GradualUnfreezing.folder(d.path(), 1)).requireFree(training.resume);
        });
        try {
            TrainedNetwork network = withEngine(this::trained);
            recording.finished().ifPresent(report -> say("report: " + report));
            return network;
        } catch (IOException | RuntimeException | Error e) {
            recording.failed(e);
            throw e;
        }
    }

    LearningRateRange learningRateRange() throws IOException {
        Task.requireClasses(block, pictures.classes());
        return withEngine((manager, owner) -> {
            start(manager);
            try (OpenPictures open = pictures.open(block.summary().input(), Optional.empty(), 1)) {
                return training.learningRateRange(manager, open.train());
            } catch (UncheckedIOException e) {
                throw e.getCause();
            } finally {
                owner.run();
            }
        });
    }

    /** Something done with the engine; the second argument frees what the manager owns, if that is not the caller's to do. */
    @FunctionalInterface
    private interface Work<T> {
        T with(NDManager manager, Runnable owner) throws IOException;
    }

    private <T> T withEngine(Work<T> work) throws IOException {
        training.threads.ifPresent(EngineThreads::use);
        if (training.manager.isPresent()) {
            return work.with(training.manager.get(), () -> {});
        }
        if (!EngineThreads.areSet() && !block.isInitialized()) {
            EngineThreads.use(EngineThreads.free());
        }
        try {
            return EngineMemory.call(() -> {
                NDManager manager = NDManager.newBaseManager();
                try {
                    return work.with(manager, manager::close);
                } catch (IOException | RuntimeException | Error e) {
                    manager.close();
                    throw e;
                }
            });
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("Training failed: " + e, e);
        }
    }

    /** @param owner frees what the manager owns, if that is the network's to do */
    private TrainedNetwork trained(NDManager manager, Runnable owner) throws IOException {
        say(DataSurvey.inShort(pictures));
        Optional<LoadReport> loaded = start(manager);
        // Of the weights, which may want other values of a pixel than the table says.
        InputSpec input = block.summary().input();
        describe();
        recording = RunRecording.begin(directory.map(RunDirectory::path), resumes(), block, manager);
        Outcome outcome;
        try (OpenPictures open = pictures.open(input, directory.map(RunDirectory::path), passes())) {
            open.index(resumes());
            open.describe().ifPresent(this::say);
            recording.on(open).ifPresent(training::listener);
            outcome = phases(manager, open);
            recording.measured(block, manager, open, outcome.evaluation(), outcome.test(), outcome.thresholds(block));
            open.finish();
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e);
        }
        if (directory.isPresent()) {
            Path curve = directory.get().path().resolve("curve.png");
            LearningCurve.write(curve, block.summary().name(), outcome.history().epochs());
        }
        return new TrainedNetwork(
                block,
                pictures.classes(),
                Optional.of(outcome.history()),
                outcome.evaluation(),
                outcome.test(),
                outcome.fineTuning(),
                loaded,
                outcome.thresholds(block),
                owner);
    }

    private Outcome phases(NDManager manager, OpenPictures open) throws IOException {
        ImageSource train = open.train();
        ImageSource validation = open.validation();
        if (!training.quiet) {
            training.listener(new ProgressLine(System.out));
        }
        try {
            Outcome outcome = training.fineTuning.isPresent()
                    ? fineTune(training.fineTuning.get(), manager, train, validation)
                    : fit(manager, train, validation);
            return outcome.tested(test(manager, open, outcome.thresholds(block)));
        } finally {
            open.writeLeftOut();
            open.leftOut().ifPresent(this::say);
        }
    }

    /** What the network comes to on the pictures by which nothing was decided. */
    private Optional<Evaluation> test(NDManager manager, OpenPictures open, List<Double> thresholds)
            throws IOException {
        Evaluator.Answers answers = Evaluator.Answers.by(thresholds);
        Optional<Evaluation> test = open.test().map(pictures -> Task.evaluate(block, answers, manager, pictures));
        test.ifPresent(evaluation -> say("test, measured once at the end: " + evaluation));
        return test;
    }

    /** How often each picture is read. */
    private int passes() {
        return training.fineTuning
                .map(recipe ->
                        recipe.views() + recipe.tuning().map(Recipe::epochs).orElse(0))
                .orElse(training.recipe.epochs());
    }

    /** Gives the block its first weights, but for those that only an empty training would make. */
    private Optional<LoadReport> start(NDManager manager) throws IOException {
        boolean resumes = resumes();
        if (!block.isInitialized() && (training.weights.isPresent() || resumes)) {
            manager.getEngine().setRandomSeed(Objects.hash(training.recipe.seed(), 0));
            block.initialize(manager);
        }
        if (resumes && directory.get().hasLast()) {
            SavedModel.adoptConventions(directory.get().last(), block);
        }
        if (resumes || training.weights.isEmpty()) {
            return Optional.empty();
        }
        LoadReport report = StartingWeights.load(training, block, manager);
        say(training.weights.get().file() + ": " + report);
        return Optional.of(report);
    }

    private boolean resumes() {
        return training.resume && directory.filter(RunDirectory::hasCheckpoint).isPresent();
    }

    private Outcome fit(NDManager manager, ImageSource train, ImageSource validation) {
        Epochs.Fit fit = training.fit(manager, train, validation);
        // A training that had ended before has nothing left to evaluate but its weights.
        Evaluation last = fit.last().orElseGet(() -> Task.evaluate(block, training.recipe, manager, validation));
        return new Outcome(fit.history(), Optional.of(last), Optional.empty());
    }

    private Outcome fineTune(FineTuning recipe, NDManager manager, ImageSource train, ImageSource validation)
            throws IOException {
        TransferLearning<?> transfer = TransferLearning.of(block).views(recipe.views());
        training.listeners.forEach(transfer::listener);
        Unfreezing unfreezing = new Unfreezing(block);
        rates(recipe, unfreezing).forEach(transfer::learningRate);
        directory.ifPresent(d -> transfer.cache(d.path().resolve("features")));
        if (recipe.heldOut() > 0) {
            transfer.chooseEpoch(recipe.heldOut(), 0);
        }
        // Before the head is trained, so that a mistake in the row's name is told at once.
        int first = unfreezing.first(recipe.trainableFrom());
        Optional<Phase> head = Optional.empty();
        if (!resumes()) {
            unfreezing.freezeBody();
            head = Optional.of(transfer.trainHead(manager, train, validation, recipe.head()));
            if (directory.isPresent()) {
                TrainingLog.write(
                        directory.get().path().resolve(HEAD_LOG),
                        head.get().history().epochs());
            }
        }
        Optional<Phase> tuning = recipe.tuning().map(second -> {
            List<Integer> places = recipe.gradual() ? unfreezing.stages(first, second.epochs()) : List.of(first);
            return GradualUnfreezing.run(
                    GradualUnfreezing.stages(places, second, directory.map(RunDirectory::path)), stage -> {
                        stage.directory().ifPresent(path -> transfer.directory(path, training.resume));
                        return transfer.fineTune(
                                manager,
                                train,
                                validation,
                                stage.recipe(),
                                b -> unfreezing.freezeBefore(stage.first()));
                    });
        });
        FineTuningResult result = new FineTuningResult(head, tuning);
        Outcome outcome = new Outcome(result.last().history(), result.last().validation(), Optional.of(result));
        if (directory.isPresent()) {
            List<Double> thresholds = outcome.thresholds(block);
            Map<String, String> properties =
                    thresholds.isEmpty() ? Map.of() : Map.of(SavedModel.THRESHOLDS, thresholds.toString());
            SavedModel.save(
                    block, pictures.classes(), properties, directory.get().path(), FINE_TUNED);
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

    private void describe() throws IOException {
        if (directory.isEmpty()) {
            return;
        }
        directory.get().create();
        String recipe = training.fineTuning.map(FineTuning::toJson).orElseGet(training.recipe::toJson);
        String model = SavedModel.fileName(training.fineTuning.isPresent() ? FINE_TUNED : LAST);
        List<String> classes = pictures.classes();
        RunDescription.of(block, classes, model, pictures.toString(), recipe)
                .write(directory.get().path());
    }

    private void say(String line) {
        if (!training.quiet) {
            PrintStream out = System.out;
            out.println(line);
        }
    }
}
