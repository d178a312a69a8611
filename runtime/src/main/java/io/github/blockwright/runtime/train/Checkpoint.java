package io.github.blockwright.runtime.train;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.blockwright.runtime.report.EpochResult;
import java.util.ArrayList;
import java.util.List;

/**
 * How far a training is, after an epoch or within one. Order, augmentation and dropout are drawn from the seed, the epoch and
 * the step, so with the arrays of the training nothing else is needed to go on to the bit.
 *
 * @param identity of the training
 * @param epochs finished so far, with their results
 * @param updates made so far
 * @param soFar how far the next epoch is
 * @param rollbacks how often the training went back, each time to half the learning rate
 */
record Checkpoint(RunIdentity identity, List<EpochResult> epochs, int updates, EpochSoFar soFar, int rollbacks) {
    /** A training that has not begun. */
    static Checkpoint fresh(RunIdentity identity) {
        return new Checkpoint(identity, List.of(), 0, EpochSoFar.NONE, 0);
    }

    /** The same training after more epochs. */
    Checkpoint after(List<EpochResult> results, int made) {
        return new Checkpoint(identity, List.copyOf(results), made, EpochSoFar.NONE, rollbacks);
    }

    /** The same training further within its epoch. */
    Checkpoint within(EpochSoFar further, int made) {
        return new Checkpoint(identity, epochs, made, further, rollbacks);
    }

    /** The same place in a training that goes on under another name, such as one of more epochs. */
    Checkpoint as(RunIdentity other) {
        return new Checkpoint(other, epochs, updates, soFar, rollbacks);
    }

    /** The same after so many times of going back. */
    Checkpoint rolledBack(int times) {
        return new Checkpoint(identity, epochs, updates, soFar, times);
    }

    /** What the schedule's learning rates are multiplied by. */
    double rateFactor() {
        return Math.pow(0.5, rollbacks);
    }

    JsonObject toJson() {
        JsonObject state = new JsonObject();
        state.addProperty("fingerprint", identity.fingerprint());
        JsonArray rows = new JsonArray();
        identity.rows().forEach(rows::add);
        state.add("rows", rows);
        state.addProperty("recipe", identity.recipe());
        if (!identity.settings().isEmpty()) {
            state.add("settings", JsonParser.parseString(identity.settings()));
        }
        state.addProperty("data", identity.data());
        state.addProperty("version", identity.version());
        state.addProperty("threads", identity.threads());
        state.addProperty("recomputes", identity.recomputes());
        state.addProperty("updates", updates);
        state.addProperty("rollbacks", rollbacks);
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
        if (soFar.steps() > 0) {
            state.add("epochSoFar", toJson(soFar));
        }
        return state;
    }

    private static JsonObject toJson(EpochSoFar soFar) {
        JsonObject values = new JsonObject();
        values.addProperty("steps", soFar.steps());
        values.addProperty("loss", text(soFar.loss()));
        values.addProperty("objective", text(soFar.objective()));
        values.addProperty("correct", soFar.correct());
        values.addProperty("images", soFar.images());
        values.addProperty("nanos", soFar.nanos());
        values.addProperty("waitedNanos", soFar.waitedNanos());
        return values;
    }

    // JSON has no NaN, which stands for "no validation data".
    private static String text(double value) {
        return Double.toString(value);
    }

    static Checkpoint fromJson(JsonObject state) {
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
        RunIdentity identity = new RunIdentity(
                state.get("fingerprint").getAsString(),
                !state.has("rows")
                        ? List.of()
                        : state.getAsJsonArray("rows").asList().stream()
                                .map(JsonElement::getAsString)
                                .toList(),
                state.get("recipe").getAsString(),
                state.has("settings") ? state.get("settings").toString() : "",
                state.get("data").getAsLong(),
                state.has("version") ? state.get("version").getAsString() : "",
                state.has("threads") ? state.get("threads").getAsInt() : 0,
                state.has("recomputes") && state.get("recomputes").getAsBoolean());
        return new Checkpoint(
                identity,
                List.copyOf(epochs),
                state.get("updates").getAsInt(),
                state.has("epochSoFar") ? soFar(state.getAsJsonObject("epochSoFar")) : EpochSoFar.NONE,
                state.has("rollbacks") ? state.get("rollbacks").getAsInt() : 0);
    }

    private static EpochSoFar soFar(JsonObject values) {
        return new EpochSoFar(
                values.get("steps").getAsInt(),
                values.get("loss").getAsDouble(),
                values.get("objective").getAsDouble(),
                values.get("correct").getAsLong(),
                values.get("images").getAsLong(),
                values.get("nanos").getAsLong(),
                values.get("waitedNanos").getAsLong());
    }
}
