package io.github.blockwright.runtime.files;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A turn at making something that several processes, or threads of one, may want at the same time: one has it, the others wait.
 * It is the operating system's lock on a file, which dies with its process; the file goes when the turn is over.
 */
public final class Turn {
    private static final Logger LOGGER = LoggerFactory.getLogger(Turn.class);
    private static final int EVERY_MILLIS = 100;
    private static final int MOST_MARKS = 1 << 20;

    private final Path file;
    private final FileChannel channel;

    private Turn(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Waits for the turn and does the work in it, which looks first whether another has done it meanwhile.
     *
     * @param file whose folder is there
     * @throws IOException what the work throws, if the file cannot be written, or the thread is interrupted meanwhile
     */
    public static void at(Path file, Uninterrupted.Writing work) throws IOException {
        Turn turn = at(file);
        try {
            work.write();
        } finally {
            turn.end();
        }
    }

    private static Turn at(Path file) throws IOException {
        Path real = LockedFiles.real(file);
        try {
            boolean said = false;
            while (true) {
                Optional<Turn> turn = attempt(real);
                if (turn.isPresent()) {
                    return turn.get();
                }
                if (!said) {
                    LOGGER.warn("another process is at the same: waiting for it to leave {}", file);
                    said = true;
                }
                Thread.sleep(EVERY_MILLIS);
            }
        } catch (InterruptedException | ClosedByInterruptException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while waiting for a turn at " + file);
        }
    }

    private static Optional<Turn> attempt(Path file) throws IOException {
        if (!LockedFiles.take(file)) {
            return Optional.empty();
        }
        Turn turn = null;
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                if (isLocked(channel, file) && isOfThisName(channel, file)) {
                    turn = new Turn(file, channel);
                }
            } finally {
                if (turn == null) {
                    channel.close();
                }
            }
        } finally {
            if (turn == null) {
                LockedFiles.giveBack(file);
            }
        }
        return Optional.ofNullable(turn);
    }

    private static boolean isLocked(FileChannel channel, Path file) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            // This process has it by another name.
            return false;
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            // Some network disks know no locks.
            LOGGER.warn("{} cannot be locked ({}): see that no other process makes the same", file, e.toString());
            return true;
        }
    }

    /**
     * Whether what is locked is still the file of this name, which whoever had the turn before may have deleted since it was
     * opened. It is told by a size that hardly another has: not every system has keys of files, and reading it would open it
     * a second time.
     */
    private static boolean isOfThisName(FileChannel channel, Path file) throws IOException {
        int mark = 1 + ThreadLocalRandom.current().nextInt(MOST_MARKS);
        channel.truncate(0);
        channel.write(ByteBuffer.allocate(1), mark - 1);
        try {
            return Files.size(file) == mark;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private void end() throws IOException {
        try {
            Files.deleteIfExists(file);
        } finally {
            try {
                channel.close();
            } finally {
                LockedFiles.giveBack(file);
            }
        }
    }
}
