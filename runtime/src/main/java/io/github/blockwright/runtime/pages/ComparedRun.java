package io.github.blockwright.runtime.pages;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import io.github.blockwright.runtime.profile.NetworkProfile;
import io.github.blockwright.runtime.records.RunRecord;
import io.github.blockwright.runtime.report.EpochResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A run beside others. */
record ComparedRun(String name, RunFiles files) {
    private static final String SEED = "seed";

    List<EpochResult> epochs() {
        return files.phases().stream().flatMap(phase -> phase.epochs().stream()).toList();
    }

    /** What was reached on the pictures to validate on: the accuracy, or the mean average precision of several labels. */
    double reached() {
        Map<String, Double> figures = files.record().map(RunRecord::figures).orElse(Map.of());
        if (figures.containsKey("mean average precision")) {
            return figures.get("mean average precision");
        }
        if (figures.containsKey("accuracy")) {
            return figures.get("accuracy");
        }
        List<EpochResult> epochs = epochs();
        return epochs.isEmpty() ? Double.NaN : epochs.get(epochs.size() - 1).validationAccuracy();
    }

    double parameters() {
        return files.record().map(record -> (double) record.parameters()).orElse(Double.NaN);
    }

    double multiplyAdds() {
        return files.record().map(record -> (double) record.multiplyAdds()).orElse(Double.NaN);
    }

    double milliseconds() {
        return files.record()
                .map(record -> record.figures().getOrDefault("milliseconds", Double.NaN))
                .orElse(Double.NaN);
    }

    /** What one picture takes through ONNX Runtime, if somebody measured it. */
    double servingMilliseconds() {
        return files.profile().map(NetworkProfile::servingMilliseconds).orElse(Double.NaN);
    }

    String seed() {
        return String.join(
                ", ",
                settings().entrySet().stream()
                        .filter(setting -> isSeed(setting.getKey()))
                        .map(Map.Entry::getValue)
                        .distinct()
                        .toList());
    }

    /** What runs have in common that differ in the seed alone. */
    String group() {
        Map<String, String> same = new TreeMap<>(settings());
        same.keySet().removeIf(ComparedRun::isSeed);
        return files.description().fingerprint() + "\n" + files.description().data() + "\n" + same;
    }

    private static boolean isSeed(String setting) {
        return setting.equals(SEED) || setting.endsWith("." + SEED);
    }

    /** Each setting of the recipe by its path. */
    Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        flatten("", JsonParser.parseString(files.description().recipe()), settings);
        return settings;
    }

    private static void flatten(String path, JsonElement element, Map<String, String> settings) {
        if (element instanceof JsonObject object) {
            object.entrySet()
                    .forEach(entry -> flatten(
                            path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(), entry.getValue(), settings));
        } else {
            settings.put(path, element instanceof JsonPrimitive value ? value.getAsString() : element.toString());
        }
    }

    /** Each row of the table by its name. */
    Map<String, String> rows() {
        Map<String, String> rows = new LinkedHashMap<>();
        files.record().ifPresent(record -> record.rows()
                .forEach(row -> rows.put(row.name(), row.operator() + " → " + row.output())));
        return rows;
    }
}
