package io.github.blockwright.runtime.weights.formats;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a state dictionary's pickle is made of. */
sealed interface PickleValue {
    /** {@code None}. */
    record None() implements PickleValue {}

    /** An {@code int}. */
    record Int(long value) implements PickleValue {}

    /** A {@code float}. */
    record Real(double value) implements PickleValue {}

    /** A {@code bool}. */
    record Bool(boolean value) implements PickleValue {}

    /** A {@code str}. */
    record Text(String value) implements PickleValue {}

    /** A {@code tuple}. */
    record Tuple(List<PickleValue> items) implements PickleValue {}

    /** One of the names that a pickle may mention. */
    record Name(TorchName torchName) implements PickleValue {}

    /**
     * The bytes of one or more tensors.
     *
     * @param key of the archive's entry
     * @param elements how many the pickle says there are
     */
    record Storage(String key, WeightType type, long elements) implements PickleValue {}

    /** A view of a storage. */
    record Tensor(Storage storage, long offset, List<Long> shape, List<Long> strides) implements PickleValue {}

    /** A {@code list}, which a pickle fills bit by bit. What it holds never matters. */
    final class Sequence implements PickleValue {}

    /** A {@code dict}, which a pickle fills bit by bit. */
    final class Dict implements PickleValue {
        private final Map<String, PickleValue> items = new LinkedHashMap<>();

        /** The items whose key is a text, in order. Others never name a tensor. */
        Map<String, PickleValue> items() {
            return items;
        }
    }

    /** What the value is called in Python, for messages. */
    default String kind() {
        return getClass().getSimpleName();
    }
}
