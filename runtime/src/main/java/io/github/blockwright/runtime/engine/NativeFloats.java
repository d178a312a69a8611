package io.github.blockwright.runtime.engine;

import com.sun.jna.Memory;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * Floats outside Java's heap, as native libraries take them without a copy. They are freed when they are closed; what
 * {@code ByteBuffer.allocateDirect} gives stays until garbage is collected, which a busy program may do late.
 */
public final class NativeFloats implements AutoCloseable {
    private final Memory memory;
    private final FloatBuffer floats;

    /** @param count how many, at least 1; their values are anything */
    public NativeFloats(int count) {
        long bytes = (long) count * Float.BYTES;
        memory = new Memory(bytes);
        floats = memory.getByteBuffer(0, bytes).order(ByteOrder.nativeOrder()).asFloatBuffer();
    }

    /** {@return all of them, to be used until this is closed} */
    public FloatBuffer floats() {
        return floats;
    }

    @Override
    public void close() {
        memory.close();
    }
}
