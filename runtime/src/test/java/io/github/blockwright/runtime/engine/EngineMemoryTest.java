package io.github.blockwright.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import org.junit.jupiter.api.Test;

class EngineMemoryTest {
    // More than the 32 MB from which on GNU's allocator, left alone, asks the system for every piece.
    private static final long SIZE = 40L << 20;
    // In the word before a piece of memory.
    private static final long IS_MAPPED = 2;

    @Test
    void largePiecesComeFromTheMemoryThatTheProcessKeeps() {
        assumeThat(Platform.isLinux()).as("GNU's C library is Linux's").isTrue();
        assumeThat(System.getenv())
                .as("the environment sets the allocator itself")
                .doesNotContainKey("MALLOC_MMAP_THRESHOLD_");
        EngineMemory.keep();
        NativeLibrary process = NativeLibrary.getProcess();
        Pointer piece = process.getFunction("malloc").invokePointer(new Object[] {SIZE});
        try {
            assertThat(piece.getLong(-Long.BYTES) & IS_MAPPED).isZero();
        } finally {
            process.getFunction("free").invokeVoid(new Object[] {piece});
        }
    }
}
