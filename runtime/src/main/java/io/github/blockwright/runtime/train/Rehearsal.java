package io.github.blockwright.runtime.train;

import ai.djl.ndarray.NDManager;
import io.github.blockwright.runtime.batches.Evaluator;
import io.github.blockwright.runtime.batches.FeatureDataset;
import io.github.blockwright.runtime.batches.FrozenFeatures;
import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.blocks.Rows;
import io.github.blockwright.runtime.data.ImageDataset;
import io.github.blockwright.runtime.data.Pictures;
import io.github.blockwright.runtime.engine.EngineMemory;
import io.github.blockwright.runtime.engine.EngineThreads;
import io.github.blockwright.runtime.layers.Layer;
import io.github.blockwright.runtime.recipe.FineTuning;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.report.ProgressListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A few steps of a training on a block and images that are made for it, to know what the whole would take. */
final class Rehearsal {
    private static final int STEPS = 4;
    private static final int PAGE = 4096;

    private final Training training;
    private final Pictures pictures;
    private final NetworkBlock<?, ?> block;

    Rehearsal(Training training, Pictures pictures) {
        this.training = training;
        this.pictures = pictures;
        Task.requireClasses(training.block, pictures.classes());
        this.block = training.block.forClasses(pictures.classes().size());
    }

    TrainingEstimate estimate() throws IOException {
        training.threads.ifPresent(EngineThreads::use);
        if (!EngineThreads.areSet()) {
            EngineThreads.use(EngineThreads.free());
        }
        try {
            return EngineMemory.call(() -> {
                try (NDManager manager = NDManager.newBaseManager()) {
                    return measure(manager);
                }
            });
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("The steps to measure failed: " + e, e);
        }
    }

    private TrainingEstimate measure(NDManager manager) throws IOException {
        block.initialize(manager);
        if (training.weights.isPresent()) {
            StartingWeights.load(training, block, manager);
        }
        Unfreezing unfreezing = new Unfreezing(block);
        Duration head = Duration.ZERO;
        long headParameters = 0;
        Recipe last = training.recipe;
        if (training.fineTuning.isPresent()) {
            FineTuning recipe = training.fineTuning.get();
            int first = unfreezing.first(recipe.trainableFrom());
            unfreezing.freezeBody();
            headParameters = learning();
            head = head(recipe, manager);
            if (recipe.tuning().isEmpty()) {
                return result(head, headParameters, Duration.ZERO);
            }
            unfreezing.unfreeze(first, recipe);
        }
        return result(head, headParameters, tuning(last, manager));
    }

    /** Every view of every image through the frozen rows once, then the epochs of the rows after them. */
    private Duration head(FineTuning recipe, NDManager manager) {
        if (Rows.frozen(block).count() == 0) {
            ((Layer) block.getChildren().values().get(0)).setFrozen(true);
        }
        int batch = recipe.head().batchSize();
        ImageDataset images = images(STEPS * batch);
        FrozenFeatures frozen = FrozenFeatures.of(block).inBatchesOf(batch);
        frozen.compute(manager, images);
        long started = System.nanoTime();
        FeatureDataset features = frozen.compute(manager, images);
        double perImage = seconds(started) / images.size();
        double step = step(listener -> new InMemoryTraining(Training.of(block, once(recipe.head()))
                        .recompute(training.settings.recomputes())
                        .listener(listener))
                .run(manager, features, null));
        double passed = recipe.views() * (double) pictures.trainCount() + pictures.validationCount();
        return duration(
                perImage * passed + step * steps(recipe.head()) * recipe.head().epochs());
    }

    private Duration tuning(Recipe recipe, NDManager manager) {
        ImageDataset images = images(STEPS * recipe.batchSize());
        double step = step(listener -> Training.of(block, once(recipe))
                .recompute(training.settings.recomputes())
                .listener(listener)
                .run(manager, images, null));
        long started = System.nanoTime();
        Evaluator.evaluate(block, manager, images);
        double perImage = seconds(started) / images.size();
        return duration(recipe.epochs() * (step * steps(recipe) + perImage * pictures.validationCount()));
    }

    /** The steps that are measured, and what hears of them. */
    @FunctionalInterface
    private interface Steps {
        void run(ProgressListener listener);
    }

    /** The seconds of a step, without the first, which takes more. */
    private static double step(Steps steps) {
        List<Long> ends = new ArrayList<>();
        steps.run(new ProgressListener() {
            @Override
            public void stepDone(int step, double loss, double accuracy) {
                ends.add(System.nanoTime());
            }
        });
        int count = ends.size() - 1;
        return (ends.get(count) - ends.get(0)) / 1e9 / Math.max(1, count);
    }

    private static Recipe once(Recipe recipe) {
        return recipe.toBuilder().epochs(1).build();
    }

    private double steps(Recipe recipe) {
        return Math.ceil(pictures.trainCount() / (double) recipe.batchSize());
    }

    /** Noise: what the network makes of it does not matter. */
    private ImageDataset images(int count) {
        InputSpec input = block.summary().input();
        Random random = new Random(0);
        byte[][] pixels = new byte[count][input.height() * input.width() * input.channels()];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            random.nextBytes(pixels[i]);
            labels[i] = i % pictures.classes().size();
        }
        return new ImageDataset(input.height(), input.width(), input.channels(), pictures.classes(), pixels, labels);
    }

    private TrainingEstimate result(Duration head, long headParameters, Duration tuning) {
        List<String> frozen = new ArrayList<>();
        List<String> trained = new ArrayList<>();
        new Unfreezing(block).paths().forEach(path -> (isFrozen(path) ? frozen : trained).add(path));
        long all = block.summary().parameters();
        return new TrainingEstimate(
                block.summary().name(), frozen, trained, all, headParameters, learning(), memory(all), head, tuning);
    }

    private boolean isFrozen(String path) {
        return block.getParameters().stream()
                .filter(parameter -> parameter.getKey().startsWith(path + "."))
                .noneMatch(parameter -> Layer.isTrainable(parameter.getValue())
                        && parameter.getValue().requiresGradient());
    }

    private long learning() {
        return block.getParameters().values().stream()
                .filter(parameter -> Layer.isTrainable(parameter) && parameter.requiresGradient())
                .mapToLong(parameter -> parameter.getShape().size())
                .sum();
    }

    private long memory(long parameters) {
        int states = training.recipe.optimizer().slots().size();
        return resident().orElse(Float.BYTES * (parameters + (1 + states) * learning()));
    }

    /** What Linux says that the process holds. */
    private static Optional<Long> resident() {
        try {
            String[] pages = Files.readString(Path.of("/proc/self/statm")).split(" ", 3);
            return Optional.of(PAGE * Long.parseLong(pages[1]));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static double seconds(long started) {
        return (System.nanoTime() - started) / 1e9;
    }

    private static Duration duration(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1e3));
    }
}
