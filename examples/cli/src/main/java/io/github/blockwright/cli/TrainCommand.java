package io.github.blockwright.cli;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.dashboard.Dashboard;
import io.github.blockwright.runtime.data.Pictures;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.recipe.RecipeAdvice;
import io.github.blockwright.runtime.report.LearningRateRange;
import io.github.blockwright.runtime.train.AugmentationPreview;
import io.github.blockwright.runtime.train.TrainedNetwork;
import io.github.blockwright.runtime.train.Training;
import io.github.blockwright.runtime.weights.RunDescription;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "train",
        description = "Trains a network and writes it, a log and a learning curve to a directory.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class TrainCommand implements Callable<Integer> {
    @Mixin
    private NetworkArgument network;

    @Mixin
    private DataOptions data;

    @Mixin
    private RecipeOptions options;

    @Option(
            names = "--config",
            paramLabel = "RECIPE.json",
            description =
                    "The recipe of a file, such as a run's recipe.json, or of a run directory; other flags change it.")
    private Path config;

    @Mixin
    private RunOptions run;

    @Mixin
    private WatchOptions watch;

    @Mixin
    private EngineOptions engine;

    @Option(
            names = "--output",
            paramLabel = "DIRECTORY",
            description = "Where models, log and curve go; default runs/NETWORK.")
    private Path output;

    @Option(names = "--resume", description = "Go on from the checkpoint in the output directory, if there is one.")
    private boolean resume;

    @Option(
            names = "--preview",
            paramLabel = "FILE.png",
            description = "Draw sixteen pictures as the training will see them, before it starts.")
    private Path preview;

    @Option(
            names = "--find-learning-rate",
            description = "Do not train: try rising learning rates, draw the losses to learning-rate.png in the output"
                    + " directory, and suggest one.")
    private boolean findLearningRate;

    @Mixin
    private OutputOptions figures;

    @Override
    public Integer call() throws IOException {
        run.check();
        watch.check();
        data.check();
        options.check();
        engine.apply();
        PrintWriter out = figures.text();
        Pictures pictures = data.pictures();
        options.check(pictures);
        NetworkBlock<?, ?> block = network.blockFor(pictures, out);
        Path directory = output == null ? Path.of("runs", block.summary().name()) : output;
        out.print(block.summary().toText());
        Recipe recipe = options.recipe(start(block, pictures, directory, out));
        out.println(recipe);
        out.println("engine: " + engine.describe());
        if (preview != null) {
            AugmentationPreview.write(preview, pictures, block.summary().input(), recipe.augmentation(), recipe.seed());
            out.println("sixteen augmented pictures: " + preview);
        }
        // The training prints past this writer.
        out.flush();
        if (findLearningRate) {
            findLearningRate(block, recipe, pictures, directory);
            return 0;
        }
        Training training =
                run.apply(Training.of(block, recipe)).directory(directory).resume(resume);
        Optional<Dashboard> dashboard = watch.watch(training, directory, out);
        try (TrainedNetwork network = figures.quieten(training).run(pictures)) {
            out.println(network.history());
            out.println("written to " + directory + ": "
                    + Stream.of("last-0000.params", "best-0000.params", "log.csv", "curve.png", "report.html")
                            .filter(name -> Files.exists(directory.resolve(name)))
                            .collect(Collectors.joining(", ")));
            JsonObject json = new JsonObject();
            json.addProperty("network", block.summary().name());
            json.addProperty("engine", engine.describe());
            json.addProperty("directory", directory.toString());
            json.add("recipe", JsonParser.parseString(recipe.toJson()));
            Figures.add(json, network.history());
            json.add("test", Figures.optional(network.test(), Figures::of));
            figures.print(json);
        } finally {
            dashboard.ifPresent(Dashboard::close);
        }
        return 0;
    }

    private void findLearningRate(NetworkBlock<?, ?> block, Recipe recipe, Pictures pictures, Path directory)
            throws IOException {
        LearningRateRange range =
                Training.of(block, recipe).recompute(run.recomputes()).learningRateRange(pictures);
        Path picture = directory.resolve("learning-rate.png");
        range.write(picture, block.summary().name());
        figures.text().println(range + "; see " + picture);
        JsonObject json = new JsonObject();
        json.addProperty("network", block.summary().name());
        json.add("suggestion", Figures.number(range.suggestion()));
        json.addProperty("picture", picture.toString());
        figures.print(json);
    }

    /** A run that goes on keeps its recipe; a new one takes that of a file, or what suits the pictures, and says why. */
    private Recipe start(NetworkBlock<?, ?> block, Pictures pictures, Path directory, PrintWriter out)
            throws IOException {
        if (resume && RunDescription.isAt(directory)) {
            return Recipe.fromJson(Configuration.ofRun(directory, out::println));
        }
        if (config != null) {
            return Recipe.fromJson(Configuration.read(config));
        }
        InputSpec input = block.summary().input();
        RecipeAdvice advice = RecipeAdvice.of(pictures.trainCount(), input.height(), input.width(), pictures.classes());
        for (RecipeAdvice.Choice choice : advice.choices()) {
            if (!options.isGiven(choice.setting())) {
                out.println(choice);
            }
        }
        return advice.recipe();
    }
}
