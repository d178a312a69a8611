package io.github.blockwright.runtime.serve;

import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Lets work in, from any number of threads, until it is closed; closing waits for what is within. What an engine has freed
 * under a thread at work ends the process.
 */
final class Gate {
    /** Some work, and how it may fail. */
    @FunctionalInterface
    interface Work<T, E extends Exception> {
        T result() throws E;
    }

    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final String what;
    private boolean closed;

    /** @param what begins the sentence that refuses, such as a network's name */
    Gate(String what) {
        this.what = what;
    }

    /**
     * Does some work, which may be part of other work that was let in.
     *
     * @throws E as the work does
     * @throws IllegalStateException if this is closed
     */
    <T, E extends Exception> T whileOpen(Work<T, E> work) throws E {
        lock.readLock().lock();
        try {
            requireOpen();
            return work.result();
        } finally {
            lock.readLock().unlock();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException(what + " is closed: open another, and close it after its last use");
        }
    }

    /**
     * Waits for the work that goes on, and lets no more in.
     *
     * @param free is done once, however often this is called
     */
    void close(Runnable free) {
        lock.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                free.run();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }
}
