package io.github.blockwright.runtime.weights.formats;

import java.nio.file.Path;

/**
 * What a file of weights may ask for at most. Each is far above what any network needs, and there so that a file made for
 * it cannot take memory or time without end. A system property of the {@linkplain #property() limit's name} sets another.
 */
public enum Limit {
    /** Bytes of the header of a safetensors file; the format's own library has the same. */
    SAFETENSORS_HEADER("safetensorsHeader", 100_000_000),
    /** Bytes of an index of several files. */
    SHARD_INDEX("shardIndex", 100_000_000),
    /** Instructions of a pickle; a tensor takes about 40, and each makes at most one small object. */
    PICKLE_STEPS("pickleSteps", 1_000_000),
    /** Items of the dictionaries that a pickle makes of others. */
    PICKLE_ITEMS("pickleItems", 1_000_000),
    /** Entries of a zip archive. */
    ZIP_ENTRIES("zipEntries", 100_000),
    /** Groups of an HDF5 file. */
    HDF5_GROUPS("hdf5Groups", 100_000),
    /** How deep groups may lie within each other in an HDF5 file. */
    HDF5_DEPTH("hdf5Depth", 16),
    /** Chunks that a dataset of an HDF5 file may have. */
    HDF5_CHUNKS("hdf5Chunks", 1_000_000),
    /** Bytes of the weights of an HDF5 file that are stored in chunks, unpacked; a file has at most as many. */
    HDF5_UNPACKED("hdf5Unpacked", 1L << 31),
    /** Bytes of an ONNX model beside its weights: nodes, names, shapes. */
    ONNX_GRAPH("onnxGraph", 32_000_000),
    /** Weights of an ONNX model. */
    ONNX_TENSORS("onnxTensors", 100_000);

    private final String property;
    private final long usual;

    Limit(String name, long usual) {
        this.property = "blockwright.limit." + name;
        this.usual = usual;
    }

    /** The system property that sets another value. */
    public String property() {
        return property;
    }

    /** The value. */
    public long value() {
        return Long.getLong(property, usual);
    }

    /**
     * Checks a number before anything is done for it.
     *
     * @param number what the file asks for
     * @param what it is of, for the message
     * @throws WeightFileException if it is above the limit, which the message names
     */
    void require(Path file, long number, String what) throws WeightFileException {
        if (number > value()) {
            throw exceeded(file, what + " " + Long.toUnsignedString(number));
        }
    }

    /** Says that a file asks for more. */
    WeightFileException exceeded(Path file, String what) {
        return new WeightFileException(
                file,
                what + " is above " + this,
                "the file is damaged: get it again, or, if you trust it, raise the limit with -D" + property + "=...");
    }

    @Override
    public String toString() {
        return "the limit of " + value() + " (" + property + ")";
    }
}
