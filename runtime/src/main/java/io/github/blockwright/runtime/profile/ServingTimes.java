package io.github.blockwright.runtime.profile;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.blockwright.runtime.blocks.NetworkSummary;
import java.io.IOException;
import java.io.Reader;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * How long each row of an exported network takes in ONNX Runtime, by the times of its nodes that its profiler writes down, in
 * whole microseconds. What it adds between the nodes of the model, changes of layout, counts for the row before.
 */
final class ServingTimes {
    private static final String NODE = "Node";
    private static final String RUN = "model_run";
    private static final String KERNEL = "_kernel_time";
    private static final double MICROSECONDS = 1e3;

    private final NetworkSummary summary;
    private final byte[] model;
    private final int threads;

    /** @param model of the network, without preprocessing */
    ServingTimes(NetworkSummary summary, byte[] model, int threads) {
        this.summary = summary;
        this.model = model;
        this.threads = threads;
    }

    /** The sum of the shortest times of each row's nodes, in milliseconds. */
    List<Double> measure(int warmUp, int rounds) throws IOException {
        Path folder = Files.createTempDirectory("blockwright-profile");
        Path events = null;
        try {
            events = profile(folder.resolve("nodes"), warmUp + rounds);
            return times(
                    events,
                    new RowNodes(summary.rows().stream().map(row -> row.name()).toList()),
                    warmUp);
        } finally {
            if (events != null) {
                Files.deleteIfExists(events);
            }
            Files.deleteIfExists(folder);
        }
    }

    /** Runs the model, with the settings that it is served with, and gives the file of its events. */
    private Path profile(Path prefix, int runs) throws IOException {
        OrtEnvironment runtime = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            options.enableProfiling(prefix.toString());
            try (OrtSession session = runtime.createSession(model, options);
                    OnnxTensor image = OnnxTensor.createTensor(
                            runtime, noise(), summary.input().shape(1).getShape())) {
                Map<String, OnnxTensor> inputs =
                        Map.of(session.getInputNames().iterator().next(), image);
                for (int i = 0; i < runs; i++) {
                    session.run(inputs).close();
                }
                return Path.of(session.endProfiling());
            }
        } catch (OrtException e) {
            throw new IOException(
                    "ONNX Runtime " + runtime.getVersion() + " cannot profile " + summary.name() + ": "
                            + e.getMessage(),
                    e);
        }
    }

    private FloatBuffer noise() {
        SplittableRandom random = new SplittableRandom(0);
        FloatBuffer values = FloatBuffer.allocate((int) summary.input().shape(1).size());
        while (values.hasRemaining()) {
            values.put((float) random.nextDouble(-1, 1));
        }
        return values.flip();
    }

    /** A node's time in a run. */
    private record NodeTime(int row, double milliseconds) {}

    /** @param warmUp so many runs do not count */
    static List<Double> times(Path events, RowNodes nodes, int warmUp) throws IOException {
        List<NodeTime> shortest = new ArrayList<>();
        int run = 0;
        int row = 0;
        int place = 0;
        try (Reader reader = Files.newBufferedReader(events)) {
            for (JsonElement element : JsonParser.parseReader(reader).getAsJsonArray()) {
                JsonObject event = element.getAsJsonObject();
                String name = event.get("name").getAsString();
                if (name.equals(RUN)) {
                    run++;
                    row = 0;
                    place = 0;
                } else if (run >= warmUp && event.get("cat").getAsString().equals(NODE) && name.endsWith(KERNEL)) {
                    String node = name.substring(0, name.length() - KERNEL.length());
                    row = nodes.row(node).map(nodes.rows()::indexOf).orElse(row);
                    double time = event.get("dur").getAsDouble() / MICROSECONDS;
                    // The nodes of a run are always the same, in the same order.
                    if (place == shortest.size()) {
                        shortest.add(new NodeTime(row, time));
                    } else if (time < shortest.get(place).milliseconds()) {
                        shortest.set(place, new NodeTime(row, time));
                    }
                    place++;
                }
            }
        }
        double[] times = new double[nodes.rows().size()];
        shortest.forEach(node -> times[node.row()] += node.milliseconds());
        return Arrays.stream(times).boxed().toList();
    }
}
