package io.github.blockwright.benchmarks.peers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.onnxruntime.OrtException;
import io.github.blockwright.benchmarks.steps.StepOptions;
import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.engine.EngineMemory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Times one batch of normalised images through a network with drawn weights: from the batch in the engine's own memory to
 * the scores in an array of Java's.
 */
@Command(name = "InferenceStep", mixinStandardHelpOptions = true)
public final class InferenceStep implements Callable<Integer> {
    @Mixin
    private StepOptions options;

    @Option(names = "--engine", required = true, description = "${COMPLETION-CANDIDATES}")
    private InferenceEngine.Kind engine;

    private InferenceStep() {}

    /** Measures and prints a JSON object for each batch. */
    public static void main(String[] arguments) throws Exception {
        // As the command line does.
        System.exit(EngineMemory.call(() -> new CommandLine(new InferenceStep())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments)));
    }

    @Override
    public Integer call() throws IOException, OrtException {
        options.applyToEngine();
        List<Double> milliseconds = new ArrayList<>();
        try (NDManager manager = NDManager.newBaseManager()) {
            NetworkBlock<?, ?> block = Networks.block(options.network());
            block.initialize(manager);
            try (NDArray images = images(block.summary().input(), manager);
                    InferenceEngine ready = engine.open(block, images, options.threads())) {
                for (int i = 0; i < options.allSteps(); i++) {
                    long start = System.nanoTime();
                    ready.run();
                    milliseconds.add((System.nanoTime() - start) / 1e6);
                }
            }
        }
        options.print(milliseconds);
        return 0;
    }

    /** With the channels last in memory, as the runtime's own batches have them. */
    private NDArray images(InputSpec input, NDManager manager) {
        Shape shape = new Shape(options.batch(), input.height(), input.width(), input.channels());
        return manager.randomNormal(shape).transpose(0, 3, 1, 2);
    }
}
