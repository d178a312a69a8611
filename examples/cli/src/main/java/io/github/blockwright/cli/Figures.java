package io.github.blockwright.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.blockwright.dsl.Precision;
import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.blocks.NetworkSummary;
import io.github.blockwright.runtime.blocks.RowSummary;
import io.github.blockwright.runtime.blocks.Window;
import io.github.blockwright.runtime.profile.NetworkProfile;
import io.github.blockwright.runtime.profile.RowCost;
import io.github.blockwright.runtime.report.ConfusionMatrix;
import io.github.blockwright.runtime.report.EpochResult;
import io.github.blockwright.runtime.report.Evaluation;
import io.github.blockwright.runtime.report.LabelFigures;
import io.github.blockwright.runtime.report.TrainingHistory;
import io.github.blockwright.runtime.train.FineTuningResult;
import io.github.blockwright.runtime.train.TrainingEstimate;
import io.github.blockwright.runtime.weights.LoadReport;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * Figures as JSON. The fields and their order are a promise, which the guide makes; what is not a number, or not there, is
 * null.
 */
final class Figures {
    private Figures() {}

    static JsonObject of(NetworkSummary summary) {
        JsonObject json = new JsonObject();
        json.addProperty("network", summary.name());
        json.addProperty("task", summary.multiLabel() ? "multi-label" : "classification");
        InputSpec input = summary.input();
        json.add("input", numbers(List.of(input.height(), input.width(), input.channels())));
        List<Window> windows = summary.windows();
        JsonArray rows = new JsonArray();
        for (int i = 0; i < windows.size(); i++) {
            rows.add(row(summary.rows().get(i), windows.get(i)));
        }
        json.add("rows", rows);
        json.addProperty("parameters", summary.parameters());
        json.addProperty("statistics", summary.statistics());
        json.addProperty("multiplyAdds", summary.multiplyAdds());
        json.addProperty("fingerprint", summary.fingerprint());
        json.add("peakMemory", bytes(summary::peakMemory));
        json.add("modelSize", bytes(summary::modelSize));
        json.add("bytesMoved", bytes(summary::bytesMoved));
        json.add("multiplyAddsPerByte", perByte(summary.multiplyAdds(), summary.bytesMoved(Precision.FLOAT32)));
        return json;
    }

    /** @param window what a position of its output sees of the image */
    private static JsonObject row(RowSummary row, Window window) {
        JsonObject json = new JsonObject();
        json.addProperty("row", row.name());
        json.addProperty("operator", row.operator());
        JsonArray output = new JsonArray();
        for (long side : row.output().getShape()) {
            output.add(side);
        }
        json.add("output", output);
        json.addProperty("parameters", row.parameters());
        json.addProperty("statistics", row.statistics());
        json.addProperty("multiplyAdds", row.multiplyAdds());
        json.add("peakMemory", bytes(row::peakMemory));
        json.add("modelSize", bytes(row::modelSize));
        json.add("bytesMoved", bytes(row::bytesMoved));
        json.add("multiplyAddsPerByte", perByte(row.multiplyAdds(), row.bytesMoved(Precision.FLOAT32)));
        Optional<Window> bounded = Optional.of(window).filter(Window::isBounded);
        json.add("receptiveField", optional(bounded, seen -> new JsonPrimitive(seen.extent())));
        json.add("effectiveStride", optional(bounded, seen -> new JsonPrimitive(seen.strides())));
        json.add("paddingReach", optional(bounded, seen -> new JsonPrimitive(seen.before())));
        json.addProperty("shortcuts", row.footprint().shortcuts());
        return json;
    }

    private static JsonObject bytes(ToLongFunction<Precision> figure) {
        JsonObject json = new JsonObject();
        for (Precision precision : Precision.values()) {
            json.addProperty(precision.name().toLowerCase(Locale.ROOT), figure.applyAsLong(precision));
        }
        return json;
    }

    private static JsonElement perByte(long multiplyAdds, long bytes) {
        return bytes == 0 ? JsonNull.INSTANCE : number(Math.round(100.0 * multiplyAdds / bytes) / 100.0);
    }

    static JsonObject of(NetworkProfile profile) {
        JsonObject json = new JsonObject();
        json.addProperty("network", profile.network());
        json.addProperty("machine", profile.machine());
        json.add("rows", array(profile.rows(), Figures::cost));
        json.add("blockMilliseconds", number(profile.blockMilliseconds()));
        json.add("servingMilliseconds", number(profile.servingMilliseconds()));
        return json;
    }

    private static JsonObject cost(RowCost row) {
        JsonObject json = new JsonObject();
        json.addProperty("row", row.name());
        json.addProperty("operator", row.operator());
        json.addProperty("multiplyAdds", row.multiplyAdds());
        json.addProperty("bytesMoved", row.bytesMoved());
        json.add("blockMilliseconds", number(row.blockMilliseconds()));
        json.add("servingMilliseconds", number(row.servingMilliseconds()));
        return json;
    }

    static JsonObject of(Evaluation evaluation) {
        JsonObject json = new JsonObject();
        json.addProperty("images", evaluation.images());
        json.add("loss", number(evaluation.loss()));
        json.add("accuracy", number(evaluation.accuracy()));
        json.addProperty("topK", evaluation.topK());
        json.add("topKAccuracy", number(evaluation.topKAccuracy()));
        evaluation.labels().ifPresentOrElse(labels -> add(json, labels), () -> add(json, evaluation.confusion()));
        return json;
    }

    private static void add(JsonObject json, ConfusionMatrix confusion) {
        json.add("balancedAccuracy", number(confusion.balancedAccuracy()));
        json.add("macroF1", number(confusion.macroF1()));
        JsonArray classes = new JsonArray();
        JsonArray counts = new JsonArray();
        for (int i = 0; i < confusion.classes().size(); i++) {
            JsonObject one = new JsonObject();
            one.addProperty("class", confusion.classes().get(i));
            one.add("precision", number(confusion.precision(i)));
            one.add("recall", number(confusion.recall(i)));
            one.add("f1", number(confusion.f1(i)));
            classes.add(one);
            JsonArray row = new JsonArray();
            for (int j = 0; j < confusion.classes().size(); j++) {
                row.add(confusion.count(i, j));
            }
            counts.add(row);
        }
        json.add("classes", classes);
        json.add("confusion", counts);
    }

    private static void add(JsonObject json, LabelFigures figures) {
        json.add("meanAveragePrecision", number(figures.meanAveragePrecision()));
        json.add("macroF1", number(figures.macroF1()));
        json.add("microF1", number(figures.microF1()));
        JsonArray labels = new JsonArray();
        for (int i = 0; i < figures.names().size(); i++) {
            LabelFigures.Figures one = figures.labels().get(i);
            JsonObject label = new JsonObject();
            label.addProperty("label", figures.names().get(i));
            label.addProperty("images", one.images());
            label.add("threshold", number(figures.thresholds().get(i)));
            label.add("precision", number(one.precision()));
            label.add("recall", number(one.recall()));
            label.add("f1", number(one.f1()));
            label.add("averagePrecision", number(one.averagePrecision()));
            labels.add(label);
        }
        json.add("labels", labels);
    }

    /** The epochs of a training, and which of them was the best. */
    static void add(JsonObject json, TrainingHistory history) {
        json.add("epochs", array(history.epochs(), Figures::epoch));
        json.add(
                "bestEpoch",
                history.epochs().isEmpty()
                        ? JsonNull.INSTANCE
                        : new JsonPrimitive(history.best().epoch()));
        json.add(
                "seconds",
                number(history.epochs().stream()
                        .mapToDouble(EpochResult::seconds)
                        .sum()));
    }

    private static JsonObject epoch(EpochResult epoch) {
        JsonObject json = new JsonObject();
        json.addProperty("epoch", epoch.epoch());
        json.add("loss", number(epoch.loss()));
        json.add("accuracy", number(epoch.accuracy()));
        json.add("validationLoss", number(epoch.validationLoss()));
        json.add("validationAccuracy", number(epoch.validationAccuracy()));
        json.add("validationMap", number(epoch.validationMap()));
        json.add("objective", number(epoch.objective()));
        json.add("learningRate", number(epoch.learningRate()));
        json.add("seconds", number(epoch.seconds()));
        json.add("millisPerStep", number(epoch.millisPerStep()));
        json.add("waitMillisPerStep", number(epoch.waitMillisPerStep()));
        return json;
    }

    /** Both phases of a fine-tuning. */
    static void add(JsonObject json, FineTuningResult result) {
        json.add("head", optional(result.head(), Figures::phase));
        json.add("tuning", optional(result.tuning(), Figures::phase));
    }

    private static JsonObject phase(FineTuningResult.Phase phase) {
        JsonObject json = new JsonObject();
        json.add("validation", optional(phase.validation(), Figures::of));
        json.add("featureSeconds", number(phase.features().toMillis() / 1e3));
        json.add("trainingSeconds", number(phase.time().toMillis() / 1e3));
        add(json, phase.history());
        return json;
    }

    static JsonObject of(TrainingEstimate estimate) {
        JsonObject json = new JsonObject();
        json.addProperty("network", estimate.network());
        json.add("frozen", array(estimate.frozen(), JsonPrimitive::new));
        json.add("trained", array(estimate.trained(), JsonPrimitive::new));
        json.addProperty("parameters", estimate.parameters());
        json.addProperty("headParameters", estimate.headParameters());
        json.addProperty("tunedParameters", estimate.tunedParameters());
        json.addProperty("memoryBytes", estimate.memory());
        json.add("headSeconds", number(estimate.head().toMillis() / 1e3));
        json.add("tuningSeconds", number(estimate.tuning().toMillis() / 1e3));
        return json;
    }

    static JsonObject of(LoadReport report) {
        JsonObject json = new JsonObject();
        json.addProperty("matched", report.matched().size());
        json.add("kept", array(report.kept(), JsonPrimitive::new));
        json.add("missing", array(report.missing(), missing -> new JsonPrimitive(missing.parameter())));
        json.add("mismatches", array(report.mismatches(), mismatch -> new JsonPrimitive(mismatch.parameter())));
        json.add("skipped", array(report.skipped(), JsonPrimitive::new));
        json.add("unknown", array(report.unknown(), JsonPrimitive::new));
        json.add("remarks", array(report.remarks(), JsonPrimitive::new));
        return json;
    }

    /** A number, or null where it is none, which JSON has no word for. */
    static JsonElement number(double value) {
        return Double.isFinite(value) ? new JsonPrimitive(value) : JsonNull.INSTANCE;
    }

    static JsonArray numbers(List<? extends Number> numbers) {
        return array(numbers, JsonPrimitive::new);
    }

    static <T> JsonArray array(List<T> items, Function<? super T, ? extends JsonElement> json) {
        JsonArray array = new JsonArray();
        items.forEach(item -> array.add(json.apply(item)));
        return array;
    }

    static <T> JsonElement optional(Optional<T> value, Function<T, ? extends JsonElement> json) {
        return value.isPresent() ? json.apply(value.get()) : JsonNull.INSTANCE;
    }
}
