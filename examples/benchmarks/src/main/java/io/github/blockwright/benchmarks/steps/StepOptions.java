package io.github.blockwright.benchmarks.steps;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What is measured, and how it is told: the options and the output that all step programs share, those in Python too. */
public final class StepOptions {
    @Option(names = "--network", required = true, description = "As in networks.py, CifarMobileNetV2 for instance.")
    private String network;

    @Option(names = "--batch", required = true, description = "Images in a step.")
    private int batch;

    @Option(names = "--threads", required = true, description = "Of the engine.")
    private int threads;

    @Option(names = "--warm-up", required = true, description = "Steps that are not reported.")
    private int warmUp;

    @Option(names = "--steps", required = true, description = "Steps that are reported.")
    private int steps;

    /** {@return the network's name} */
    public String network() {
        return network;
    }

    /** {@return images in a step} */
    public int batch() {
        return batch;
    }

    /** {@return threads of the engine} */
    public int threads() {
        return threads;
    }

    /** {@return all steps, those of the warm-up first} */
    public int allSteps() {
        return warmUp + steps;
    }

    /** The engine reads these once, when it starts. */
    public void applyToEngine() {
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("ai.djl.pytorch.graph_optimizer", "false");
        System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(threads));
    }

    /**
     * Prints a JSON object for each step and one for the process.
     *
     * @param milliseconds of all steps, those of the warm-up first
     */
    public void print(List<Double> milliseconds) throws IOException {
        Gson gson = new Gson();
        milliseconds.stream()
                .skip(warmUp)
                .forEach(each -> System.out.println(gson.toJson(Map.of("milliseconds", each))));
        Optional<Double> peak = peakMegabytes();
        if (peak.isPresent()) {
            System.out.println(gson.toJson(Map.of("peakMegabytes", peak.get())));
        }
    }

    /** The most memory that the process had at once, where the operating system tells (Linux). */
    private static Optional<Double> peakMegabytes() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return Optional.empty();
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
                .findFirst();
    }
}
