package io.github.blockwright.runtime.train;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.blockwright.runtime.blocks.NetworkSummary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What makes a training the one that it is, and what of the machine decides its last bits.
 *
 * @param fingerprint of the table
 * @param rows of the table, a line each for people; none where an older one was read
 * @param recipe as text, which tells whether a training is the same
 * @param settings the recipe in JSON, for people who look into the file and for the message about another one; empty where
 *     an older one was read
 * @param data the checksum of the training images
 * @param version of Blockwright; empty where it is not known
 * @param threads of the engine; 0 where they are not known
 * @param recomputes whether maps are computed again for the gradient, which rounds otherwise
 */
record RunIdentity(
        String fingerprint,
        List<String> rows,
        String recipe,
        String settings,
        long data,
        String version,
        int threads,
        boolean recomputes) {
    private static final Logger LOGGER = LoggerFactory.getLogger(RunIdentity.class);
    private static final Pattern EPOCHS = Pattern.compile("epochs=(\\d{1,9}), ");
    private static final String EPOCHS_KEY = "epochs";

    /** The rows of a table. */
    static List<String> rows(NetworkSummary table) {
        return table.rows().stream()
                .map(row -> row.name() + ", " + row.operator() + ", " + row.output() + ", " + row.parameters()
                        + " parameters")
                .toList();
    }

    /** The version of this library, as far as its jar says. */
    static String ownVersion() {
        return Objects.requireNonNullElse(RunIdentity.class.getPackage().getImplementationVersion(), "");
    }

    /**
     * Checks that a training may go on as another, which is about to start.
     *
     * @param file that this was read from
     * @return what may give other last bits, for people
     * @throws TrainingException if it is another network, other data, or a recipe that differs in more than the number of
     *     epochs
     */
    List<String> requireSame(RunIdentity wanted, Path file) {
        if (!fingerprint.equals(wanted.fingerprint)) {
            throw another(
                    file,
                    "table (fingerprint)",
                    pair(fingerprint, wanted.fingerprint) + otherRows(wanted),
                    "The weights there are not of this network");
        }
        if (!withoutEpochs(recipe).equals(withoutEpochs(wanted.recipe))) {
            throw another(
                    file,
                    "recipe",
                    differences(wanted).orElseGet(() -> pair(recipe, wanted.recipe)),
                    "What is trained already was trained by the other one, and the result would be of neither");
        }
        if (DataChecksum.comparable(data, wanted.data)) {
            if (data != wanted.data) {
                throw another(
                        file,
                        "training data (checksum)",
                        pair(Long.toHexString(data), Long.toHexString(wanted.data)),
                        "What is trained already has seen other pictures, maybe some that are validated on here");
            }
        } else {
            LOGGER.warn(
                    "{} knows its pictures by their pixels, as earlier versions did: whether they are the same is not checked",
                    file);
        }
        return otherBits(wanted);
    }

    private String otherRows(RunIdentity wanted) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; !rows.isEmpty() && i < Math.max(rows.size(), wanted.rows.size()); i++) {
            String there = i < rows.size() ? rows.get(i) : "none";
            String here = i < wanted.rows.size() ? wanted.rows.get(i) : "none";
            if (!there.equals(here)) {
                lines.append("\n  row ").append(i + 1).append(": there ").append(there);
                lines.append("\n  row ").append(i + 1).append(": here  ").append(here);
            }
        }
        return lines.toString();
    }

    private List<String> otherBits(RunIdentity wanted) {
        List<String> notes = new ArrayList<>();
        if (!version.isEmpty() && !wanted.version.isEmpty() && !version.equals(wanted.version)) {
            notes.add("resumed with version " + wanted.version + " what " + version
                    + " began: the weights may differ from those of an unbroken run");
        }
        if (threads > 0 && wanted.threads > 0 && threads != wanted.threads) {
            notes.add("resumed with " + wanted.threads + " threads what " + threads
                    + " began: the last bits differ from those of an unbroken run; --threads " + threads
                    + " gives the same");
        }
        if (recomputes != wanted.recomputes) {
            notes.add("resumed " + (wanted.recomputes ? "with" : "without") + " computing maps again what was begun "
                    + (recomputes ? "with" : "without")
                    + " (--recompute): the last bits differ from those of an unbroken run");
        }
        return notes;
    }

    /** How many epochs the training was to have when this was written. */
    OptionalInt plannedEpochs() {
        Matcher matcher = EPOCHS.matcher(recipe);
        return matcher.find() ? OptionalInt.of(Integer.parseInt(matcher.group(1))) : OptionalInt.empty();
    }

    private static String withoutEpochs(String recipe) {
        return EPOCHS.matcher(recipe).replaceFirst("");
    }

    /** The settings that are not the same, a line each; empty if they do not say it. */
    private Optional<String> differences(RunIdentity wanted) {
        if (settings.isEmpty() || wanted.settings.isEmpty()) {
            return Optional.empty();
        }
        JsonObject there = withoutNulls(settings);
        JsonObject here = withoutNulls(wanted.settings);
        Set<String> keys = new LinkedHashSet<>(here.keySet());
        keys.addAll(there.keySet());
        keys.remove(EPOCHS_KEY);
        StringBuilder lines = new StringBuilder();
        for (String key : keys) {
            JsonElement before = there.get(key);
            JsonElement now = here.get(key);
            if (!Objects.equals(before, now)) {
                lines.append("\n  ")
                        .append(key)
                        .append(": there ")
                        .append(before)
                        .append(", here ")
                        .append(now);
            }
        }
        return lines.isEmpty() ? Optional.empty() : Optional.of(lines.toString());
    }

    /** A setting that is not there may be written or left out. */
    private static JsonObject withoutNulls(String json) {
        Gson gson = new Gson();
        return JsonParser.parseString(gson.toJson(JsonParser.parseString(json))).getAsJsonObject();
    }

    private static String pair(String there, String here) {
        return "\n  there " + there + "\n  here  " + here;
    }

    private static TrainingException another(Path file, String what, String differences, String consequence) {
        return new TrainingException(file + " was written with another " + what + ":" + differences + "\n" + consequence
                + ": resume with the same, or train into another directory");
    }
}
