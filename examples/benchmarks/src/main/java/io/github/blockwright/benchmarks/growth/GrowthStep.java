package io.github.blockwright.benchmarks.growth;

import ai.djl.ndarray.NDManager;
import io.github.blockwright.benchmarks.steps.Noise;
import io.github.blockwright.benchmarks.steps.StepOptions;
import io.github.blockwright.benchmarks.steps.StepTimes;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.engine.EngineMemory;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.train.Training;
import java.io.IOException;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Times the steps of an epoch over noise, by the default recipe, of any network on the class path. */
@Command(name = "GrowthStep", mixinStandardHelpOptions = true)
public final class GrowthStep implements Callable<Integer> {
    @Mixin
    private StepOptions options;

    @Option(names = "--classes", description = "Default: those of the table.")
    private Integer classes;

    private GrowthStep() {}

    /** Measures and prints a JSON object for each step. */
    public static void main(String[] arguments) throws Exception {
        System.exit(EngineMemory.call(() -> new CommandLine(new GrowthStep()).execute(arguments)));
    }

    @Override
    public Integer call() throws IOException, ReflectiveOperationException {
        options.applyToEngine();
        NetworkBlock<?, ?> block = block(
                options.network(),
                classes == null ? OptionalInt.empty() : OptionalInt.of(classes),
                GrowthStep.class.getClassLoader());
        int images = options.allSteps() * options.batch();
        Recipe recipe = Recipe.builder().epochs(1).batchSize(options.batch()).build();
        StepTimes times = new StepTimes();
        try (NDManager manager = NDManager.newBaseManager()) {
            Training.of(block, recipe).listener(times).run(manager, new Noise(block.summary(), images), null);
        }
        options.print(times.milliseconds());
        return 0;
    }

    /** A new block of a table, for other classes if there are any. */
    static NetworkBlock<?, ?> block(String network, OptionalInt classes, ClassLoader loader)
            throws ReflectiveOperationException {
        NetworkBlock<?, ?> table = Class.forName(network + "Block", true, loader)
                .asSubclass(NetworkBlock.class)
                .getConstructor()
                .newInstance();
        return classes.isPresent() ? table.forClasses(classes.getAsInt()) : table;
    }
}
