package io.github.blockwright.runtime.weights;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.weights.formats.WeightFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * What weights want of a pixel, as it is written into a file of this library: a network's own training may have used
 * another input than the family whose names the file has.
 */
final class WrittenInput {
    private static final String TABLE = "table";
    private static final String INPUT = "input";
    private static final String SCALE = "scale";
    private static final String MEAN = "mean";
    private static final String STANDARD_DEVIATION = "standardDeviation";

    private WrittenInput() {}

    /** What a file of a block's weights says of the block. */
    static Map<String, String> metadata(String table, InputSpec input) {
        JsonObject written = new JsonObject();
        written.addProperty(SCALE, input.scale());
        written.add(MEAN, array(input.mean()));
        written.add(STANDARD_DEVIATION, array(input.standardDeviation()));
        return Map.of(TABLE, table, INPUT, written.toString());
    }

    /** The input that a file asks for; empty if somebody else wrote it, so that its family says it. */
    static Optional<InputSpec> of(WeightFile file, InputSpec table) {
        String text = file.metadata().get(INPUT);
        if (text == null) {
            // Earlier versions wrote a table's name alone, and loaded only into tables of the same input.
            return file.metadata().containsKey(TABLE) ? Optional.of(table) : Optional.empty();
        }
        try {
            JsonObject written = JsonParser.parseString(text).getAsJsonObject();
            return Optional.of(table.with(
                    written.get(SCALE).getAsDouble(), numbers(written, MEAN), numbers(written, STANDARD_DEVIATION)));
        } catch (RuntimeException e) {
            // Somebody else's, in any form.
            return Optional.empty();
        }
    }

    private static JsonArray array(List<Double> numbers) {
        JsonArray array = new JsonArray();
        numbers.forEach(array::add);
        return array;
    }

    private static List<Double> numbers(JsonObject written, String name) {
        return StreamSupport.stream(written.getAsJsonArray(name).spliterator(), false)
                .map(element -> element.getAsDouble())
                .toList();
    }
}
