package io.github.blockwright.cli;

import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.blocks.NetworkBlock;
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
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        engine.apply();
        PrintWriter out = spec.commandLine().getOut();
        Pictures pictures = data.pictures();
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
            LearningRateRange range = Training.of(block, recipe).learningRateRange(pictures);
            Files.createDirectories(directory);
            Path picture = directory.resolve("learning-rate.png");
            range.write(picture, block.summary().name());
            out.println(range + "; see " + picture);
            return 0;
        }
        try (TrainedNetwork network =
                Training.of(block, recipe).directory(directory).resume(resume).run(pictures)) {
            out.println(network.history());
            out.println("written to " + directory + ": last-0000.params, best-0000.params, log.csv, curve.png, report.html");
        }
        return 0;
    }

    /** A run that goes on keeps its recipe; a new one takes what suits the pictures, and says why. */
    private Recipe start(NetworkBlock<?, ?> block, Pictures pictures, Path directory, PrintWriter out)
            throws IOException {
        if (resume && RunDescription.isAt(directory)) {
            return Recipe.fromJson(RunDescription.read(directory).recipe());
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
