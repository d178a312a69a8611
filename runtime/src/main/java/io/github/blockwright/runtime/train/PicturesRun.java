package io.github.blockwright.runtime.train;

import ai.djl.ndarray.NDManager;
import io.github.blockwright.runtime.batches.Batches;
import io.github.blockwright.runtime.batches.Evaluator;
import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.data.Augmentation;
import io.github.blockwright.runtime.data.DataSurvey;
import io.github.blockwright.runtime.data.ImageSource;
import io.github.blockwright.runtime.data.OpenPictures;
import io.github.blockwright.runtime.data.Pictures;
import io.github.blockwright.runtime.engine.EngineCheck;
import io.github.blockwright.runtime.engine.EngineMemory;
import io.github.blockwright.runtime.engine.EngineThreads;
import io.github.blockwright.runtime.files.AtomicFiles;
import io.github.blockwright.runtime.recipe.FineTuning;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.records.TensorBoardEvents;
import io.github.blockwright.runtime.report.Evaluation;
import io.github.blockwright.runtime.report.LearningCurve;
import io.github.blockwright.runtime.report.LearningRateRange;
import io.github.blockwright.runtime.report.ProgressLine;
import io.github.blockwright.runtime.weights.LoadReport;
import io.github.blockwright.runtime.weights.RunDescription;
import io.github.blockwright.runtime.weights.SavedModel;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A whole training on pictures: engine, weights, data, the phases, the run directory and the network at the end. */
final class PicturesRun {
    private static final String LAST = "last";
    private static final String RECIPE = "recipe.json";

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

    TrainedNetwork run() throws IOException {
        // What can be known before the engine starts and pictures are read.
        if (training.tensorBoard && directory.isEmpty()) {
            throw new IllegalStateException(
                    "TensorBoard's files need a directory to lie in: call Training.directory(...) too");
        }
        Task.requireClasses(block, pictures.classes());
        requireBatches();
        Optional<RunLock> lock = Optional.empty();
        try {
            lock = directory.map(RunDirectory::lock);
            directory.ifPresent(d -> RunStart.folders(d.path())
                    .forEach(folder -> new RunDirectory(folder).requireFree(training.resume)));
            TrainedNetwork network = withEngine(this::trained);
            recording.finished().ifPresent(report -> say("report: " + report));
            return network;
        } catch (IOException | RuntimeException | Error e) {
            recording.failed(e);
            throw RunEnd.of(e, training.settings, directory);
        } finally {
            // However a run ends, it ends here: finished, stopped or failed.
            lock.ifPresent(RunLock::close);
        }
    }

    private void requireBatches() {
        InputSpec input = block.summary().input();
        Recipe recipe = training.recipe;
        if (training.fineTuning.isEmpty()) {
            Batches.require(input, recipe.batchSize(), recipe.augmentation());
        } else {
            FineTuning phases = training.fineTuning.get();
            // Of one view the augmentation plays no part.
            Augmentation head = phases.views() > 1 ? phases.head().augmentation() : Augmentation.NONE;
            Batches.require(input, 1, head);
            phases.tuning().ifPresent(tuning -> Batches.require(input, tuning.batchSize(), tuning.augmentation()));
        }
    }

    LearningRateRange learningRateRange() throws IOException {
        Task.requireClasses(block, pictures.classes());
        return withEngine((manager, owner) -> {
            new RunStart(training).weights(manager);
            try (OpenPictures open = pictures.open(block.summary().input(), Optional.empty(), 1)) {
                return new InMemoryTraining(training).learningRateRange(manager, open.train());
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
        EngineCheck.requireRight(manager);
        RunStart start = new RunStart(training);
        Optional<LoadReport> loaded = start.weights(manager);
        loaded.ifPresent(report -> say(training.weights.get().file() + ": " + report));
        if (training.fineTuning.isEmpty()) {
            MemoryNeed.of(block, training.recipe, training.settings.recomputes())
                    .check(training.recipe.batchSize());
        }
        // Of the weights, which may want other values of a pixel than the table says.
        InputSpec input = block.summary().input();
        describe();
        recording = RunRecording.begin(directory.map(RunDirectory::path), start.resumes(), block, manager);
        RunOutcome outcome;
        try (OpenPictures open = pictures.open(input, directory.map(RunDirectory::path), passes())) {
            open.index(start.resumes());
            open.describe().ifPresent(this::say);
            recording.on(open).ifPresent(training::listener);
            if (training.tensorBoard) {
                Path run = directory.map(RunDirectory::path).orElseThrow();
                training.listener(TensorBoardEvents.of(run, open.train().size()));
            }
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

    private RunOutcome phases(NDManager manager, OpenPictures open) throws IOException {
        ImageSource train = open.train();
        ImageSource validation = open.validation();
        if (!training.quiet) {
            training.listener(new ProgressLine(System.out));
        }
        try {
            RunOutcome outcome = training.fineTuning.isPresent()
                    ? new FineTuningRun(training, pictures).run(manager, train, validation)
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

    private RunOutcome fit(NDManager manager, ImageSource train, ImageSource validation) {
        Epochs.Fit fit = new InMemoryTraining(training).fit(manager, train, validation);
        return new RunOutcome(fit.history(), fit.last(), Optional.empty());
    }

    private void describe() throws IOException {
        if (directory.isEmpty()) {
            return;
        }
        directory.get().create();
        String recipe = training.fineTuning.map(FineTuning::toJson).orElseGet(training.recipe::toJson);
        String model = SavedModel.fileName(training.fineTuning.isPresent() ? FineTuningRun.FINE_TUNED : LAST);
        List<String> classes = pictures.classes();
        RunDescription.of(block, classes, model, pictures.toString(), recipe)
                .write(directory.get().path());
        // The same alone, to be changed and given to the next training.
        AtomicFiles.write(directory.get().path().resolve(RECIPE), part -> Files.writeString(part, recipe));
    }

    private void say(String line) {
        if (!training.quiet) {
            PrintStream out = System.out;
            out.println(line);
        }
    }
}
