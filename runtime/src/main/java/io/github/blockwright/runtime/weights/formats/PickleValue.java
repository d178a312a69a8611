package io.github.blockwright.runtime.weights.formats;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the pickle of a state dictionary or a checkpoint is made of. */
sealed interface PickleValue {
    /** {@code None}. */
    record None() implements PickleValue {}

    /** An {@code int} of up to 64 bits. */
    record Int(long value) implements PickleValue {}

    /** A {@code float}. */
    record Real(double value) implements PickleValue {}

    /** A {@code bool}. */
    record Bool(boolean value) implements PickleValue {}

    /** A {@code str}. */
    record Text(String value) implements PickleValue {}

    /** A {@code tuple}. */
    record Tuple(List<PickleValue> items) implements PickleValue {}

    /** A function or class whose meaning is known. */
    record Name(TorchName torchName) implements PickleValue {}

    /**
     * Something that would need code to exist, such as an object of a class: nothing is known of it but a name, and nothing
     * is ever made of that name.
     *
     * @param name of the class or function, with its module
     */
    record Opaque(String name) implements PickleValue {
        /** Whether PyTorch would make a tensor of it, so that leaving it out would leave out a weight. */
        boolean isTensor() {
            return name.startsWith("torch._");
        }

        @Override
        public String kind() {
            return WeightFileException.quoted(name);
        }
    }

    /**
     * The bytes of one or more tensors.
     *
     * @param key of the bytes in the file
     * @param type the name of a kind of storage
     * @param elements how many the pickle says there are
     * @param first the first of them that is seen; others than 0 were written by PyTorch before 0.4 alone
     * @param visible how many are seen
     */
    record Storage(String key, TorchName type, long elements, long first, long visible) implements PickleValue {}

    /** A view of a storage. */
    record Tensor(Storage storage, long offset, List<Long> shape, List<Long> strides) implements PickleValue {}

    /** A {@code list}, which a pickle fills bit by bit. */
    final class Sequence implements PickleValue {
        private final List<PickleValue> items = new ArrayList<>();

        List<PickleValue> items() {
            return items;
        }
    }

    /** A {@code dict}, which a pickle fills bit by bit. */
    final class Dict implements PickleValue {
        private final Map<String, PickleValue> items = new LinkedHashMap<>();

        /** The items whose key is a text, in order. Others never name a tensor. */
        Map<String, PickleValue> items() {
            return items;
        }
    }

    /** What the value is called in messages. */
    default String kind() {
        return getClass().getSimpleName();
    }
}
