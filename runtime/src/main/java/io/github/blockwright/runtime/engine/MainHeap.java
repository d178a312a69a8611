package io.github.blockwright.runtime.engine;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/**
 * Threads that GNU's allocator serves from the one heap without a limit, the process's own. The first threads of a process
 * get heaps of their own, and once there are eight for each core, new threads share them in turn, this one included.
 */
final class MainHeap {
    private static final int MOST_THREADS = 128;
    // More than a thread keeps for itself, and less than what may come from the system directly.
    private static final long PROBE = 100_000;
    // In the word before a piece of memory, as malloc.c has it: it is not of the main heap.
    private static final long IS_OF_ANOTHER = 4;

    private MainHeap() {}

    /** Whether this process has GNU's allocator, and no other in its place. */
    static boolean isKnown() {
        if (!Platform.isLinux() || System.getenv().containsKey("LD_PRELOAD")) {
            return false;
        }
        try {
            NativeLibrary.getProcess().getFunction("gnu_get_libc_version");
            return true;
        } catch (LinkageError e) {
            return false;
        }
    }

    /** Whether the calling thread's memory comes from the process's own heap. */
    static boolean servesThisThread() {
        NativeLibrary process = NativeLibrary.getProcess();
        Pointer piece = process.getFunction("malloc").invokePointer(new Object[] {PROBE});
        try {
            return (piece.getLong(-Long.BYTES) & IS_OF_ANOTHER) == 0;
        } finally {
            process.getFunction("free").invokeVoid(new Object[] {piece});
        }
    }

    /** Starts the work on such a thread, or on any if none of many is one. */
    static Thread start(Runnable work) {
        CountDownLatch found = new CountDownLatch(1);
        try {
            for (int i = 1; ; i++) {
                boolean last = i == MOST_THREADS;
                CompletableFuture<Boolean> takes = new CompletableFuture<>();
                Thread thread = new Thread(() -> {
                    boolean mine = last;
                    try {
                        mine |= servesThisThread();
                    } finally {
                        // Also where there is no memory to look at: the caller waits for an answer.
                        takes.complete(mine);
                    }
                    if (mine) {
                        work.run();
                    } else {
                        // A heap whose thread ends goes to the next thread.
                        await(found);
                    }
                });
                thread.setName("engine-" + i);
                thread.start();
                if (takes.join()) {
                    return thread;
                }
            }
        } finally {
            found.countDown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
