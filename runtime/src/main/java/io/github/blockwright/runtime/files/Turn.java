package io.github.blockwright.runtime.files;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A turn at making something that several processes, or threads of one, may want at the same time: one has it, the others wait.
 * It is the operating system's lock on a file, which dies with its process; the file goes when the turn is over.
 */
final class Turn implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Turn.class);
    private static final int EVERY_MILLIS = 100;

    private final Path file;
    private final FileChannel channel;

    private Turn(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Waits for the turn.
     *
     * @throws IOException if the file cannot be written, or the thread is interrupted meanwhile
     */
    static Turn at(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            for (boolean said = false; !isMine(channel, file); said = true) {
                if (!said) {
                    LOGGER.info("waiting for another process, which has {}", file);
                }
                Thread.sleep(EVERY_MILLIS);
            }
            return new Turn(file, channel);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            channel.close();
            throw new InterruptedIOException("Interrupted while another process had " + file);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static boolean isMine(FileChannel channel, Path file) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            // A thread of this process has it.
            return false;
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            // Some network disks know no locks.
            LOGGER.warn("{} cannot be locked ({}): see that no other process makes the same", file, e.toString());
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            Files.deleteIfExists(file);
        } finally {
            channel.close();
        }
    }
}
