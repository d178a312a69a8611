package io.github.blockwright.benchmarks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.blockwright.networks.ImageNetMobileNetV2_100_96Block;
import io.github.blockwright.runtime.blocks.Inference;
import io.github.blockwright.runtime.engine.EngineThreads;
import io.github.blockwright.runtime.layers.Layer;
import io.github.blockwright.runtime.serve.ServedNetwork;
import io.github.blockwright.runtime.serve.Serving;
import io.github.blockwright.runtime.serve.ServingEngine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * How many pictures a second pass through one network that 1 to 32 threads share: through the block itself, and as each engine
 * serves it, a picture and an engine's thread to a call. Prints a table in Markdown, with the resident memory before and after, and
 * ends with 1 if any answer differs by a bit from that of a single thread. Usage: {@code ManyThreads [SECONDS]}, for each figure,
 * 5 unless it is said; Linux.
 */
public final class ManyThreads {
    /** The most twice, to tell what threads hold from what grows. */
    private static final List<Integer> THREADS = List.of(1, 2, 4, 8, 16, 32, 32);

    private static final int SECONDS = 5;

    private final Shape shape;
    private final float[] picture;
    private final long nanos;

    private ManyThreads(Shape shape, float[] picture, int seconds) {
        this.shape = shape;
        this.picture = picture;
        this.nanos = TimeUnit.SECONDS.toNanos(seconds);
    }

    /** Runs the measurement. */
    public static void main(String[] arguments) throws Exception {
        EngineThreads.use(1);
        ImageNetMobileNetV2_100_96Block block = new ImageNetMobileNetV2_100_96Block();
        try (NDManager manager = NDManager.newBaseManager()) {
            block.initialize(manager);
            Shape shape = block.summary().input().shape(1);
            float[] picture = manager.randomNormal(shape).toFloatArray();
            int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : SECONDS;
            ManyThreads measurement = new ManyThreads(shape, picture, seconds);
            Serving serving = Serving.of(block).threads(1);
            try (ServedNetwork pytorch = serving.engine(ServingEngine.PYTORCH).open();
                    ServedNetwork onnx =
                            serving.engine(ServingEngine.ONNXRUNTIME).open()) {
                Map<String, Layer> networks = new LinkedHashMap<>();
                networks.put("block", block);
                networks.put("served by PyTorch", pytorch.layer());
                networks.put("served by ONNX Runtime", onnx.layer());
                measurement.print(networks);
            }
        }
    }

    private void print(Map<String, Layer> networks) throws Exception {
        System.out.println("| images/s, threads | " + String.join(" | ", networks.keySet()) + " | MB before | after |");
        System.out.println("|---|" + "---|".repeat(networks.size()) + "---|---|");
        Map<String, float[]> expected = new LinkedHashMap<>();
        networks.forEach((name, network) -> expected.put(name, output(network)));
        for (int threads : THREADS) {
            double before = ResidentMemory.now().all();
            StringBuilder line = new StringBuilder("| " + threads);
            for (Map.Entry<String, Layer> network : networks.entrySet()) {
                double each = imagesPerSecond(threads, network.getValue(), expected.get(network.getKey()));
                line.append(String.format(Locale.ROOT, " | %.0f", each));
            }
            System.out.printf(
                    Locale.ROOT,
                    "%s | %.0f | %.0f |%n",
                    line,
                    before,
                    ResidentMemory.now().all());
        }
    }

    private double imagesPerSecond(int count, Layer network, float[] expected) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(count);
        long started = System.nanoTime();
        try {
            List<Future<Long>> passes = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                passes.add(threads.submit(() -> passes(network, expected, started + nanos)));
            }
            long all = 0;
            for (Future<Long> own : passes) {
                all += own.get();
            }
            return all / ((System.nanoTime() - started) / 1e9);
        } finally {
            threads.shutdownNow();
        }
    }

    private long passes(Layer network, float[] expected, long until) {
        long passes = 0;
        while (System.nanoTime() < until) {
            if (!Arrays.equals(output(network), expected)) {
                throw new IllegalStateException("An answer differs from that of a single thread");
            }
            passes++;
        }
        return passes;
    }

    private float[] output(Layer network) {
        try (NDManager own = NDManager.newBaseManager()) {
            NDArray image = own.create(picture, shape);
            return Inference.forward(network, image).toFloatArray();
        }
    }
}
