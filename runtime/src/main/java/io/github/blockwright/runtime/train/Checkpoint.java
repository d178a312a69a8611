package io.github.blockwright.runtime.train;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.blockwright.runtime.files.AtomicFiles;
import io.github.blockwright.runtime.report.EpochResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole state of a training after an epoch: a zip archive of {@code state.json} and {@code arrays.ndlist} (DJL's
 * format). Order, augmentation and dropout are drawn from the seed and the epoch's number, so nothing else is needed to
 * continue to the bit.
 *
 * @param fingerprint of the table
 * @param recipe as text, which tells whether a training is the same
 * @param settings the recipe in JSON, for people who look into the file; empty where an older one was read
 * @param data the checksum of the training images
 * @param epochs finished so far, with their results
 * @param updates made so far
 */
record Checkpoint(
        String fingerprint, String recipe, String settings, long data, List<EpochResult> epochs, int updates) {
    private static final Gson PRETTY =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
    private static final Logger LOGGER = LoggerFactory.getLogger(Checkpoint.class);
    private static final Pattern EPOCHS = Pattern.compile("epochs=(\\d{1,9}), ");
    private static final String STATE = "state.json";
    private static final String ARRAYS = "arrays.ndlist";

    /** The same training after more epochs. */
    Checkpoint after(List<EpochResult> results, int made) {
        return new Checkpoint(fingerprint, recipe, settings, data, List.copyOf(results), made);
    }

    /** Writes the file atomically: a crash leaves the one before. */
    void write(Path file, NDList arrays) throws IOException {
        AtomicFiles.write(file, path -> {
            try (OutputStream out = Files.newOutputStream(path);
                    ZipOutputStream zip = new ZipOutputStream(out)) {
                // Weights do not compress.
                zip.setLevel(Deflater.NO_COMPRESSION);
                zip.putNextEntry(new ZipEntry(STATE));
                zip.write(PRETTY.toJson(toJson()).getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
                zip.putNextEntry(new ZipEntry(ARRAYS));
                arrays.encode(zip);
                zip.closeEntry();
            }
        });
    }

    /** A checkpoint and its arrays, which belong to the manager it was read with. */
    record Content(Checkpoint checkpoint, NDList arrays) {}

    /** @throws TrainingException if the file is not a whole checkpoint */
    static Content read(Path file, NDManager manager) {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            JsonObject state = JsonParser.parseString(new String(entry(zip, STATE), StandardCharsets.UTF_8))
                    .getAsJsonObject();
            return new Content(fromJson(state), NDList.decode(manager, entry(zip, ARRAYS)));
        } catch (IOException | RuntimeException e) {
            // What is damaged can go wrong in any way.
            throw new TrainingException(
                    file + " is not a whole checkpoint (" + e.getMessage() + "): delete it to start anew", e);
        }
    }

    /**
     * Checks that a training may continue from here.
     *
     * @throws TrainingException if it is another network, other data, or a recipe that differs in more than the number of
     *     epochs
     */
    void requireSame(Checkpoint wanted, Path file) {
        requireSame(file, "table (fingerprint)", fingerprint, wanted.fingerprint);
        if (!withoutEpochs(recipe).equals(withoutEpochs(wanted.recipe))) {
            requireSame(file, "recipe", recipe, wanted.recipe);
        }
        if (DataChecksum.comparable(data, wanted.data)) {
            requireSame(file, "training data (checksum)", Long.toHexString(data), Long.toHexString(wanted.data));
        } else {
            LOGGER.warn(
                    "{} knows its pictures by their pixels, as earlier versions did: whether they are the same is not checked",
                    file);
        }
    }

    private static String withoutEpochs(String recipe) {
        return EPOCHS.matcher(recipe).replaceFirst("");
    }

    /** How many epochs the training was to have when this was written. */
    OptionalInt plannedEpochs() {
        Matcher matcher = EPOCHS.matcher(recipe);
        return matcher.find() ? OptionalInt.of(Integer.parseInt(matcher.group(1))) : OptionalInt.empty();
    }

    private static void requireSame(Path file, String what, String saved, String wanted) {
        if (!saved.equals(wanted)) {
            throw new TrainingException(file + " was written with another " + what + ":\n  there " + saved
                    + "\n  here  " + wanted + "\nResume with the same, or train into another directory");
        }
    }

    private JsonObject toJson() {
        JsonObject state = new JsonObject();
        state.addProperty("fingerprint", fingerprint);
        state.addProperty("recipe", recipe);
        if (!settings.isEmpty()) {
            state.add("settings", JsonParser.parseString(settings));
        }
        state.addProperty("data", data);
        state.addProperty("updates", updates);
        JsonArray results = new JsonArray();
        for (EpochResult epoch : epochs) {
            JsonArray values = new JsonArray();
            values.add(epoch.epoch());
            values.add(text(epoch.loss()));
            values.add(text(epoch.accuracy()));
            values.add(text(epoch.validationLoss()));
            values.add(text(epoch.validationAccuracy()));
            values.add(text(epoch.learningRate()));
            values.add(text(epoch.seconds()));
            values.add(text(epoch.millisPerStep()));
            values.add(text(epoch.waitMillisPerStep()));
            values.add(text(epoch.objective()));
            values.add(text(epoch.validationMap()));
            results.add(values);
        }
        state.add("epochs", results);
        return state;
    }

    // JSON has no NaN, which stands for "no validation data".
    private static String text(double value) {
        return Double.toString(value);
    }

    private static Checkpoint fromJson(JsonObject state) {
        List<EpochResult> epochs = new ArrayList<>();
        for (JsonElement element : state.getAsJsonArray("epochs")) {
            JsonArray v = element.getAsJsonArray();
            epochs.add(new EpochResult(
                    v.get(0).getAsInt(),
                    v.get(1).getAsDouble(),
                    v.get(2).getAsDouble(),
                    v.get(3).getAsDouble(),
                    v.get(4).getAsDouble(),
                    v.get(5).getAsDouble(),
                    v.get(6).getAsDouble(),
                    v.get(7).getAsDouble(),
                    v.get(8).getAsDouble(),
                    // Older ones had one loss, that was minimised.
                    v.get(v.size() > 9 ? 9 : 1).getAsDouble(),
                    v.size() > 10 ? v.get(10).getAsDouble() : Double.NaN));
        }
        return new Checkpoint(
                state.get("fingerprint").getAsString(),
                state.get("recipe").getAsString(),
                state.has("settings") ? state.get("settings").toString() : "",
                state.get("data").getAsLong(),
                epochs,
                state.get("updates").getAsInt());
    }

    private static byte[] entry(ZipFile zip, String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new IOException("no " + name);
        }
        byte[] bytes;
        try (InputStream in = zip.getInputStream(entry)) {
            bytes = in.readAllBytes();
        }
        CRC32 checksum = new CRC32();
        checksum.update(bytes);
        if (checksum.getValue() != entry.getCrc()) {
            throw new IOException(name + " is damaged");
        }
        return bytes;
    }
}
