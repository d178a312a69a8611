package io.github.blockwright.runtime.weights.formats;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.stream.JsonReader;
import io.github.blockwright.runtime.files.FileLimit;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** What {@code config.json} of a {@code .keras} archive says about the layers' names. */
final class ModelConfig {
    private static final int DEEPEST = 16;

    private ModelConfig() {}

    /**
     * The layers' names by the paths of their groups in the weights.
     *
     * @throws WeightFileException if it is not JSON
     */
    static Map<String, String> layerNames(Path file, String json) throws WeightFileException {
        Map<String, String> names = new HashMap<>();
        try {
            JsonReader reader = new JsonReader(new StringReader(json));
            reader.setNestingLimit(Math.toIntExact(FileLimit.JSON_DEPTH.value()));
            collect(JsonParser.parseReader(reader), "", 0, names);
        } catch (JsonParseException e) {
            throw WeightFileException.damaged(
                    file, "its config.json is not JSON, or deeper than " + FileLimit.JSON_DEPTH, e);
        }
        return names;
    }

    /** Keras numbers the layers of a class in the order of the model: conv2d, conv2d_1, ... */
    private static void collect(JsonElement model, String path, int depth, Map<String, String> names) {
        if (depth > DEEPEST
                || !(model instanceof JsonObject object)
                || !(object.get("config") instanceof JsonObject config)
                || config.get("layers") == null
                || !config.get("layers").isJsonArray()) {
            return;
        }
        Map<String, Integer> used = new HashMap<>();
        for (JsonElement element : config.getAsJsonArray("layers")) {
            if (element instanceof JsonObject layer
                    && isText(layer.get("class_name"))
                    && layer.get("config") instanceof JsonObject layerConfig
                    && isText(layerConfig.get("name"))) {
                String kind = snakeCase(layer.get("class_name").getAsString());
                int number = used.merge(kind, 1, Integer::sum) - 1;
                String place = path + "layers/" + (number == 0 ? kind : kind + "_" + number);
                names.put(place, layerConfig.get("name").getAsString());
                collect(layer, place + "/", depth + 1, names);
            }
        }
    }

    private static boolean isText(JsonElement element) {
        return element != null
                && element.isJsonPrimitive()
                && element.getAsJsonPrimitive().isString();
    }

    /** As Keras does it: BatchNormalization, Conv2D → batch_normalization, conv2d. */
    private static String snakeCase(String className) {
        return className
                .replaceAll("\\W+", "")
                .replaceAll("(.)([A-Z][a-z]+)", "$1_$2")
                .replaceAll("([a-z])([A-Z])", "$1_$2")
                .toLowerCase(Locale.ROOT);
    }
}
