package io.github.blockwright.runtime.train;

import io.github.blockwright.runtime.files.LockedFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a run directory for one training. The lock is the operating system's, on the file {@code .lock}, so it dies with its
 * process, however that ends; the file stays and says who had it last.
 */
final class RunLock implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(RunLock.class);
    private static final String FILE = ".lock";

    private final Path file;
    private final FileChannel channel;

    private RunLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes a directory.
     *
     * @throws TrainingException if another training has it; the message says which process that is
     * @throws IOException if the file cannot be written
     */
    static RunLock of(Path directory) throws IOException {
        Path file = LockedFiles.real(directory.resolve(FILE));
        if (!LockedFiles.take(file)) {
            throw inUse(directory, "this process");
        }
        FileChannel channel = null;
        RunLock lock = null;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isLocked(channel, directory)) {
                throw inUse(directory, Files.readString(file).strip());
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(("process " + ProcessHandle.current().pid() + ", since "
                            + Instant.now().truncatedTo(ChronoUnit.SECONDS) + "\n")
                    .getBytes(StandardCharsets.UTF_8)));
            lock = new RunLock(file, channel);
            return lock;
        } catch (OverlappingFileLockException e) {
            // By another name.
            throw inUse(directory, "this process");
        } finally {
            if (lock == null) {
                close(channel);
                LockedFiles.giveBack(file);
            }
        }
    }

    private static boolean isLocked(FileChannel channel, Path directory) {
        try {
            return channel.tryLock() != null;
        } catch (IOException e) {
            // Some network disks know no locks.
            LOGGER.warn("{} cannot be locked ({}): see that no other training writes to it", directory, e.toString());
            return true;
        }
    }

    private static TrainingException inUse(Path directory, String owner) {
        return new TrainingException(directory + " is being trained into already, by " + owner
                + ": wait for it, stop it, or train into another directory");
    }

    @Override
    public void close() {
        if (channel.isOpen()) {
            close(channel);
            LockedFiles.giveBack(file);
        }
    }

    private static void close(FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            LOGGER.warn("A run's lock could not be let go: {}", e.toString());
        }
    }
}
