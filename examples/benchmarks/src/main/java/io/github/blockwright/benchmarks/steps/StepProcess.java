package io.github.blockwright.benchmarks.steps;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import io.github.blockwright.benchmarks.Medians;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

/** A step program as a process of its own. */
public final class StepProcess {
    private static final int MINUTES = 10;
    private static final int LINES_OF_AN_ERROR = 8;

    private StepProcess() {}

    /**
     * What a process measured.
     *
     * @param milliseconds the median of its steps
     * @param allMilliseconds their sum
     * @param peakMegabytes of resident memory, where it is known
     */
    public record Outcome(double milliseconds, double allMilliseconds, OptionalDouble peakMegabytes) {}

    /**
     * Runs a command to its end.
     *
     * @throws IOException if it fails, gives no times or takes too long; the message holds the end of what it said
     */
    public static Outcome run(List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("step", ".json");
        Path errors = Files.createTempFile("step", ".txt");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile())
                    .start();
            try {
                if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                    throw new IOException("It took more than " + MINUTES + " minutes");
                }
            } finally {
                process.destroy();
            }
            if (process.exitValue() != 0) {
                throw new IOException("It ended with " + process.exitValue() + ": " + end(errors));
            }
            return parse(Files.readAllLines(output, StandardCharsets.UTF_8));
        } finally {
            Files.delete(output);
            Files.delete(errors);
        }
    }

    private static Outcome parse(List<String> lines) throws IOException {
        Gson gson = new Gson();
        List<Double> milliseconds = new ArrayList<>();
        OptionalDouble peak = OptionalDouble.empty();
        for (String line : lines) {
            if (!line.startsWith("{")) {
                continue;
            }
            JsonObject object = gson.fromJson(line, JsonObject.class);
            if (object.has("milliseconds")) {
                milliseconds.add(object.get("milliseconds").getAsDouble());
            } else if (object.has("peakMegabytes")) {
                peak = OptionalDouble.of(object.get("peakMegabytes").getAsDouble());
            }
        }
        if (milliseconds.isEmpty()) {
            throw new IOException("It printed no times");
        }
        double sum = milliseconds.stream().mapToDouble(Double::doubleValue).sum();
        return new Outcome(Medians.of(milliseconds), sum, peak);
    }

    /** Without the frames of Java's stack traces, which would hide what matters. */
    private static String end(Path errors) throws IOException {
        List<String> lines = Files.readAllLines(errors, StandardCharsets.UTF_8).stream()
                .filter(line -> !line.startsWith("\tat "))
                .toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_OF_AN_ERROR), lines.size()));
    }
}
