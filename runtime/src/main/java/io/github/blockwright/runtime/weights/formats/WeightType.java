package io.github.blockwright.runtime.weights.formats;

import java.nio.ByteBuffer;

/** How a file stores the elements of a tensor; the names are those of safetensors. Bytes are little-endian. */
public enum WeightType {
    F64(8) {
        @Override
        float read(ByteBuffer bytes, int at) {
            return (float) bytes.getDouble(at);
        }

        @Override
        void write(ByteBuffer bytes, float value) {
            bytes.putDouble(value);
        }
    },
    F32(4) {
        @Override
        float read(ByteBuffer bytes, int at) {
            return bytes.getFloat(at);
        }

        @Override
        void write(ByteBuffer bytes, float value) {
            bytes.putFloat(value);
        }
    },
    F16(2) {
        @Override
        float read(ByteBuffer bytes, int at) {
            return HalfPrecision.fromHalf(bytes.getShort(at));
        }

        @Override
        void write(ByteBuffer bytes, float value) {
            bytes.putShort(HalfPrecision.toHalf(value));
        }
    },
    BF16(2) {
        @Override
        float read(ByteBuffer bytes, int at) {
            return HalfPrecision.fromBfloat16(bytes.getShort(at));
        }

        @Override
        void write(ByteBuffer bytes, float value) {
            bytes.putShort(HalfPrecision.toBfloat16(value));
        }
    },
    I64(8) {
        @Override
        float read(ByteBuffer bytes, int at) {
            return bytes.getLong(at);
        }
    },
    I32(4) {
        @Override
        float read(ByteBuffer bytes, int at) {
            return bytes.getInt(at);
        }
    },
    I16(2) {
        @Override
        float read(ByteBuffer bytes, int at) {
            return bytes.getShort(at);
        }
    },
    I8(1) {
        @Override
        float read(ByteBuffer bytes, int at) {
            return bytes.get(at);
        }
    },
    U8(1) {
        @Override
        float read(ByteBuffer bytes, int at) {
            return bytes.get(at) & 0xff;
        }
    },
    BOOL(1) {
        @Override
        float read(ByteBuffer bytes, int at) {
            return bytes.get(at) == 0 ? 0 : 1;
        }
    };

    private final int bytes;

    WeightType(int bytes) {
        this.bytes = bytes;
    }

    /** The size of an element. */
    public int bytes() {
        return bytes;
    }

    /** Whether weights can have this type; the others count steps and the like. */
    public boolean isFloatingPoint() {
        return this == F64 || this == F32 || this == F16 || this == BF16;
    }

    /** The element at a byte position: exact, but for F64 and large integers, which are rounded. */
    abstract float read(ByteBuffer bytes, int at);

    /** Appends an element, rounded to the nearest that the type has. */
    void write(ByteBuffer bytes, float value) {
        throw new IllegalArgumentException("Weights are written as floating point numbers, not as " + this);
    }
}
