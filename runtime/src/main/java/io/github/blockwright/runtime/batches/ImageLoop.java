package io.github.blockwright.runtime.batches;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Threads that share the images of a batch among them: so the first batch is ready soon, and only one is in the making, however
 * many threads there are.
 */
public final class ImageLoop implements AutoCloseable {
    private final int threads;
    private final ExecutorService helpers;

    /** @param threads that work at the same time, the one that asks among them; at least 1 */
    public ImageLoop(int threads) {
        this.threads = threads;
        this.helpers = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "images");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** What is done for the image at this place of the batch. */
    @FunctionalInterface
    interface Step {
        void run(int place) throws IOException;
    }

    /**
     * Does something for each image, and returns when nothing is being done any more. If the thread is interrupted, some may be
     * left out, for then nobody wants the batch.
     *
     * @throws IOException if it failed for one of them
     */
    void forEach(int count, Step step) throws IOException {
        AtomicInteger next = new AtomicInteger();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread caller = Thread.currentThread();
        Runnable share = () -> {
            try {
                for (int i = next.getAndIncrement(); i < count && !caller.isInterrupted(); i = next.getAndIncrement()) {
                    step.run(i);
                }
            } catch (IOException | RuntimeException | Error e) {
                failure.compareAndSet(null, e);
                next.set(count);
            }
        };
        int others = Math.min(threads, count) - 1;
        CountDownLatch working = new CountDownLatch(Math.max(0, others));
        for (int i = 0; i < others; i++) {
            helpers.execute(() -> {
                try {
                    share.run();
                } finally {
                    working.countDown();
                }
            });
        }
        share.run();
        await(working);
        if (failure.get() instanceof IOException e) {
            throw e;
        } else if (failure.get() instanceof RuntimeException e) {
            throw e;
        } else if (failure.get() instanceof Error e) {
            throw e;
        }
    }

    /** Without being interrupted: what the others write into is freed afterwards. */
    private static void await(CountDownLatch working) {
        boolean interrupted = false;
        while (true) {
            try {
                working.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the threads; nothing may be going on. */
    @Override
    public void close() {
        helpers.shutdown();
    }
}
