package io.github.blockwright.runtime.data;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The batches of one epoch, in order, prepared on threads of their own while the consumer works on earlier ones. For
 * one consuming thread.
 */
public final class BatchStream implements AutoCloseable {
    private final Batches batches;
    private final int epoch;
    private final int[] order;
    private final float[][] tables;
    private final ExecutorService workers;
    private final Queue<Future<Buffers>> ahead = new ArrayDeque<>();
    private final int count;
    private int started;
    private int handedOut;
    private long waitedNanos;

    BatchStream(Batches batches, int epoch) {
        this.batches = batches;
        this.epoch = epoch;
        this.order = batches.order(epoch);
        this.count = batches.count();
        this.tables = new float[batches.input().channels()][];
        for (int c = 0; c < tables.length; c++) {
            tables[c] = batches.input().table(c);
        }
        this.workers = Executors.newFixedThreadPool(batches.workers(), task -> {
            Thread thread = new Thread(task, "batches");
            thread.setDaemon(true);
            return thread;
        });
        for (int i = 0; i < Math.min(batches.prefetch(), count); i++) {
            start(new Buffers(Math.min(batches.batchSize(), order.length) * imageSize(), batches.batchSize()));
        }
    }

    /** Direct memory that one batch is prepared in, and used again for a later one. */
    private record Buffers(ByteBuffer images, ByteBuffer labels) {
        Buffers(int floats, int labels) {
            this(direct(floats * Float.BYTES), direct(labels * Long.BYTES));
        }

        private static ByteBuffer direct(int bytes) {
            return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
        }
    }

    /** Whether there is another batch. */
    public boolean hasNext() {
        return handedOut < count;
    }

    /**
     * The next batch; waits until it is ready.
     *
     * @param manager owns the batch's arrays until the batch is closed
     * @throws NoSuchElementException after the last batch
     * @throws IllegalStateException if preparing the batch failed, or the stream is closed
     * @throws CancellationException if the thread is interrupted while it waits
     */
    public Batch next(NDManager manager) {
        if (!hasNext()) {
            throw new NoSuchElementException("The epoch has only " + count + " batches");
        }
        if (workers.isShutdown()) {
            throw new IllegalStateException("The stream of batches is closed");
        }
        Buffers buffers = await(ahead.remove());
        Batch batch = copy(buffers, sizeOf(handedOut), manager);
        handedOut++;
        if (started < count) {
            start(buffers);
        }
        return batch;
    }

    /** How long the consumer has waited for batches so far: near zero if preparing keeps up with training. */
    public Duration waited() {
        return Duration.ofNanos(waitedNanos);
    }

    /** Stops preparing; batches that were handed out stay valid. */
    @Override
    public void close() {
        workers.shutdownNow();
        ahead.clear();
    }

    private Buffers await(Future<Buffers> future) {
        long before = System.nanoTime();
        try {
            return future.get();
        } catch (ExecutionException e) {
            close();
            throw new IllegalStateException(
                    "Preparing batch " + handedOut + " of epoch " + epoch + " failed: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (CancellationException)
                    new CancellationException("Interrupted while waiting for a batch").initCause(e);
        } finally {
            waitedNanos += System.nanoTime() - before;
        }
    }

    private void start(Buffers buffers) {
        int batch = started++;
        ahead.add(workers.submit(() -> prepare(batch, buffers)));
    }

    private Buffers prepare(int batch, Buffers buffers) {
        ImageDataset data = batches.data();
        FloatBuffer images = buffers.images().asFloatBuffer();
        int first = batch * batches.batchSize();
        for (int i = 0; i < sizeOf(batch) && !Thread.currentThread().isInterrupted(); i++) {
            int image = order[first + i];
            batches.augmentation()
                    .apply(
                            data.pixels(image),
                            data.height(),
                            data.width(),
                            tables,
                            batches.random(epoch, image),
                            images,
                            i * imageSize());
            buffers.labels().putLong(i * Long.BYTES, data.label(image));
        }
        return buffers;
    }

    /**
     * Copies the buffers into memory that the engine owns. An array that the engine makes of a direct buffer shares the
     * buffer's memory, and so do views of it and whatever the gradients keep: only the copy makes it safe to prepare
     * the next batch in the same buffer. A copy keeps the order in memory, here channels last.
     */
    private Batch copy(Buffers buffers, int size, NDManager manager) {
        ByteBuffer imageBytes = buffers.images().limit(size * imageSize() * Float.BYTES);
        ByteBuffer labelBytes = buffers.labels().limit(size * Long.BYTES);
        ImageDataset data = batches.data();
        Shape channelsLast = new Shape(size, data.height(), data.width(), data.channels());
        try (NDArray images = manager.create(imageBytes, channelsLast, DataType.FLOAT32);
                NDArray view = images.transpose(0, 3, 1, 2);
                NDArray labels = manager.create(labelBytes, new Shape(size), DataType.INT64)) {
            return new Batch(view.duplicate(), labels.duplicate());
        }
    }

    private int sizeOf(int batch) {
        return Math.min(batches.batchSize(), order.length - batch * batches.batchSize());
    }

    private int imageSize() {
        return batches.data().pixels(0).length;
    }
}
