package io.github.blockwright.runtime.engine;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * What becomes of the memory that the engine frees. A step frees all of its maps and the next one asks for the same sizes
 * again, but GNU's allocator, left alone, gives large pieces back to the system meanwhile, which then has to clear every
 * page anew: up to a third of a step's time.
 *
 * <pre>{@code
 * TrainingHistory history = EngineMemory.call(() -> Training.of(block, recipe).run(manager, train, validation));
 * }</pre>
 *
 * <p>It does something on Linux with GNU's C library, and only where the environment says nothing of the allocator.
 */
public final class EngineMemory {
    // mallopt's numbers in malloc.h, and the variables that set the same.
    private static final Map<String, Setting> SETTINGS = Map.of(
            "MALLOC_TRIM_THRESHOLD_", new Setting(-1, Integer.MAX_VALUE),
            "MALLOC_MMAP_THRESHOLD_", new Setting(-3, 1 << 30));

    private EngineMemory() {}

    private record Setting(int parameter, int bytes) {}

    /**
     * Lets the whole process keep what the engine frees, in pieces of up to 64 MB, for its next step. Call it before the
     * engine works: it holds for what is allocated from then on.
     */
    public static void keep() {
        if (!MainHeap.isKnown()) {
            return;
        }
        Function mallopt = NativeLibrary.getProcess().getFunction("mallopt");
        SETTINGS.forEach((variable, setting) -> {
            if (!System.getenv().containsKey(variable)) {
                mallopt.invokeInt(new Object[] {setting.parameter(), setting.bytes()});
            }
        });
    }

    /**
     * Gives the system what is free now, after a phase of work that another kind of work follows, or the gaps that each kind
     * leaves between its pieces add up. What comes next fetches its pages once more, which takes a tenth of a second or
     * less.
     */
    public static void giveBack() {
        if (MainHeap.isKnown()) {
            NativeLibrary.getProcess().getFunction("malloc_trim").invokeInt(new Object[] {0L});
        }
    }

    /**
     * Does work with {@link #keep} and, for pieces of any size, on a thread that the allocator serves from the heap of the
     * process: all others have heaps of 64 MB, and a larger piece, a map of a large batch for instance, comes from the
     * system each time. An interrupt of the calling thread reaches the work, and
     * the thread stays interrupted.
     *
     * @return what the work returns
     * @throws Exception what the work throws
     */
    public static <T> T call(Callable<T> work) throws Exception {
        keep();
        if (!MainHeap.isKnown() || MainHeap.servesThisThread()) {
            return work.call();
        }
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = MainHeap.start(task);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                    thread.interrupt();
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof Error error) {
                        throw error;
                    }
                    throw (Exception) e.getCause();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
