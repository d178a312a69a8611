package io.github.blockwright.runtime.records;

import ai.djl.ndarray.NDManager;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.blockwright.runtime.files.AtomicFiles;
import io.github.blockwright.runtime.files.JsonText;
import io.github.blockwright.runtime.files.TextFiles;
import io.github.blockwright.runtime.names.Excerpt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The facts of a run that are in none of its other files: {@code record.json}.
 *
 * @param status how it ended
 * @param message why, if it did not come to its end; else empty
 * @param started when, ISO 8601
 * @param seconds that this process spent on it
 * @param command that started it
 * @param environment what it ran on, in names and values
 * @param parts how many pictures of each class, by the part of the data
 * @param leftOut pictures that could not be read, in words; else empty
 * @param rows of the table
 * @param multiLabel whether a picture may have several labels
 * @param figures what was measured at the end, by name
 */
public record RunRecord(
        Status status,
        String message,
        String started,
        double seconds,
        String command,
        Map<String, String> environment,
        Map<String, List<Integer>> parts,
        String leftOut,
        List<Row> rows,
        boolean multiLabel,
        Map<String, Double> figures) {
    private static final String FILE = "record.json";
    private static final int FORMAT = 1;

    public RunRecord {
        rows = List.copyOf(rows);
    }

    /** How a run ended, if it did. */
    public enum Status {
        /** It is running, or its process was killed. */
        RUNNING,
        /** All its epochs are done. */
        FINISHED,
        /** Somebody stopped it. */
        STOPPED,
        /** It could not go on. */
        FAILED
    }

    /**
     * A row of the table, as its summary has it.
     *
     * @param output the shape in words
     */
    public record Row(String name, String operator, String output, long parameters, long multiplyAdds) {}

    /** A run that begins now. */
    public static RunRecord begun(String started, NDManager manager, List<Row> rows, boolean multiLabel) {
        return new RunRecord(
                Status.RUNNING,
                "",
                started,
                0,
                ThisProcess.command(),
                ThisProcess.environment(manager),
                Map.of(),
                "",
                rows,
                multiLabel,
                Map.of());
    }

    /** The same with the pictures that it is trained and measured on. */
    public RunRecord on(Map<String, List<Integer>> counts) {
        return new RunRecord(
                status, message, started, seconds, command, environment, counts, leftOut, rows, multiLabel, figures);
    }

    /** The same with what was measured at the end. */
    public RunRecord measured(String notRead, Map<String, Double> measured) {
        return new RunRecord(
                status, message, started, seconds, command, environment, parts, notRead, rows, multiLabel, measured);
    }

    /** The same, ended. */
    public RunRecord ended(Status how, String why, double after) {
        return new RunRecord(how, why, started, after, command, environment, parts, leftOut, rows, multiLabel, figures);
    }

    public long parameters() {
        return rows.stream().mapToLong(Row::parameters).sum();
    }

    public long multiplyAdds() {
        return rows.stream().mapToLong(Row::multiplyAdds).sum();
    }

    /** Writes the file, whole or not at all. */
    public void write(Path run) throws IOException {
        JsonObject json = new JsonObject();
        json.addProperty("format", FORMAT);
        json.addProperty("status", status.name());
        json.addProperty("message", message);
        json.addProperty("started", started);
        json.addProperty("seconds", seconds);
        json.addProperty("command", command);
        JsonObject facts = new JsonObject();
        environment.forEach(facts::addProperty);
        json.add("environment", facts);
        JsonObject counts = new JsonObject();
        parts.forEach((part, values) -> {
            JsonArray array = new JsonArray();
            values.forEach(array::add);
            counts.add(part, array);
        });
        json.add("parts", counts);
        json.addProperty("leftOut", leftOut);
        json.addProperty("multiLabel", multiLabel);
        JsonArray table = new JsonArray();
        for (Row row : rows) {
            JsonObject each = new JsonObject();
            each.addProperty("name", row.name());
            each.addProperty("operator", row.operator());
            each.addProperty("output", row.output());
            each.addProperty("parameters", row.parameters());
            each.addProperty("multiplyAdds", row.multiplyAdds());
            table.add(each);
        }
        json.add("rows", table);
        JsonObject measured = new JsonObject();
        figures.forEach((name, value) -> {
            if (Double.isFinite(value)) {
                measured.addProperty(name, value);
            }
        });
        json.add("figures", measured);
        Gson gson = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
        AtomicFiles.write(run.resolve(FILE), part -> Files.writeString(part, gson.toJson(json) + "\n"));
    }

    /**
     * Reads a run's file.
     *
     * @return nothing if the run has none, being of an earlier version
     * @throws IOException if it is damaged; the message names it
     */
    public static Optional<RunRecord> read(Path run) throws IOException {
        Path file = run.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            JsonObject json = JsonText.parse(TextFiles.read(file)).getAsJsonObject();
            Map<String, String> environment = new LinkedHashMap<>();
            json.getAsJsonObject("environment")
                    .entrySet()
                    .forEach(e -> environment.put(e.getKey(), e.getValue().getAsString()));
            Map<String, List<Integer>> parts = new LinkedHashMap<>();
            json.getAsJsonObject("parts")
                    .entrySet()
                    .forEach(e -> parts.put(
                            e.getKey(),
                            e.getValue().getAsJsonArray().asList().stream()
                                    .map(JsonElement::getAsInt)
                                    .toList()));
            Map<String, Double> figures = new LinkedHashMap<>();
            json.getAsJsonObject("figures")
                    .entrySet()
                    .forEach(e -> figures.put(e.getKey(), e.getValue().getAsDouble()));
            return Optional.of(new RunRecord(
                    Status.valueOf(json.get("status").getAsString()),
                    json.get("message").getAsString(),
                    json.get("started").getAsString(),
                    json.get("seconds").getAsDouble(),
                    json.get("command").getAsString(),
                    environment,
                    parts,
                    json.get("leftOut").getAsString(),
                    rows(json.getAsJsonArray("rows")),
                    json.get("multiLabel").getAsBoolean(),
                    figures));
        } catch (RuntimeException e) {
            // What is damaged can go wrong in any way.
            throw new IOException(
                    file + " is damaged (" + Excerpt.of(e.getMessage())
                            + "): delete it, and the report is made without it",
                    e);
        }
    }

    private static List<Row> rows(JsonArray array) {
        List<Row> rows = new ArrayList<>();
        for (JsonElement element : array) {
            JsonObject row = element.getAsJsonObject();
            rows.add(new Row(
                    row.get("name").getAsString(),
                    row.get("operator").getAsString(),
                    row.get("output").getAsString(),
                    row.get("parameters").getAsLong(),
                    row.get("multiplyAdds").getAsLong()));
        }
        return rows;
    }
}
