package io.github.blockwright.benchmarks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.onnxruntime.OrtException;
import io.github.blockwright.networks.CifarMobileNetV2Block;
import io.github.blockwright.networks.DogsVsCatsBlock;
import io.github.blockwright.runtime.batches.Batch;
import io.github.blockwright.runtime.batches.BatchStream;
import io.github.blockwright.runtime.batches.Batches;
import io.github.blockwright.runtime.blocks.Inference;
import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.data.ImageDataset;
import io.github.blockwright.runtime.data.Pictures;
import io.github.blockwright.runtime.engine.EngineMemory;
import io.github.blockwright.runtime.export.Onnx;
import io.github.blockwright.runtime.weights.SavedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What each way to run a trained network costs and gives on one core: the block in DJL, its folded twin, ONNX Runtime in
 * float32 and in int8. Prints a Markdown table. Usage: {@code InferencePaths cifar10|dogs MODEL DATA}, with a {@code
 * CifarMobileNetV2} that {@code train} wrote or a {@code DogsVsCats} that {@code transfer} wrote, and its data.
 */
public final class InferencePaths {
    private static final List<String> NETWORKS = List.of("cifar10", "dogs");
    private static final int CALIBRATION = 256;
    private static final int ROUNDS = 60;
    private static final int WARM_UP = 10;
    private static final int[] BATCHES = {1, 32};

    private final NetworkBlock<?, ?> block;
    private final ImageDataset test;
    private final Map<String, InferencePath> paths = new LinkedHashMap<>();
    private final Map<String, Path> files = new LinkedHashMap<>();

    private InferencePaths(NetworkBlock<?, ?> block, ImageDataset test) {
        this.block = block;
        this.test = test;
    }

    /** Runs the measurement. */
    public static void main(String[] arguments) throws Exception {
        // As the command line does.
        EngineMemory.call(() -> {
            measureAll(arguments);
            return null;
        });
    }

    private static void measureAll(String... arguments) throws IOException, OrtException {
        if (arguments.length != 3 || !NETWORKS.contains(arguments[0])) {
            throw new IllegalArgumentException("Usage: InferencePaths cifar10|dogs MODEL DATA");
        }
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("ai.djl.pytorch.num_threads", "1");
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
        boolean isCifar = arguments[0].equals("cifar10");
        NetworkBlock<?, ?> block = isCifar ? new CifarMobileNetV2Block() : new DogsVsCatsBlock();
        Path model = Path.of(arguments[1]);
        Path data = Path.of(arguments[2]);
        try (SavedModel saved = SavedModel.load(model, block)) {
            Pictures pictures = Pictures.of(data);
            InputSpec input = block.summary().input();
            new InferencePaths(saved.block(), pictures.validation(input)).measure(model, pictures.train(input));
        }
    }

    private void measure(Path model, ImageDataset train) throws IOException, OrtException {
        Path folder = Files.createTempDirectory("inference-paths");
        Path floats = folder.resolve("float32.onnx");
        Path int8 = folder.resolve("int8.onnx");
        try {
            measure(model, train, floats, int8);
        } finally {
            Files.deleteIfExists(floats);
            Files.deleteIfExists(int8);
            Files.delete(folder);
        }
    }

    private void measure(Path model, ImageDataset train, Path floats, Path int8) throws IOException, OrtException {
        Onnx.export(block, floats);
        Onnx.of(block).int8(spread(train, CALIBRATION)).write(int8);
        try (NDManager manager = NDManager.newBaseManager();
                InferencePath.OnnxRuntime floatModel = new InferencePath.OnnxRuntime(floats);
                InferencePath.OnnxRuntime int8Model = new InferencePath.OnnxRuntime(int8)) {
            NetworkBlock<?, ?> folded = block.fold(manager);
            add("DJL", model, images -> djl(block, images));
            add("DJL, folded", model, images -> djl(folded, images));
            add("ONNX Runtime, float32", floats, floatModel);
            add("ONNX Runtime, int8", int8, int8Model);
            double[][] milliseconds = new double[BATCHES.length][];
            for (int i = 0; i < BATCHES.length; i++) {
                milliseconds[i] = milliseconds(BATCHES[i], manager);
            }
            int[] correct = correct(manager);
            System.out.println("| path | file, MB | ms, batch of 1 | ms, batch of 32 | accuracy |");
            System.out.println("|---|---|---|---|---|");
            int row = 0;
            for (String name : paths.keySet()) {
                System.out.printf(
                        Locale.ROOT,
                        "| %s | %.1f | %.2f | %.1f | %.4f |%n",
                        name,
                        Files.size(files.get(name)) / 1e6,
                        milliseconds[0][row],
                        milliseconds[1][row],
                        correct[row] / (double) test.size());
                row++;
            }
        }
    }

    private void add(String name, Path file, InferencePath path) {
        paths.put(name, path);
        files.put(name, file);
    }

    private static float[] djl(NetworkBlock<?, ?> network, NDArray images) {
        try (NDArray scores = Inference.forward(network, images)) {
            return scores.toFloatArray();
        }
    }

    /** The median of each path; they take turns, so that what else the machine does meets all alike. */
    private double[] milliseconds(int batchSize, NDManager manager) throws OrtException {
        double[][] times = new double[paths.size()][ROUNDS];
        try (BatchStream stream =
                        Batches.of(test, block.summary().input(), batchSize).open(0);
                Batch batch = stream.next(manager)) {
            for (int round = -WARM_UP; round < ROUNDS; round++) {
                int path = 0;
                for (InferencePath way : paths.values()) {
                    long start = System.nanoTime();
                    way.scores(batch.images());
                    if (round >= 0) {
                        times[path][round] = (System.nanoTime() - start) / 1e6;
                    }
                    path++;
                }
            }
        }
        return Arrays.stream(times)
                .mapToDouble(all ->
                        Arrays.stream(all).sorted().skip(ROUNDS / 2).findFirst().orElseThrow())
                .toArray();
    }

    private int[] correct(NDManager manager) throws OrtException {
        int[] correct = new int[paths.size()];
        try (BatchStream stream = Batches.of(test, block.summary().input(), 32).open(0)) {
            while (stream.hasNext()) {
                try (Batch batch = stream.next(manager)) {
                    int[] labels = batch.targets().labels();
                    int path = 0;
                    for (InferencePath way : paths.values()) {
                        correct[path++] += correct(way.scores(batch.images()), labels);
                    }
                }
            }
        }
        return correct;
    }

    private static int correct(float[] scores, int[] labels) {
        int classes = scores.length / labels.length;
        int correct = 0;
        for (int i = 0; i < labels.length; i++) {
            int best = i * classes;
            for (int c = best + 1; c < (i + 1) * classes; c++) {
                best = scores[c] > scores[best] ? c : best;
            }
            correct += best - i * classes == labels[i] ? 1 : 0;
        }
        return correct;
    }

    private static ImageDataset spread(ImageDataset data, int count) {
        return data.subset(IntStream.range(0, count)
                .map(i -> (int) ((long) i * data.size() / count))
                .toArray());
    }
}
