package io.github.blockwright.runtime.weights.formats;

import static io.github.blockwright.runtime.weights.formats.WeightFileException.quoted;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import io.github.blockwright.runtime.files.FileLimit;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * Weights in several files beside an index such as {@code model.safetensors.index.json}, which says under
 * {@code weight_map} which tensor is in which file.
 */
final class ShardIndex {
    private static final String MAP = "weight_map";

    private ShardIndex() {}

    /** Reads one of the files. */
    @FunctionalInterface
    public interface PartReader {
        /** Reads a file that is no index. */
        WeightFile read(Path file) throws IOException;
    }

    /** Whether a file that starts with these bytes can be an index. */
    public static boolean recognises(byte[] start) {
        // The length of a safetensors header can begin with the same byte, but then ends in zeros.
        return start.length > Long.BYTES && start[0] == '{' && start[Long.BYTES - 1] != 0;
    }

    /**
     * Reads the index and all its files, which must be beside it and hold the tensors that it has in them, no others.
     *
     * @throws WeightFileException if they do not; the message names the file and the tensor
     */
    public static WeightFile read(Path index, PartReader reader) throws IOException {
        Map<String, String> map = weightMap(index);
        Map<String, WeightFile> parts = new HashMap<>();
        for (String name : new TreeSet<>(map.values())) {
            // A name with a path in it could lead to any file of the machine.
            if (!name.matches("[\\w .-]+") || !Files.isRegularFile(index.resolveSibling(name))) {
                throw new WeightFileException(
                        index,
                        "it names " + quoted(name) + ", which is no file beside it",
                        "get the index and all its files into the same folder");
            }
            WeightFile part = reader.read(index.resolveSibling(name));
            for (String tensor : part.tensors().keySet()) {
                if (!name.equals(map.get(tensor))) {
                    String place = map.containsKey(tensor) ? "in " + quoted(map.get(tensor)) : "nowhere";
                    throw WeightFileException.damaged(
                            index, "tensor " + quoted(tensor) + " is in " + quoted(name) + ", but it has it " + place);
                }
            }
            parts.put(name, part);
        }
        Map<String, WeightTensor> tensors = new LinkedHashMap<>();
        for (Map.Entry<String, String> entry : map.entrySet()) {
            WeightTensor tensor = parts.get(entry.getValue()).tensors().get(entry.getKey());
            if (tensor == null) {
                throw WeightFileException.damaged(
                        index, "tensor " + quoted(entry.getKey()) + " is not in " + quoted(entry.getValue()));
            }
            tensors.put(entry.getKey(), tensor);
        }
        return new WeightFile(index, Map.of(), tensors);
    }

    private static Map<String, String> weightMap(Path index) throws IOException {
        Limit.SHARD_INDEX.require(index, Files.size(index), "an index of bytes");
        Map<String, String> map = new LinkedHashMap<>();
        boolean found = false;
        try (JsonReader json = new JsonReader(new StringReader(Files.readString(index)))) {
            json.setStrictness(Strictness.STRICT);
            json.setNestingLimit(Math.toIntExact(FileLimit.JSON_DEPTH.value()));
            json.beginObject();
            while (json.hasNext()) {
                if (!json.nextName().equals(MAP)) {
                    json.skipValue();
                    continue;
                }
                found = true;
                json.beginObject();
                while (json.hasNext()) {
                    map.put(json.nextName(), json.nextString());
                }
                json.endObject();
            }
            json.endObject();
            // Looking further throws if anything but white space follows.
            var unused = json.peek();
        } catch (IOException | IllegalStateException e) {
            throw WeightFileException.damaged(
                    index, "it begins like JSON, but is none, or deeper than " + FileLimit.JSON_DEPTH, e);
        }
        if (!found) {
            throw new WeightFileException(
                    index,
                    "this JSON is no index of weights, since it has no " + quoted(MAP),
                    "give the file with the weights themselves");
        }
        return map;
    }
}
