package io.github.blockwright.runtime.weights.formats;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;

/**
 * A tensor as a file stores it: a type, a shape, and a view of bytes that may be shared with other tensors. It is
 * immutable, and nothing is copied or converted before values are asked for.
 */
public final class WeightTensor {
    private static final int MOST_DIMENSIONS = 32;

    private final WeightType type;
    private final long[] shape;
    private final long[] strides;
    private final long offset;
    private final int size;
    private final ByteBuffer storage;

    private WeightTensor(WeightType type, long[] shape, long[] strides, long offset, int size, ByteBuffer storage) {
        this.type = type;
        this.shape = shape;
        this.strides = strides;
        this.offset = offset;
        this.size = size;
        this.storage = storage.slice().asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * A tensor whose elements lie one after the other, the last dimension fastest.
     *
     * @param bytes little-endian, exactly as many as type and shape need; not copied
     * @throws IllegalArgumentException if they are not as many, or the shape is none
     */
    public static WeightTensor of(WeightType type, long[] shape, ByteBuffer bytes) {
        long size = elements(shape);
        if (size * type.bytes() != bytes.remaining()) {
            throw new IllegalArgumentException("shape " + Arrays.toString(shape) + " of " + type + " needs "
                    + size * type.bytes() + " bytes, but there are " + bytes.remaining());
        }
        return new WeightTensor(type, shape.clone(), rowMajor(shape), 0, (int) size, bytes);
    }

    /**
     * A tensor of F32.
     *
     * @param values the last dimension fastest
     */
    public static WeightTensor of(long[] shape, float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return of(WeightType.F32, shape, bytes);
    }

    /**
     * A view: element (i, j, ...) is that number {@code offset + i * strides[0] + j * strides[1] + ...} of the storage.
     *
     * @param storage little-endian elements; not copied
     * @throws IllegalArgumentException if the view leaves the storage, or repeats so much of it that it is larger
     */
    public static WeightTensor view(WeightType type, long[] shape, long[] strides, long offset, ByteBuffer storage) {
        long size = elements(shape);
        long available = storage.remaining() / type.bytes();
        if (strides.length != shape.length) {
            throw new IllegalArgumentException(
                    "shape " + Arrays.toString(shape) + " does not go with strides " + Arrays.toString(strides));
        }
        if (size > available) {
            throw new IllegalArgumentException("shape " + Arrays.toString(shape)
                    + " has more elements than its storage, " + available + " (was it expanded?)");
        }
        if (offset < 0 || offset > available || (size > 0 && last(shape, strides, offset) >= available)) {
            throw new IllegalArgumentException("shape " + Arrays.toString(shape) + " with strides "
                    + Arrays.toString(strides) + " and offset " + offset + " leaves its storage of " + available
                    + " elements");
        }
        return new WeightTensor(type, shape.clone(), strides.clone(), offset, (int) size, storage);
    }

    public WeightType type() {
        return type;
    }

    public long[] shape() {
        return shape.clone();
    }

    /** How many elements there are. */
    public int size() {
        return size;
    }

    /** The values, the last dimension fastest. */
    public float[] toFloats() {
        float[] values = new float[size];
        LongUnaryOperator places = places();
        for (int i = 0; i < size; i++) {
            values[i] = type.read(storage, (int) places.applyAsLong(i) * type.bytes());
        }
        return values;
    }

    /** The elements as they are stored, little-endian, the last dimension fastest. */
    public ByteBuffer toBytes() {
        ByteBuffer bytes = ByteBuffer.allocate(size * type.bytes());
        LongUnaryOperator places = places();
        for (int i = 0; i < size; i++) {
            int at = (int) places.applyAsLong(i) * type.bytes();
            for (int k = 0; k < type.bytes(); k++) {
                bytes.put(storage.get(at + k));
            }
        }
        return bytes.flip().order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * A view of the same storage with the dimensions in another order.
     *
     * @param order for each dimension of the view, which it is here
     * @return empty if it is no order of these dimensions
     */
    public Optional<WeightTensor> permuted(long... order) {
        long[] sorted = order.clone();
        Arrays.sort(sorted);
        if (!Arrays.equals(sorted, LongStream.range(0, shape.length).toArray())) {
            return Optional.empty();
        }
        long[] otherShape = new long[shape.length];
        long[] otherStrides = new long[shape.length];
        for (int d = 0; d < shape.length; d++) {
            otherShape[d] = shape[(int) order[d]];
            otherStrides[d] = strides[(int) order[d]];
        }
        return Optional.of(new WeightTensor(type, otherShape, otherStrides, offset, size, storage));
    }

    /**
     * The same values with other dimensions.
     *
     * @throws IllegalArgumentException if they are of another number
     */
    public WeightTensor reshaped(long... otherShape) {
        return of(type, otherShape, toBytes());
    }

    /**
     * The same values in another floating point type, rounded to the nearest it has.
     *
     * @throws IllegalArgumentException for a type of integers
     */
    public WeightTensor as(WeightType other) {
        if (other == type) {
            return this;
        }
        ByteBuffer bytes =
                ByteBuffer.allocate(Math.multiplyExact(size, other.bytes())).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : toFloats()) {
            other.write(bytes, value);
        }
        return of(other, shape, bytes.flip());
    }

    /** The position, the last dimension fastest, of the first value that is infinite or not a number. */
    public OptionalLong firstNotFinite() {
        if (type.isFloatingPoint()) {
            LongUnaryOperator places = places();
            for (int i = 0; i < size; i++) {
                if (!Float.isFinite(type.read(storage, (int) places.applyAsLong(i) * type.bytes()))) {
                    return OptionalLong.of(i);
                }
            }
        }
        return OptionalLong.empty();
    }

    @Override
    public String toString() {
        return type + Arrays.toString(shape);
    }

    /**
     * The number of elements of a shape.
     *
     * @throws IllegalArgumentException if a dimension is negative, there are more than 32, or it does not fit in an array
     */
    public static long elements(long[] shape) {
        if (shape.length > MOST_DIMENSIONS) {
            throw new IllegalArgumentException("a shape has at most 32 dimensions, not " + shape.length);
        }
        long size = 1;
        for (long length : shape) {
            if (length < 0 || length > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("shape " + Arrays.toString(shape) + " is impossible");
            }
            size = Math.min(size * length, Integer.MAX_VALUE);
        }
        // Eight bytes an element must stay within an int, so that positions do.
        if (size > Integer.MAX_VALUE / 8) {
            throw new IllegalArgumentException(
                    "shape " + Arrays.toString(shape) + " has more than " + Integer.MAX_VALUE / 8 + " elements");
        }
        return size;
    }

    /** From an element's number, the last dimension fastest, to its place in the storage. */
    private LongUnaryOperator places() {
        if (Arrays.equals(strides, rowMajor(shape))) {
            return i -> offset + i;
        }
        return i -> {
            long place = offset;
            long rest = i;
            for (int d = shape.length - 1; d >= 0; d--) {
                place += rest % shape[d] * strides[d];
                rest /= shape[d];
            }
            return place;
        };
    }

    private static long last(long[] shape, long[] strides, long offset) {
        long last = offset;
        for (int d = 0; d < shape.length; d++) {
            // No overflow below: strides are ints, and the dimensions' product fits an int.
            if (strides[d] < 0 || strides[d] > Integer.MAX_VALUE) {
                return Long.MAX_VALUE;
            }
            last += (shape[d] - 1) * strides[d];
        }
        return last;
    }

    private static long[] rowMajor(long[] shape) {
        long[] strides = new long[shape.length];
        long stride = 1;
        for (int d = shape.length - 1; d >= 0; d--) {
            strides[d] = stride;
            stride *= Math.max(1, shape[d]);
        }
        return strides;
    }
}
