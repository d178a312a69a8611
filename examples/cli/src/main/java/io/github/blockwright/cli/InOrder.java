package io.github.blockwright.cli;

import java.util.Iterator;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.function.Function;

/** Work on several threads whose results come in the order of what was asked. */
final class InOrder {
    private static final int AHEAD = 4;

    private InOrder() {}

    /**
     * Works on all of them. Only a few are ahead of the first that is not done, so that any number takes no more memory.
     *
     * @param inputs asked on a thread of its own, so that one which has to wait for the next holds up no result
     * @param work on any thread
     * @param results on the caller's thread, in order, as soon as there are any
     * @throws InterruptedException if the caller is interrupted; what is being worked on is interrupted too
     */
    static <I, O> void run(Iterator<I> inputs, int threads, Function<I, O> work, Consumer<O> results)
            throws InterruptedException {
        // A thread that waits for standard input cannot be interrupted, and must not keep the process alive.
        ThreadFactory daemons = task -> {
            Thread thread = new Thread(task, "pictures");
            thread.setDaemon(true);
            return thread;
        };
        ExecutorService feeder = Executors.newSingleThreadExecutor(daemons);
        ExecutorService workers = Executors.newFixedThreadPool(threads, daemons);
        BlockingQueue<Future<O>> ahead = new ArrayBlockingQueue<>(AHEAD * threads);
        Future<O> end = new CompletableFuture<>();
        try {
            Future<?> fed = feeder.submit(() -> {
                try {
                    while (inputs.hasNext()) {
                        I input = inputs.next();
                        ahead.put(workers.submit(() -> work.apply(input)));
                    }
                } finally {
                    ahead.put(end);
                }
                return null;
            });
            for (Future<O> next = ahead.take(); next != end; next = ahead.take()) {
                results.accept(get(next));
            }
            get(fed);
        } finally {
            feeder.shutdownNow();
            workers.shutdownNow();
        }
    }

    private static <O> O get(Future<O> result) throws InterruptedException {
        try {
            return result.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
