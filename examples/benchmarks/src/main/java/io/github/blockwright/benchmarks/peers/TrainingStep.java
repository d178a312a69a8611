package io.github.blockwright.benchmarks.peers;

import ai.djl.ndarray.NDManager;
import io.github.blockwright.benchmarks.steps.Noise;
import io.github.blockwright.benchmarks.steps.StepOptions;
import io.github.blockwright.benchmarks.steps.StepTimes;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.blocks.NetworkSummary;
import io.github.blockwright.runtime.data.ImageSource;
import io.github.blockwright.runtime.data.Pictures;
import io.github.blockwright.runtime.engine.EngineMemory;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.train.Training;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Times the steps of a training on CIFAR-10, or on noise of 224 pixels, by the default recipe, as {@link StepTimes} does. */
@Command(name = "TrainingStep", mixinStandardHelpOptions = true)
public final class TrainingStep implements Callable<Integer> {
    private static final int SIDE = 32;

    @Mixin
    private StepOptions options;

    @Option(
            names = "--data",
            required = true,
            description = "The folder cifar-10-batches-bin, or the one that holds it.")
    private Path data;

    @Option(names = "--fine-tune", description = "Hold the rows before the last stages still.")
    private boolean isFineTuning;

    @Option(names = "--recompute", description = "Compute maps again instead of keeping them.")
    private boolean recomputes;

    private TrainingStep() {}

    /** Measures and prints a JSON object for each step. */
    public static void main(String[] arguments) throws Exception {
        // As the command line does.
        System.exit(EngineMemory.call(() -> new CommandLine(new TrainingStep()).execute(arguments)));
    }

    @Override
    public Integer call() throws IOException {
        options.applyToEngine();
        int images = options.allSteps() * options.batch();
        NetworkBlock<?, ?> block =
                isFineTuning ? Networks.heldStill(options.network()) : Networks.block(options.network());
        ImageSource train = train(block.summary(), images);
        Recipe recipe = Recipe.builder().epochs(1).batchSize(options.batch()).build();
        StepTimes times = new StepTimes();
        try (NDManager manager = NDManager.newBaseManager()) {
            Training.of(block, recipe).recompute(recomputes).listener(times).run(manager, train, null);
        }
        options.print(times.milliseconds());
        return 0;
    }

    /** CIFAR-10's, or noise for a network whose images are larger. */
    private ImageSource train(NetworkSummary network, int images) throws IOException {
        if (network.input().height() > SIDE) {
            return new Noise(network, images);
        }
        return Pictures.cifar10(data)
                .train(network.input())
                .subset(IntStream.range(0, images).toArray());
    }
}
