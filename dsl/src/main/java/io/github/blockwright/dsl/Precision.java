package io.github.blockwright.dsl;

/** How a network's numbers are held where it is put to work. */
public enum Precision {
    /** Four bytes each, as trained. */
    FLOAT32(4),
    /** Two bytes each. */
    FLOAT16(2),
    /**
     * A byte for each value of a map and each weight. For each filter and unit there are 13 bytes more, as in an exported file:
     * its bias and three numbers that scale it and its weights.
     */
    INT8(1);

    private static final int INT8_BYTES_OF_A_BIAS = 13;

    private final int bytes;

    Precision(int bytes) {
        this.bytes = bytes;
    }

    /** {@return the bytes of a value of a map} */
    public int bytes() {
        return bytes;
    }

    /**
     * The bytes of a network's weights in a file.
     *
     * @param weights of convolutions and dense layers, without biases
     * @param biases one for each filter and unit, batch normalisation being folded
     * @return at least 0
     * @throws ArithmeticException if they exceed 2⁶³ - 1
     */
    public long size(long weights, long biases) {
        long ofBiases = Math.multiplyExact(biases, this == INT8 ? INT8_BYTES_OF_A_BIAS : bytes);
        return Math.addExact(Math.multiplyExact(weights, bytes), ofBiases);
    }
}
