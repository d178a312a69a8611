package io.github.blockwright.runtime.weights.formats;

import static io.github.blockwright.runtime.weights.formats.WeightFileException.quoted;

import io.github.blockwright.runtime.weights.formats.PickleValue.Dict;
import io.github.blockwright.runtime.weights.formats.PickleValue.Opaque;
import io.github.blockwright.runtime.weights.formats.PickleValue.Tensor;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The weights among everything that a checkpoint holds.
 *
 * @param path the keys that lead to them, joined by dots; empty if they are the file's own dictionary
 * @param others keys of the file's dictionary that lead to other weights
 * @param tensors by name, in the file's order
 */
record StateDictionary(String path, List<String> others, Map<String, Tensor> tensors) {
    // In the order in which they are looked for: averaged weights predict better than those they are the average of.
    private static final List<String> KEYS = List.of(
            "model_ema",
            "state_dict_ema",
            "ema_state_dict",
            "ema",
            "state_dict",
            "model_state_dict",
            "model",
            "module",
            "net");
    private static final int DEEPEST = 3;
    private static final int MOST_NAMED = 10;
    private static final String FIX = "save the weights alone: torch.save(model.state_dict(), ...)";

    /** A dictionary with tensors, and the keys that lead to it. */
    private record Found(String path, Dict dict) {}

    /**
     * Finds the weights.
     *
     * @param key of the file's dictionary under which they are; empty to look under the usual ones
     * @throws WeightFileException if they are not there, or code would be needed for something among them
     */
    static StateDictionary find(Path file, PickleValue root, Optional<String> key) throws WeightFileException {
        if (!(root instanceof Dict dict)) {
            throw new WeightFileException(
                    file,
                    "it holds no dictionary but a " + root.kind()
                            + "; only tensors, dictionaries, lists, numbers and texts are read, since anything else can run"
                            + " code",
                    "if you trust the file, load it in PyTorch and " + FIX);
        }
        Optional<Found> found = key.isPresent()
                ? search(dict.items().get(key.get()), key.get(), DEEPEST - 1)
                : search(dict, "", DEEPEST);
        if (found.isEmpty()) {
            throw notFound(file, dict, key);
        }
        String path = found.get().path();
        String first = path.split("\\.", 2)[0];
        List<String> others = path.isEmpty()
                ? List.of()
                : candidates(dict).stream()
                        .filter(other -> !other.equals(key.orElse(first)))
                        .toList();
        return new StateDictionary(path, others, tensors(file, found.get().dict()));
    }

    private static Optional<Found> search(PickleValue value, String path, int deeper) {
        if (!(value instanceof Dict dict)) {
            return Optional.empty();
        }
        if (deeper > 0) {
            for (String key : KEYS) {
                Optional<Found> found =
                        search(dict.items().get(key), path.isEmpty() ? key : path + "." + key, deeper - 1);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return dict.items().values().stream().anyMatch(StateDictionary::isTensor)
                ? Optional.of(new Found(path, dict))
                : Optional.empty();
    }

    private static boolean isTensor(PickleValue value) {
        return value instanceof Tensor || (value instanceof Opaque opaque && opaque.isTensor());
    }

    private static List<String> candidates(Dict root) {
        return root.items().keySet().stream()
                .filter(key -> search(root.items().get(key), key, DEEPEST - 1).isPresent())
                .toList();
    }

    private static Map<String, Tensor> tensors(Path file, Dict dict) throws WeightFileException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Map.Entry<String, PickleValue> entry : dict.items().entrySet()) {
            if (entry.getValue() instanceof Tensor tensor) {
                tensors.put(entry.getKey(), tensor);
            } else if (entry.getValue() instanceof Opaque opaque) {
                throw new WeightFileException(
                        file,
                        quoted(entry.getKey()) + " among the weights asks for " + quoted(opaque.name())
                                + ", which is not read, since it could run code",
                        "if you trust the file, load it in PyTorch and save only tensors of float32");
            }
        }
        return tensors;
    }

    private static WeightFileException notFound(Path file, Dict dict, Optional<String> key) {
        List<String> candidates = candidates(dict);
        String where = key.map(k -> "there are no tensors under the key " + quoted(k))
                .orElse("there are tensors neither in the file's own dictionary nor under one of " + KEYS);
        String found = "a dictionary with the keys "
                + dict.items().entrySet().stream()
                        .limit(MOST_NAMED)
                        .map(entry ->
                                quoted(entry.getKey()) + " (" + entry.getValue().kind() + ")")
                        .collect(Collectors.joining(", "));
        String fix = candidates.isEmpty()
                ? FIX
                : "choose a key that leads to weights: "
                        + candidates.stream()
                                .limit(MOST_NAMED)
                                .map(WeightFileException::quoted)
                                .collect(Collectors.joining(" or "));
        return new WeightFileException(file, where + ", but " + found, fix);
    }
}
