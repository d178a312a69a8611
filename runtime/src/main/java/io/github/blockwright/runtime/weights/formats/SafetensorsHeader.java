package io.github.blockwright.runtime.weights.formats;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The header, read key by key, because a JSON object model would hide that a key is there twice.
 *
 * @param metadata of the file
 * @param entries in the order of the header
 */
record SafetensorsHeader(Map<String, String> metadata, List<TensorEntry> entries) {
    private static final String METADATA = "__metadata__";

    /** @throws WeightFileException if it is no header, naming the tensor */
    static SafetensorsHeader parse(Path file, String json) throws WeightFileException {
        try (JsonReader reader = new JsonReader(new StringReader(json))) {
            reader.setStrictness(Strictness.STRICT);
            return new Parser(file, reader).parse();
        } catch (WeightFileException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // Gson's reader throws unchecked exceptions for values of another kind than asked for.
            throw WeightFileException.damaged(file, "the header is not JSON as safetensors has it", e);
        }
    }

    /** Reads one header. */
    private record Parser(Path file, JsonReader reader) {
        SafetensorsHeader parse() throws IOException {
            Map<String, String> metadata = new LinkedHashMap<>();
            List<TensorEntry> entries = new ArrayList<>();
            Set<String> names = new HashSet<>();
            reader.beginObject();
            while (reader.hasNext()) {
                String name = reader.nextName();
                if (!names.add(name)) {
                    throw bad(name, "is in the header twice");
                }
                if (name.equals(METADATA)) {
                    metadata.putAll(metadata());
                } else {
                    entries.add(entry(name));
                }
            }
            reader.endObject();
            // Looking further throws if anything but white space follows.
            var unused = reader.peek();
            return new SafetensorsHeader(metadata, entries);
        }

        private Map<String, String> metadata() throws IOException {
            Map<String, String> metadata = new LinkedHashMap<>();
            reader.beginObject();
            while (reader.hasNext()) {
                String key = reader.nextName();
                if (reader.peek() != JsonToken.STRING || metadata.put(key, reader.nextString()) != null) {
                    throw bad(METADATA, "needs distinct keys with texts, unlike " + WeightFileException.quoted(key));
                }
            }
            reader.endObject();
            return metadata;
        }

        private TensorEntry entry(String name) throws IOException {
            WeightType type = null;
            List<Long> shape = null;
            List<Long> offsets = null;
            Set<String> seen = new HashSet<>();
            reader.beginObject();
            while (reader.hasNext()) {
                String key = reader.nextName();
                if (!seen.add(key)) {
                    throw bad(name, "has " + WeightFileException.quoted(key) + " twice");
                }
                switch (key) {
                    case "dtype" -> type = type(name);
                    case "shape" -> shape = numbers(name, key);
                    case "data_offsets" -> offsets = numbers(name, key);
                    default -> throw bad(name, "has the unknown key " + WeightFileException.quoted(key));
                }
            }
            reader.endObject();
            if (type == null || shape == null || offsets == null) {
                throw bad(name, "needs dtype, shape and data_offsets, but has only " + seen);
            }
            return checked(name, type, shape, offsets);
        }

        private TensorEntry checked(String name, WeightType type, List<Long> shape, List<Long> offsets)
                throws WeightFileException {
            if (offsets.size() != 2 || offsets.get(0) > offsets.get(1)) {
                throw bad(name, "needs data_offsets [begin, end], not " + offsets);
            }
            TensorEntry entry = new TensorEntry(name, type, shape, offsets.get(0), offsets.get(1));
            long bytes;
            try {
                bytes = WeightTensor.elements(entry.lengths()) * type.bytes();
            } catch (IllegalArgumentException e) {
                throw bad(name, "cannot be: " + e.getMessage());
            }
            if (entry.end() - entry.begin() != bytes) {
                throw bad(
                        name,
                        "of " + type + " and shape " + shape + " needs " + bytes + " bytes, but its data_offsets "
                                + offsets + " have " + (entry.end() - entry.begin()));
            }
            return entry;
        }

        private WeightType type(String name) throws IOException {
            String text = reader.nextString();
            for (WeightType type : WeightType.values()) {
                if (type.name().equals(text)) {
                    return type;
                }
            }
            throw new WeightFileException(
                    file,
                    "tensor " + WeightFileException.quoted(name) + " has the data type "
                            + WeightFileException.quoted(text) + ", which is none of "
                            + Arrays.toString(WeightType.values()),
                    "convert the file to F32 first");
        }

        private List<Long> numbers(String name, String key) throws IOException {
            List<Long> numbers = new ArrayList<>();
            reader.beginArray();
            while (reader.hasNext()) {
                if (reader.peek() != JsonToken.NUMBER) {
                    throw bad(name, key + " needs numbers");
                }
                long number = reader.nextLong();
                if (number < 0) {
                    throw bad(name, key + " has the negative number " + number);
                }
                numbers.add(number);
            }
            reader.endArray();
            return numbers;
        }

        private WeightFileException bad(String name, String what) {
            return WeightFileException.damaged(file, "tensor " + WeightFileException.quoted(name) + " " + what);
        }
    }
}
