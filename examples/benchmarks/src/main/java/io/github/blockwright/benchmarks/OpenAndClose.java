package io.github.blockwright.benchmarks;

import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.TranslateException;
import io.github.blockwright.networks.ImageNetMobileNetV2Block;
import io.github.blockwright.networks.ShapesNetBlock;
import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.dashboard.Dashboard;
import io.github.blockwright.runtime.data.OpenPictures;
import io.github.blockwright.runtime.data.Pictures;
import io.github.blockwright.runtime.engine.EngineMemory;
import io.github.blockwright.runtime.explain.Explainer;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.recipe.Schedule;
import io.github.blockwright.runtime.serve.Classifier;
import io.github.blockwright.runtime.serve.ServedNetwork;
import io.github.blockwright.runtime.serve.Serving;
import io.github.blockwright.runtime.serve.ServingEngine;
import io.github.blockwright.runtime.train.TrainedNetwork;
import io.github.blockwright.runtime.train.Training;
import io.github.blockwright.runtime.weights.SavedModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Does anything stay behind when something is closed? Opens, uses and closes each kind of thing that a program closes, a
 * thousand times after a first hundred, and prints the resident memory of the process (Linux). Ends with 1 if any leaves more
 * than 3 %. Usage: {@code java -XX:+AlwaysPreTouch -Xms256m -Xmx256m ... OpenAndClose DIRECTORY [CYCLES]}.
 */
public final class OpenAndClose {
    private static final int FIRST = 100;
    private static final int EVERY = 50;
    private static final double MOST_GROWTH = 0.03;
    private static final InputSpec INPUT = new ShapesNetBlock().summary().input();

    private static final int SIDE = 64;

    /** Of so many pictures in this size, not all fit into an eighth of the heap. */
    private static final int MANY = 320;

    private static final InputSpec LARGE =
            new ImageNetMobileNetV2Block().summary().input();

    private final Path run;
    private final Path photos;
    private final Path many;
    private final int cycles;

    private OpenAndClose(Path directory, int cycles) {
        this.run = directory.resolve("run");
        this.photos = directory.resolve("photos");
        this.many = directory.resolve("many");
        this.cycles = cycles;
    }

    /** Opens, uses and closes something. */
    @FunctionalInterface
    private interface Cycle {
        void run() throws IOException;
    }

    /** Runs the measurement. */
    public static void main(String[] arguments) throws Exception {
        int cycles = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000;
        EngineMemory.call(() -> {
            new OpenAndClose(Path.of(arguments[0]), cycles).measure();
            return null;
        });
    }

    private void measure() throws IOException {
        DrawnPhotos.write(photos, 40, SIDE);
        DrawnPhotos.write(many, MANY, SIDE);
        try (TrainedNetwork network = training(Optional.of(run)).run(Pictures.of(photos))) {
            System.out.println(network);
        }
        System.out.println(
                "| what | MB after " + FIRST + " | most after that | after " + (FIRST + cycles) + " | growth |");
        System.out.println("|---|---|---|---|---|");
        List<String> growing = new ArrayList<>();
        for (Map.Entry<String, Cycle> cycle : cycles().entrySet()) {
            if (!measure(cycle.getKey(), cycle.getValue())) {
                growing.add(cycle.getKey());
            }
        }
        if (!growing.isEmpty()) {
            throw new IllegalStateException("More than 3 % stayed of " + growing);
        }
    }

    private Map<String, Cycle> cycles() throws IOException {
        Path photo = firstPhoto();
        Map<String, Cycle> all = new LinkedHashMap<>();
        all.put("`SavedModel`", () -> SavedModel.load(model()).close());
        for (ServingEngine engine : ServingEngine.values()) {
            all.put("`ServedNetwork` and `Classifier`, " + engine, () -> {
                try (SavedModel saved = SavedModel.load(model());
                        Classifier classifier =
                                Serving.of(saved.block()).engine(engine).classifier(saved.classes())) {
                    classifier.classify(photo);
                }
            });
        }
        all.put("a predictor of `ServedNetwork`", () -> {
            try (SavedModel saved = SavedModel.load(model());
                    ServedNetwork served = Serving.of(saved.block()).open();
                    Predictor<NDList, NDList> predictor = served.newPredictor(new NoopTranslator());
                    NDManager manager = NDManager.newBaseManager()) {
                predictor.predict(new NDList(manager.zeros(INPUT.shape(1)))).close();
            } catch (TranslateException e) {
                throw new IOException(e.getMessage(), e);
            }
        });
        all.put("`Dashboard`", () -> {
            try (Dashboard dashboard = Dashboard.open(List.of(run));
                    InputStream page = dashboard.address().toURL().openStream()) {
                page.readAllBytes();
            }
        });
        all.put("`Explainer`", () -> {
            try (Explainer explainer = Explainer.open(run)) {
                explainer.see(photo).gradCam();
            }
        });
        all.put("`OpenPictures`", () -> {
            try (OpenPictures open = Pictures.of(photos).open(INPUT)) {
                open.train().read(0);
            }
        });
        all.put("`OpenPictures` with a cache", this::openWithCache);
        all.put(
                "`Training` and `TrainedNetwork`",
                () -> training(Optional.empty()).run(Pictures.of(photos)).close());
        all.put("`Training` with a directory and TensorBoard's files", () -> {
            Path fresh = run.resolveSibling("fresh");
            training(Optional.of(fresh)).tensorBoard().run(Pictures.of(photos)).close();
            Folders.delete(fresh);
        });
        return all;
    }

    private void openWithCache() throws IOException {
        Path cache = run.resolveSibling("cache");
        try (OpenPictures open = Pictures.of(many).cache(cache).open(LARGE)) {
            open.train().read(0);
            open.train().read(1);
        }
        if (!Files.exists(cache)) {
            throw new IllegalStateException("All pictures fit into memory: take the heap that the usage has");
        }
    }

    /** Of one epoch of two steps. */
    private static Training training(Optional<Path> directory) {
        Recipe recipe = Recipe.builder()
                .epochs(1)
                .batchSize(16)
                .schedule(new Schedule.WarmUpCosine(0.01, 0.1))
                .build();
        Training training = Training.of(new ShapesNetBlock(), recipe).quiet();
        directory.ifPresent(training::directory);
        return training;
    }

    private Path model() {
        return run.resolve(SavedModel.fileName("last"));
    }

    private Path firstPhoto() throws IOException {
        try (Stream<Path> files = Files.walk(photos)) {
            return files.filter(Files::isRegularFile).sorted().findFirst().orElseThrow();
        }
    }

    /** Whether it leaves as good as nothing. */
    private boolean measure(String what, Cycle cycle) throws IOException {
        for (int i = 0; i < FIRST; i++) {
            cycle.run();
        }
        double first = ResidentMemory.now().all();
        double most = first;
        for (int i = 1; i <= cycles; i++) {
            cycle.run();
            if (i % EVERY == 0) {
                most = Math.max(most, ResidentMemory.now().all());
            }
        }
        double last = ResidentMemory.now().all();
        System.out.printf(
                Locale.ROOT,
                "| %s | %.0f | %.0f | %.0f | %+.1f %% |%n",
                what,
                first,
                most,
                last,
                100 * (last / first - 1));
        return last <= first * (1 + MOST_GROWTH);
    }
}
