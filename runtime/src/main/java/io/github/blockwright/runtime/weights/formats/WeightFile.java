package io.github.blockwright.runtime.weights.formats;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a weight file holds, whatever its format.
 *
 * @param source the file, for messages
 * @param metadata what else it says about itself; may be empty
 * @param tensors by the names that the file has for them, in its order
 * @param graph what it says of the network
 */
public record WeightFile(
        Path source, Map<String, String> metadata, Map<String, WeightTensor> tensors, FileGraph graph) {
    /** The entry of the metadata with the keys that led to the weights in a checkpoint, joined by dots. */
    public static final String DICTIONARY = "dictionary";
    /** The entry of the metadata with the keys that lead to other weights in the checkpoint, joined by commas. */
    public static final String OTHER_DICTIONARIES = "other dictionaries";

    /** The entry of the metadata with the layers that were told by their order, joined by commas. */
    public static final String BY_ORDER = "by order";

    public WeightFile {
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    }

    /** Of a format that holds tensors alone. */
    public WeightFile(Path source, Map<String, String> metadata, Map<String, WeightTensor> tensors) {
        this(source, metadata, tensors, FileGraph.NONE);
    }

    /**
     * Checks every value.
     *
     * @return this
     * @throws WeightFileException if one is infinite or not a number; the message names the first tensor
     */
    public WeightFile requireFinite() throws WeightFileException {
        for (Map.Entry<String, WeightTensor> entry : tensors.entrySet()) {
            var place = entry.getValue().firstNotFinite();
            if (place.isPresent()) {
                throw new WeightFileException(
                        source,
                        "tensor " + WeightFileException.quoted(entry.getKey()) + " (" + entry.getValue()
                                + ") has a value that is infinite or not a number, the first at position "
                                + place.getAsLong(),
                        "such weights predict nothing: use a checkpoint from before the training diverged");
            }
        }
        return this;
    }
}
