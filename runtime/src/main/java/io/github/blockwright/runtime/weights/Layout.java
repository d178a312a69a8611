package io.github.blockwright.runtime.weights;

import java.util.Arrays;

/**
 * How a file orders the dimensions of a tensor. A table's own weights are (filters, channels / groups, height, width) and
 * (units, features), as PyTorch's.
 */
public enum Layout {
    /** As the table has it. */
    SAME,
    /** A dense layer as a convolution on a map of one position, (units, features, 1, 1). */
    POINTWISE,
    /** A convolution of Keras, (height, width, channels, filters). */
    KERAS_CONVOLUTION,
    /** A depthwise convolution of Keras, (height, width, channels, 1). */
    KERAS_DEPTHWISE,
    /** A dense layer of Keras, (features, units). */
    KERAS_DENSE,
    /** A dense layer of Keras as a convolution on a map of one position, (1, 1, features, units). */
    KERAS_POINTWISE;

    /** Dimension d of the table's tensor is this dimension of the file's. */
    private int[] order() {
        return switch (this) {
            case SAME, POINTWISE -> new int[0];
            case KERAS_CONVOLUTION -> new int[] {3, 2, 0, 1};
            case KERAS_DEPTHWISE -> new int[] {2, 3, 0, 1};
            case KERAS_DENSE, KERAS_POINTWISE -> new int[] {1, 0};
        };
    }

    private int[] inverse() {
        int[] order = order();
        int[] inverse = new int[order.length];
        for (int d = 0; d < order.length; d++) {
            inverse[order[d]] = d;
        }
        return inverse;
    }

    /**
     * The shape that a tensor of the table has in the file.
     *
     * @param tableShape as the block has it
     * @return as the file has it
     * @throws IllegalArgumentException if the layout has another number of dimensions
     */
    public long[] fileShape(long... tableShape) {
        if (this == POINTWISE) {
            requireDimensions(2, tableShape);
            return new long[] {tableShape[0], tableShape[1], 1, 1};
        }
        if (this == KERAS_POINTWISE) {
            requireDimensions(2, tableShape);
            return new long[] {1, 1, tableShape[1], tableShape[0]};
        }
        return permuted(inverse(), tableShape);
    }

    /**
     * The shape that a tensor of the file has in the table.
     *
     * @param fileShape as the file has it
     * @return as the block has it
     * @throws IllegalArgumentException if the layout has another number of dimensions
     */
    public long[] tableShape(long... fileShape) {
        if (this == POINTWISE) {
            requireDimensions(4, fileShape);
            return Arrays.copyOf(fileShape, 2);
        }
        if (this == KERAS_POINTWISE) {
            requireDimensions(4, fileShape);
            return new long[] {fileShape[3], fileShape[2]};
        }
        return permuted(order(), fileShape);
    }

    /**
     * The values in the table's order.
     *
     * @param values in the file's order, the last dimension fastest
     * @param fileShape of them
     * @return a new array
     */
    public float[] toTable(float[] values, long... fileShape) {
        long[] shape = this == KERAS_POINTWISE ? Arrays.copyOfRange(fileShape, 2, fileShape.length) : fileShape;
        return permuted(order(), values, shape);
    }

    /**
     * The values in the file's order.
     *
     * @param values in the table's order, the last dimension fastest
     * @param tableShape of them
     * @return a new array
     */
    public float[] toFile(float[] values, long... tableShape) {
        return permuted(inverse(), values, tableShape);
    }

    private long[] permuted(int[] permutation, long[] shape) {
        if (this == SAME) {
            return shape.clone();
        }
        requireDimensions(permutation.length, shape);
        long[] result = new long[shape.length];
        for (int d = 0; d < shape.length; d++) {
            result[d] = shape[permutation[d]];
        }
        return result;
    }

    private void requireDimensions(int dimensions, long... shape) {
        if (shape.length != dimensions) {
            throw new IllegalArgumentException(
                    this + " has " + dimensions + " dimensions, unlike " + Arrays.toString(shape));
        }
    }

    private float[] permuted(int[] permutation, float[] values, long[] shape) {
        if (this == SAME || this == POINTWISE) {
            return values.clone();
        }
        long[] result = permuted(permutation, shape);
        // How far a step along each dimension of the result goes in the source.
        int[] steps = new int[shape.length];
        int step = 1;
        for (int d = shape.length - 1; d >= 0; d--) {
            steps[indexOf(permutation, d)] = step;
            step *= (int) shape[d];
        }
        float[] moved = new float[values.length];
        for (int i = 0; i < moved.length; i++) {
            int rest = i;
            int source = 0;
            for (int d = result.length - 1; d >= 0; d--) {
                source += rest % (int) result[d] * steps[d];
                rest /= (int) result[d];
            }
            moved[i] = values[source];
        }
        return moved;
    }

    private static int indexOf(int[] permutation, int dimension) {
        int d = 0;
        while (permutation[d] != dimension) {
            d++;
        }
        return d;
    }
}
