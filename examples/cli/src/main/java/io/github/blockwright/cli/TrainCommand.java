package io.github.blockwright.cli;

import ai.djl.ndarray.NDManager;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.data.ImageDataset;
import io.github.blockwright.runtime.data.Pictures;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.report.EpochResult;
import io.github.blockwright.runtime.report.LearningCurve;
import io.github.blockwright.runtime.report.ProgressLine;
import io.github.blockwright.runtime.report.TrainingHistory;
import io.github.blockwright.runtime.train.Training;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
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

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        engine.apply();
        PrintWriter out = spec.commandLine().getOut();
        Recipe recipe = options.recipe();
        NetworkBlock<?, ?> block = network.block();
        Pictures pictures = data.pictures();
        ImageDataset train = pictures.train(block.summary().input());
        ImageDataset validation = pictures.validation(block.summary().input());
        Path directory = output == null ? Path.of("runs", block.summary().name()) : output;
        out.print(block.summary().toText());
        out.flush();
        out.println("training on " + train + ", validating on " + validation);
        out.println(recipe);
        out.println("engine: " + engine.describe());
        try (NDManager manager = NDManager.newBaseManager()) {
            TrainingHistory result = Training.of(block, recipe)
                    .directory(directory)
                    .resume(resume)
                    .listener(new ProgressLine(System.out))
                    .run(manager, train, validation);
            LearningCurve.write(directory.resolve("curve.png"), block.summary().name(), result.epochs());
            report(out, result, directory);
        }
        return 0;
    }

    private static void report(PrintWriter out, TrainingHistory result, Path directory) {
        EpochResult last = result.last();
        EpochResult best = result.best();
        double seconds =
                result.epochs().stream().mapToDouble(EpochResult::seconds).sum();
        out.println(String.format(
                Locale.ROOT,
                "last epoch %d: validation accuracy %.4f; best epoch %d: %.4f; %.0f s of training",
                last.epoch(),
                last.validationAccuracy(),
                best.epoch(),
                best.validationAccuracy(),
                seconds));
        out.println("written to " + directory + ": last-0000.params, best-0000.params, log.csv, curve.png");
    }
}
