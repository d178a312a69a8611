package io.github.blockwright.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Scanner;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class EngineMemoryTest {
    // More than the 32 MB from which on GNU's allocator, left alone, asks the system for every piece.
    private static final long FORTY_MEGABYTES = 40L << 20;
    private static final long HUNDRED_MEGABYTES = 100L << 20;
    // In the word before a piece of memory.
    private static final long IS_MAPPED = 2;

    private static boolean comesFromTheSystem(long size) {
        NativeLibrary process = NativeLibrary.getProcess();
        Pointer piece = process.getFunction("malloc").invokePointer(new Object[] {size});
        try {
            return (piece.getLong(-Long.BYTES) & IS_MAPPED) != 0;
        } finally {
            process.getFunction("free").invokeVoid(new Object[] {piece});
        }
    }

    private static void assumeGnu() {
        assumeThat(MainHeap.isKnown()).as("GNU's allocator").isTrue();
        assumeThat(System.getenv())
                .as("the environment sets the allocator itself")
                .doesNotContainKey("MALLOC_MMAP_THRESHOLD_");
    }

    @Test
    void largePiecesComeFromTheMemoryThatTheProcessKeeps() {
        assumeGnu();
        EngineMemory.keep();
        assertThat(comesFromTheSystem(FORTY_MEGABYTES)).isFalse();
    }

    @Test
    void forWorkOnTheMainHeapPiecesOfAnySizeDo() throws Exception {
        assumeGnu();
        assertThat(EngineMemory.call(() -> comesFromTheSystem(HUNDRED_MEGABYTES)))
                .isFalse();
        assertThat(EngineMemory.call(MainHeap::servesThisThread)).isTrue();
    }

    @Test
    void whatIsGivenBackIsTheSystemsAgain() throws Exception {
        assumeGnu();
        Path pages = Path.of("/proc/self/statm");
        EngineMemory.call(() -> {
            NativeLibrary process = NativeLibrary.getProcess();
            Pointer piece = process.getFunction("malloc").invokePointer(new Object[] {HUNDRED_MEGABYTES});
            // Whatever lies behind it keeps its end from being the heap's.
            Pointer behind = process.getFunction("malloc").invokePointer(new Object[] {100_000L});
            piece.clear(HUNDRED_MEGABYTES);
            process.getFunction("free").invokeVoid(new Object[] {piece});
            long kept = resident(pages);
            EngineMemory.giveBack();
            assertThat(resident(pages)).isLessThan(kept - HUNDRED_MEGABYTES / 2);
            process.getFunction("free").invokeVoid(new Object[] {behind});
            return null;
        });
    }

    /** Resident memory in bytes: the second figure, in pages. */
    private static long resident(Path pages) throws IOException {
        try (Scanner figures = new Scanner(pages, StandardCharsets.US_ASCII)) {
            figures.nextLong();
            return figures.nextLong() * 4096;
        }
    }

    @Test
    void workWithinWorkStaysOnItsThread() throws Exception {
        assumeGnu();
        EngineMemory.call(() -> {
            Thread outer = Thread.currentThread();
            return assertThat(EngineMemory.<Thread>call(Thread::currentThread)).isSameAs(outer);
        });
    }

    @Test
    void whatTheWorkThrowsIsThrown() {
        assertThatThrownBy(() -> EngineMemory.call(() -> {
                    throw new IOException("no such file");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("no such file");
        assertThatThrownBy(() -> EngineMemory.call(() -> {
                    throw new AssertionError("an error");
                }))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    @Timeout(20)
    void anInterruptReachesTheWork() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        Thread caller = new Thread(() -> {
            try {
                EngineMemory.call(() -> {
                    started.countDown();
                    try {
                        Thread.sleep(60_000);
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                    }
                    return null;
                });
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        caller.start();
        started.await();
        caller.interrupt();
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
        caller.join();
    }
}
