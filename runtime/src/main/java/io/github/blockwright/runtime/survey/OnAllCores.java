package io.github.blockwright.runtime.survey;

import io.github.blockwright.runtime.files.Progress;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Does the same to many things, on all cores, no further ahead than the cores can use. */
final class OnAllCores {
    private static final int AHEAD = 16;

    private OnAllCores() {}

    /**
     * A result for each thing, in order, while a bar shows how far it is.
     *
     * @throws InterruptedIOException if the thread is interrupted
     */
    static <T, R> List<R> map(String task, List<T> things, Function<T, R> work) throws IOException {
        int cores = Runtime.getRuntime().availableProcessors();
        ExecutorService workers = Executors.newFixedThreadPool(cores);
        try (Progress progress = Progress.ofPieces(task, things.size())) {
            Deque<Future<R>> ahead = new ArrayDeque<>();
            List<R> results = new ArrayList<>(things.size());
            for (T thing : things) {
                if (ahead.size() == AHEAD * cores) {
                    results.add(ahead.remove().get());
                }
                ahead.add(workers.submit(() -> {
                    R result = work.apply(thing);
                    progress.step(1);
                    return result;
                }));
            }
            while (!ahead.isEmpty()) {
                results.add(ahead.remove().get());
            }
            return results;
        } catch (ExecutionException e) {
            throw new IllegalStateException(task + " failed: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(task + " was interrupted");
        } finally {
            workers.shutdownNow();
        }
    }
}
