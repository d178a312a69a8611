package io.github.blockwright.runtime.weights;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.blocks.NetworkSummary;
import io.github.blockwright.runtime.files.AtomicFiles;
import io.github.blockwright.runtime.files.JsonText;
import io.github.blockwright.runtime.files.TextFiles;
import io.github.blockwright.runtime.names.Excerpt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * What a run directory says of itself, in the file {@code run.json}: enough to open its network again, and to know how it
 * came about. It does not change, so threads may share it.
 *
 * @param task what the network does: {@code classification} or {@code multi-label}
 * @param block the class of its block
 * @param table the record's simple name
 * @param fingerprint of the table
 * @param classes in the order of the network's outputs
 * @param input the images that the network sees
 * @param model the file in the directory that holds the result
 * @param data what it is trained on, in words
 * @param recipe what it is trained by, as JSON
 */
public record RunDescription(
        String task,
        String block,
        String table,
        String fingerprint,
        List<String> classes,
        InputSpec input,
        String model,
        String data,
        String recipe) {
    /** The task of a network that says which one class an image is of. */
    public static final String CLASSIFICATION = "classification";

    /** The task of a network that says which labels an image has. */
    public static final String MULTI_LABEL = "multi-label";

    private static final String FILE = "run.json";
    private static final int FORMAT = 1;

    /**
     * Takes copies of the lists.
     *
     * @param task as the record says
     * @param block as the record says
     * @param table as the record says
     * @param fingerprint as the record says
     * @param classes as the record says
     * @param input as the record says
     * @param model as the record says
     * @param data as the record says
     * @param recipe as the record says
     */
    public RunDescription {
        classes = List.copyOf(classes);
    }

    /**
     * Of the training of a block.
     *
     * @param block that is trained
     * @param classes in the order of its outputs
     * @param model the file in the directory to classify with
     * @param data what it was trained on, in words
     * @param recipe how it was trained, as JSON
     * @return the description, not written yet
     */
    public static RunDescription of(
            NetworkBlock<?, ?> block, List<String> classes, String model, String data, String recipe) {
        return new RunDescription(
                taskOf(block.summary()),
                block.getClass().getName(),
                block.summary().name(),
                block.summary().fingerprint(),
                classes,
                block.summary().input(),
                model,
                data,
                recipe);
    }

    /** What {@code run.json} and a saved model call the task of a table. */
    static String taskOf(NetworkSummary summary) {
        return summary.multiLabel() ? MULTI_LABEL : CLASSIFICATION;
    }

    /** What to say where a table of another task is to take over what was trained. */
    static IOException otherTask(String source, String trained, NetworkSummary summary) {
        return new IOException(source + " was trained for the task " + trained + ", but the table " + summary.name()
                + " is for " + taskOf(summary) + ": open it with the table as it was, or set @Network(task = Task."
                + (trained.equals(MULTI_LABEL) ? "MULTI_LABEL" : "CLASSIFICATION") + ")");
    }

    /**
     * Whether a path is a run directory, as far as its {@code run.json} tells.
     *
     * @param directory that may be a run's
     * @return true if the file is there
     */
    public static boolean isAt(Path directory) {
        return Files.isRegularFile(directory.resolve(FILE));
    }

    /**
     * Reads a run directory's description.
     *
     * @param directory of the run
     * @return what the run said when it was written
     * @throws IOException if there is none, or it is damaged; the message names the file
     */
    public static RunDescription read(Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(
                    file.toString(),
                    null,
                    "it is not there, so this is no run directory: name one that a training wrote,"
                            + " or a model file");
        }
        try {
            JsonObject json = JsonText.parse(TextFiles.read(file)).getAsJsonObject();
            int format = json.get("format").getAsInt();
            if (format != FORMAT) {
                throw new IOException(file + " has the format " + format + ", but only " + FORMAT
                        + " is known here: take the version of Blockwright that wrote it, or a newer one");
            }
            JsonObject network = json.getAsJsonObject("network");
            Gson gson = new Gson();
            String model = json.get("model").getAsString();
            // One with a path in it could lead to any file of the machine.
            if (!model.equals(String.valueOf(directory.resolve(model).getFileName())) || model.equals("..")) {
                throw new IllegalArgumentException("the model " + model + " is no name of a file beside it");
            }
            return new RunDescription(
                    json.get("task").getAsString(),
                    network.get("block").getAsString(),
                    network.get("table").getAsString(),
                    network.get("fingerprint").getAsString(),
                    json.getAsJsonArray("classes").asList().stream()
                            .map(JsonElement::getAsString)
                            .toList(),
                    input(json.getAsJsonObject("input")),
                    model,
                    json.get("data").getAsString(),
                    gson.toJson(json.get("recipe")));
        } catch (RuntimeException e) {
            // What is damaged can go wrong in any way.
            throw new IOException(
                    file + " is damaged (" + Excerpt.of(e.getMessage())
                            + "): open the model file, or resume the training," + " which writes it anew",
                    e);
        }
    }

    /**
     * Writes {@code run.json}, whole or not at all.
     *
     * @param directory of the run, which exists
     * @throws IOException if the file cannot be written
     */
    public void write(Path directory) throws IOException {
        JsonObject network = new JsonObject();
        network.addProperty("block", block);
        network.addProperty("table", table);
        network.addProperty("fingerprint", fingerprint);
        Gson gson = new GsonBuilder()
                .setPrettyPrinting()
                .disableHtmlEscaping()
                .serializeNulls()
                .create();
        JsonObject json = new JsonObject();
        json.addProperty("format", FORMAT);
        json.addProperty("task", task);
        json.add("network", network);
        json.add("classes", gson.toJsonTree(classes));
        json.add("input", inputJson());
        json.addProperty("model", model);
        json.addProperty("data", data);
        json.add("recipe", JsonParser.parseString(recipe));
        AtomicFiles.write(directory.resolve(FILE), part -> Files.writeString(part, gson.toJson(json) + "\n"));
    }

    /**
     * A new block of the run's network.
     *
     * @return not initialised; its class has to be on the class path
     * @throws IOException if its class is not here, or its table has changed since; the message says which
     */
    public NetworkBlock<?, ?> newBlock() throws IOException {
        NetworkBlock<?, ?> made = NetworkBlocks.create(block, classes.size(), "The run");
        requireSame(made);
        return made;
    }

    /**
     * Checks that a block is of the run's table.
     *
     * @param other the block that is to take the run's weights
     * @throws IOException if a block is of another table
     */
    public void requireSame(NetworkBlock<?, ?> other) throws IOException {
        NetworkSummary summary = other.summary();
        if (!task.equals(taskOf(summary))) {
            throw otherTask("The run", task, summary);
        }
        if (summary.fingerprint().equals(fingerprint)) {
            return;
        }
        if (summary.isSameTable(fingerprint)) {
            throw new IOException(
                    "The run is of " + table + " for " + classes.size() + " classes, but the block is for "
                            + summary.classes() + ": open it with a new "
                            + other.getClass().getSimpleName() + "(" + classes.size() + ")");
        }
        throw new IOException(
                "The run is of the table " + table + " (fingerprint " + fingerprint + "), which differs from "
                        + summary.name() + " (fingerprint " + summary.fingerprint()
                        + "): open it with the table that it was trained with");
    }

    private JsonObject inputJson() {
        Gson gson = new Gson();
        JsonObject json = new JsonObject();
        json.addProperty("height", input.height());
        json.addProperty("width", input.width());
        json.addProperty("channels", input.channels());
        json.addProperty("scale", input.scale());
        json.add("mean", gson.toJsonTree(input.mean()));
        json.add("standardDeviation", gson.toJsonTree(input.standardDeviation()));
        return json;
    }

    private static InputSpec input(JsonObject json) {
        return new InputSpec(
                json.get("height").getAsInt(),
                json.get("width").getAsInt(),
                json.get("channels").getAsInt(),
                json.get("scale").getAsDouble(),
                numbers(json, "mean"),
                numbers(json, "standardDeviation"));
    }

    private static List<Double> numbers(JsonObject json, String name) {
        return json.getAsJsonArray(name).asList().stream()
                .map(JsonElement::getAsDouble)
                .toList();
    }
}
