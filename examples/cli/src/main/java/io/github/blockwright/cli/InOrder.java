package io.github.blockwright.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;

/** Work on several threads whose results come in the order of what was asked. */
final class InOrder {
    private static final int AHEAD = 4;

    private InOrder() {}

    /**
     * Works on all of them. Only a few are ahead of the first that is not done, so that any number takes no more memory.
     *
     * @param work on any thread
     * @param results on the caller's thread, in order, as soon as there are any
     * @throws InterruptedException if the caller is interrupted; what is being worked on is interrupted too
     */
    static <I, O> void run(Iterator<I> inputs, int threads, Function<I, O> work, Consumer<O> results)
            throws InterruptedException {
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        Deque<Future<O>> ahead = new ArrayDeque<>();
        try {
            while (inputs.hasNext()) {
                I input = inputs.next();
                ahead.add(workers.submit(() -> work.apply(input)));
                while (!ahead.isEmpty()
                        && (ahead.size() > AHEAD * threads || ahead.peek().isDone())) {
                    results.accept(get(ahead.remove()));
                }
            }
            while (!ahead.isEmpty()) {
                results.accept(get(ahead.remove()));
            }
        } finally {
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
