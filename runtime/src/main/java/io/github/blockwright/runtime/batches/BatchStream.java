package io.github.blockwright.runtime.batches;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * The batches of one epoch, in order, prepared on a thread of its own and its helpers while the consumer works on earlier ones. For
 * one consuming thread.
 *
 * <p>A batch is written straight into memory that the engine allocated for it, and belongs to the consumer from {@link
 * #next} on: nothing is copied, nothing is used twice, and at most {@link BatchSource#prefetch} batches wait. (Java's own
 * direct buffers would be freed only when the garbage collector gets round to it, while the process grows.)
 */
public final class BatchStream implements AutoCloseable {
    private final BatchSource source;
    private final int epoch;
    private final int[] order;
    private final NDManager host = NDManager.newBaseManager(Device.cpu());
    private final ExecutorService preparing;
    private final ImageLoop loop;
    private final Queue<Future<Batch>> ahead = new ArrayDeque<>();
    private final int count;
    private int started;
    private int handedOut;
    private long waitedNanos;

    /** @param first the number of the first batch that is handed out */
    BatchStream(BatchSource source, int epoch, int first) {
        this.source = source;
        this.epoch = epoch;
        this.order = source.order().of(epoch);
        this.count = source.count();
        this.started = first;
        this.handedOut = first;
        this.loop = new ImageLoop(source.workers());
        this.preparing = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "batches");
            thread.setDaemon(true);
            return thread;
        });
        for (int i = 0; i < Math.min(source.prefetch(), count - first); i++) {
            start();
        }
    }

    /** Whether there is another batch. */
    public boolean hasNext() {
        return handedOut < count;
    }

    /**
     * The next batch; waits until it is ready.
     *
     * @param manager owns the batch's arrays until the batch is closed; they are on its device
     * @throws NoSuchElementException after the last batch
     * @throws UncheckedIOException if an image of it cannot be read; the message names the image
     * @throws IllegalStateException if preparing the batch failed, or the stream is closed
     * @throws CancellationException if the thread is interrupted; the stream is closed then
     */
    public Batch next(NDManager manager) {
        requireNext();
        if (Thread.currentThread().isInterrupted()) {
            close();
            throw new CancellationException("Interrupted before batch " + handedOut + " of epoch " + epoch);
        }
        return next(manager, false);
    }

    /**
     * The next batch, for a consumer that has to finish what it has begun: an interrupt is kept until the batch is there.
     *
     * @param manager as for {@link #next(NDManager)}
     * @throws NoSuchElementException after the last batch
     * @throws UncheckedIOException if an image of it cannot be read; the message names the image
     * @throws IllegalStateException if preparing the batch failed, or the stream is closed
     */
    public Batch nextUninterrupted(NDManager manager) {
        requireNext();
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    return next(manager, true);
                } catch (CancellationException e) {
                    // The interrupt came while it waited; the batch is still on its way.
                    interrupted = Thread.interrupted() || interrupted;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void requireNext() {
        if (!hasNext()) {
            throw new NoSuchElementException("The epoch has only " + count + " batches");
        }
        if (preparing.isShutdown()) {
            throw new IllegalStateException("The stream of batches is closed");
        }
    }

    /** @param goesOn whether an interrupt leaves the stream and the batch as they are */
    private Batch next(NDManager manager, boolean goesOn) {
        Batch prepared = await(ahead.element(), goesOn);
        ahead.remove();
        handedOut++;
        if (started < count) {
            start();
        }
        return new Batch(handOver(prepared.images(), manager), prepared.targets(), prepared.examples());
    }

    /** How long the consumer has waited for batches so far: near zero if preparing keeps up with training. */
    public Duration waited() {
        return Duration.ofNanos(waitedNanos);
    }

    /** Stops preparing; batches that were handed out stay valid. */
    @Override
    public void close() {
        preparing.shutdownNow();
        ahead.clear();
        boolean interrupted = Thread.interrupted();
        // It writes into memory that is freed next, and looks for the end after every image.
        while (!preparing.isTerminated()) {
            try {
                preparing.awaitTermination(1, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        loop.close();
        host.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Batch await(Future<Batch> future, boolean goesOn) {
        long before = System.nanoTime();
        try {
            return future.get();
        } catch (ExecutionException e) {
            close();
            if (e.getCause() instanceof IOException unreadable) {
                throw new UncheckedIOException(unreadable.getMessage(), unreadable);
            }
            throw new IllegalStateException(
                    "Preparing batch " + handedOut + " of epoch " + epoch + " failed: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            if (!goesOn) {
                close();
            }
            throw (CancellationException)
                    new CancellationException("Interrupted while waiting for a batch").initCause(e);
        } finally {
            waitedNanos += System.nanoTime() - before;
        }
    }

    private void start() {
        int[] examples = source.order().batch(order, started++);
        // On the consumer's thread: the allocator serves each thread from a heap that it never gives up whole, and
        // those
        // of the threads that prepare, of which each epoch has others, would add up.
        NDArray memory = host.create(source.shape(examples.length), DataType.FLOAT32);
        ahead.add(preparing.submit(() -> source.prepare(epoch, examples, memory, loop)));
    }

    /** Gives an array to the consumer, on the consumer's device. */
    private static NDArray handOver(NDArray array, NDManager manager) {
        NDArray result = array;
        if (!array.getDevice().equals(manager.getDevice())) {
            result = array.toDevice(manager.getDevice(), true);
            array.close();
        }
        result.attach(manager);
        return result;
    }
}
