package io.github.blockwright.benchmarks.reading;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import io.github.blockwright.benchmarks.Folders;
import io.github.blockwright.benchmarks.Medians;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Compares reading pictures with torchvision's {@code ImageFolder} and {@code DataLoader}: the same JPEGs of 500 × 375, the
 * same transform (random resized crop to 224, flip, normalise), the same number of workers, in turn, each time as a new process.
 */
@Command(
        name = "ReadingSpeed",
        description = "Compares reading pictures with torchvision; prints Markdown, progress goes to stderr.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class ReadingSpeed implements Callable<Integer> {
    private static final String OURS = "Blockwright, decoding every time";
    private static final String CACHED = "Blockwright, with a cache";
    private static final String PEER = "torchvision";

    @Option(names = "--pictures", required = true, description = "A folder; made if it is not there.")
    private Path pictures;

    @Option(names = "--photos", description = "Photos to make the pictures of; without them, they are drawn.")
    private Path photos;

    @Option(names = "--count", defaultValue = "2000", description = "Pictures to make; default: ${DEFAULT-VALUE}.")
    private int count;

    @Option(names = "--python", description = "A Python with torch and torchvision; without it, the peer is left out.")
    private String python;

    @Option(
            names = "--scripts",
            defaultValue = "examples/benchmarks/src/main/python/benchmarks",
            description = "The folder of the peer; default: ${DEFAULT-VALUE}.")
    private Path scripts;

    @Option(names = "--workers", defaultValue = "2", description = "Threads or processes; default: ${DEFAULT-VALUE}.")
    private int workers;

    @Option(names = "--epochs", defaultValue = "4", description = "In each process; default: ${DEFAULT-VALUE}.")
    private int epochs;

    @Option(names = "--pairs", defaultValue = "5", description = "Processes of each; default: ${DEFAULT-VALUE}.")
    private int pairs;

    private ReadingSpeed() {}

    /** Measures, and prints the results as Markdown. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ReadingSpeed()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!Files.exists(pictures)) {
            Photos.make(pictures, Optional.ofNullable(photos), count);
        }
        Map<String, List<double[]>> results = new LinkedHashMap<>();
        for (int pair = 1; pair <= pairs; pair++) {
            run(results, OURS, ours("none"));
            Path cache = Files.createTempDirectory("reading");
            try {
                run(results, CACHED, ours(cache.toString()));
            } finally {
                Folders.delete(cache);
            }
            if (python != null) {
                run(results, PEER, peer());
            }
        }
        print(results);
        return 0;
    }

    private List<String> ours(String cache) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of(
                java,
                "-cp",
                System.getProperty("java.class.path"),
                ReadingPasses.class.getName(),
                pictures.toString(),
                Integer.toString(workers),
                Integer.toString(epochs)));
        if (!cache.equals("none")) {
            command.add(cache);
        }
        return command;
    }

    private List<String> peer() {
        return List.of(
                python,
                scripts.resolve("image_folder.py").toString(),
                "--data",
                pictures.resolve("train").toString(),
                "--workers",
                Integer.toString(workers),
                "--epochs",
                Integer.toString(epochs));
    }

    /** Adds the pictures a second of each epoch. */
    private static void run(Map<String, List<double[]>> results, String name, List<String> command)
            throws IOException, InterruptedException {
        File output = File.createTempFile("reading", ".json");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(output)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            if (process.waitFor() != 0) {
                throw new IOException(name + " ended with " + process.exitValue() + ": " + String.join(" ", command));
            }
            double[] speeds = Files.readAllLines(output.toPath()).stream()
                    .filter(line -> line.startsWith("{"))
                    .map(line -> new Gson().fromJson(line, JsonObject.class))
                    .mapToDouble(epoch -> epoch.get("pictures").getAsInt()
                            / epoch.get("seconds").getAsDouble())
                    .toArray();
            results.computeIfAbsent(name, n -> new ArrayList<>()).add(speeds);
            System.err.printf(
                    Locale.ROOT,
                    "%s: %.0f in the first epoch, %.0f in the last%n",
                    name,
                    speeds[0],
                    speeds[speeds.length - 1]);
        } finally {
            Files.delete(output.toPath());
        }
    }

    private void print(Map<String, List<double[]>> results) {
        System.out.printf(Locale.ROOT, "%d workers, medians of %d processes, pictures a second%n%n", workers, pairs);
        System.out.println(
                "| what | first epoch | later epochs | beside torchvision, later epochs |\n|---|---|---|---|");
        double peer = results.containsKey(PEER) ? later(results.get(PEER)) : Double.NaN;
        results.forEach((name, runs) -> System.out.printf(
                Locale.ROOT,
                "| %s | %,.0f | %,.0f | %.2f |%n",
                name,
                Medians.of(runs.stream().map(speeds -> speeds[0]).toList()),
                later(runs),
                later(runs) / peer));
    }

    private static double later(List<double[]> runs) {
        List<Double> speeds = new ArrayList<>();
        for (double[] run : runs) {
            for (int epoch = 1; epoch < run.length; epoch++) {
                speeds.add(run[epoch]);
            }
        }
        return Medians.of(speeds.isEmpty() ? Collections.singletonList(Double.NaN) : speeds);
    }
}
