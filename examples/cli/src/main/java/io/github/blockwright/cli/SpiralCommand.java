package io.github.blockwright.cli;

import io.github.blockwright.lessons.linearbottleneck.SpiralLesson;
import java.io.IOException;
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
        name = "spiral",
        description =
                "The lesson on linear bottlenecks: what ReLU does to a spiral in few and in many channels (Figure 1"
                        + " of the paper), as a picture and as numbers.",
        mixinStandardHelpOptions = true)
final class SpiralCommand implements Callable<Integer> {
    private static final int MOST = 100_000;

    @Mixin
    private EngineOptions engine;

    @Option(names = "--seed", description = "Of the random matrices; default ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(names = "--matrices", description = "Random matrices for each n; default ${DEFAULT-VALUE}.")
    private int matrices = 200;

    @Option(names = "--output", paramLabel = "PNG", description = "The picture; default ${DEFAULT-VALUE}.")
    private Path output = Path.of("runs", "spiral.png");

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (matrices > MOST) {
            throw new ParameterException(
                    spec.commandLine(), "--matrices must be at most " + MOST + ", not " + matrices);
        }
        // Not by way of the system's folder for temporary files, which may be full or not there.
        ImageIO.setUseCache(false);
        engine.apply();
        spec.commandLine().getOut().print(SpiralLesson.run(seed, matrices, output));
        spec.commandLine().getOut().println("picture: " + output);
        return 0;
    }
}
