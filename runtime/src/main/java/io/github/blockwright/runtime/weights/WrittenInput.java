package io.github.blockwright.runtime.weights;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.weights.formats.WeightFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What weights want of a pixel, as it is written into a file of this library: a network's own training may have used
 * another input than the family whose names the file has.
 *
 * @param scale as in {@link InputSpec}
 * @param mean as in {@link InputSpec}
 * @param standardDeviation as in {@link InputSpec}
 */
record WrittenInput(double scale, List<Double> mean, List<Double> standardDeviation) {
    private static final String TABLE = "table";
    private static final String INPUT = "input";

    /** What a file of a block's weights says of the block. */
    static Map<String, String> metadata(String table, InputSpec input) {
        WrittenInput written = new WrittenInput(input.scale(), input.mean(), input.standardDeviation());
        return Map.of(TABLE, table, INPUT, new Gson().toJson(written));
    }

    /** The input that a file asks for; empty if somebody else wrote it, so that its family says it. */
    static Optional<InputSpec> of(WeightFile file, InputSpec table) {
        String text = file.metadata().get(INPUT);
        if (text == null) {
            // Earlier versions wrote a table's name alone, and loaded only into tables of the same input.
            return file.metadata().containsKey(TABLE) ? Optional.of(table) : Optional.empty();
        }
        try {
            WrittenInput written = new Gson().fromJson(text, WrittenInput.class);
            return Optional.of(table.with(written.scale(), written.mean(), written.standardDeviation()));
        } catch (JsonParseException | NullPointerException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
