package io.github.blockwright.cli;

import io.github.blockwright.lessons.linearbottleneck.ablation.Ablation;
import io.github.blockwright.networks.CifarMobileNetV2Block;
import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.data.Pictures;
import io.github.blockwright.runtime.recipe.Recipe;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import javax.imageio.ImageIO;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "ablation",
        description = "The lesson on linear bottlenecks, second part: trains the lecture's table with ReLU6 behind the"
                + " projection, with other shortcuts and none, and the classic residual at equal cost, each from"
                + " several seeds. An interrupted run goes on when it is started again.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class AblationCommand implements Callable<Integer> {
    @Mixin
    private DataOptions data;

    @Mixin
    private EngineOptions engine;

    @Option(names = "--epochs", description = "Of each training; default ${DEFAULT-VALUE}.")
    private int epochs = 5;

    @Option(names = "--seeds", description = "Trainings of each network; default ${DEFAULT-VALUE}.")
    private int seeds = 3;

    @Option(names = "--output", paramLabel = "DIRECTORY", description = "Default ${DEFAULT-VALUE}.")
    private Path output = Path.of("runs", "ablation");

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        data.check();
        requireSome("--epochs", epochs);
        requireSome("--seeds", seeds);
        // Not by way of the system's folder for temporary files, which may be full or not there.
        ImageIO.setUseCache(false);
        engine.apply();
        PrintWriter out = spec.commandLine().getOut();
        Pictures pictures = data.pictures();
        InputSpec input = CifarMobileNetV2Block.SUMMARY.input();
        Recipe.Builder recipe = Recipe.builder().epochs(epochs);
        out.print(
                new Ablation(pictures.train(input), pictures.validation(input), recipe, output).run(seeds, System.out));
        out.println("written to " + output + ": ablation.csv, ablation.png");
        return 0;
    }

    private void requireSome(String option, int number) {
        if (number < 1) {
            throw new ParameterException(spec.commandLine(), option + " must be at least 1, not " + number);
        }
    }
}
