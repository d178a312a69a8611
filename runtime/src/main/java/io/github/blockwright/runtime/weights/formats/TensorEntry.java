package io.github.blockwright.runtime.weights.formats;

import java.util.List;

/**
 * What the header says about a tensor.
 *
 * @param name unique in the file
 * @param begin of its bytes, from the first behind the header
 * @param end behind its last byte
 */
record TensorEntry(String name, WeightType type, List<Long> shape, long begin, long end) {
    TensorEntry {
        shape = List.copyOf(shape);
    }

    /** The shape as an array. */
    long[] lengths() {
        return shape.stream().mapToLong(Long::longValue).toArray();
    }
}
