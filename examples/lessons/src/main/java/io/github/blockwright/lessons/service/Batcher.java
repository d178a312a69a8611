package io.github.blockwright.lessons.service;

import ai.djl.modality.Classifications;
import io.github.blockwright.runtime.data.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/**
 * Classifies what waits in one pass. Nobody is kept waiting for others: a pass takes what is there when the one before it ends,
 * so that batches grow with the load, and a lone picture goes through alone.
 */
final class Batcher implements AutoCloseable {
    private static final String CLOSED = "the service is being closed";

    private record Waiting(Frame picture, CompletableFuture<Classifications> answer) {}

    private final Function<List<Frame>, List<Classifications>> network;
    private final int largest;
    private final BlockingQueue<Waiting> queue;
    private final Thread worker;
    /** Read and written where the queue is locked: what is put into it is answered, or finds it closed. */
    private boolean closed;

    /**
     * @param network gives an answer for each picture, in their order
     * @param largest number of pictures in a pass
     * @param room number of pictures that may wait
     */
    Batcher(Function<List<Frame>, List<Classifications>> network, int largest, int room) {
        this.network = network;
        this.largest = largest;
        this.queue = new ArrayBlockingQueue<>(room);
        this.worker = new Thread(this::work, "batches");
        worker.setDaemon(true);
        worker.start();
    }

    /** The answer, when it is there; none if too many wait already. */
    Optional<Classifications> classify(Frame picture) {
        Waiting waiting = new Waiting(picture, new CompletableFuture<>());
        synchronized (queue) {
            if (closed) {
                waiting.answer.completeExceptionally(new IllegalStateException(CLOSED));
            } else if (!queue.offer(waiting)) {
                return Optional.empty();
            }
        }
        try {
            return Optional.of(waiting.answer.join());
        } catch (CompletionException e) {
            throw new IllegalStateException(
                    "The network failed: " + e.getCause().getMessage(), e.getCause());
        }
    }

    /** How many wait for the pass after this one. */
    int waiting() {
        return queue.size();
    }

    private void work() {
        List<Waiting> batch = new ArrayList<>();
        try {
            while (true) {
                batch.add(queue.take());
                queue.drainTo(batch, largest - 1);
                answer(batch);
                batch.clear();
            }
        } catch (InterruptedException e) {
            synchronized (queue) {
                closed = true;
                queue.drainTo(batch);
            }
            batch.forEach(waiting -> waiting.answer.completeExceptionally(new IllegalStateException(CLOSED)));
        }
    }

    private void answer(List<Waiting> batch) {
        try {
            List<Classifications> answers =
                    network.apply(batch.stream().map(Waiting::picture).toList());
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).answer.complete(answers.get(i));
            }
        } catch (RuntimeException | Error e) {
            // Errors, such as that of no memory, too: they would end the one thread, and whoever waits would wait for
            // ever.
            batch.forEach(waiting -> waiting.answer.completeExceptionally(e));
        }
    }

    /** Answers what is being computed; what waits fails. */
    @Override
    public void close() {
        worker.interrupt();
        try {
            worker.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
