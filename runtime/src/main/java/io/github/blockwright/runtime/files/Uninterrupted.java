package io.github.blockwright.runtime.files;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Writing that an interrupt does not cut short. Java closes a file under the hands of a thread that is interrupted; so the
 * writing is done on a thread that nobody knows, and an interrupt of the caller is kept for afterwards.
 */
public final class Uninterrupted {
    private Uninterrupted() {}

    /** Writes something. */
    @FunctionalInterface
    public interface Writing {
        void write() throws IOException;
    }

    /**
     * Writes to the end.
     *
     * @throws IOException what the writing throws
     */
    public static void write(Writing writing) throws IOException {
        FutureTask<Void> task = new FutureTask<>(() -> {
            writing.write();
            return null;
        });
        Thread thread = new Thread(task, "writing");
        thread.start();
        boolean interrupted = false;
        try {
            // For the thread, since one that has no memory may end without a word to its task.
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (!task.isDone()) {
                throw new OutOfMemoryError("the thread that writes has ended");
            }
            task.get();
        } catch (InterruptedException e) {
            // Nobody is waited for any more.
            throw new AssertionError(e);
        } catch (ExecutionException e) {
            rethrow(e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Throws what a task threw. */
    static void rethrow(Throwable cause) throws IOException {
        if (cause instanceof IOException io) {
            throw io;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) cause;
    }
}
