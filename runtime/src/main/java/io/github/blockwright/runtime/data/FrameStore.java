package io.github.blockwright.runtime.data;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decoded images in a file, which is written while the first epoch decodes them, and read from then on. For any threads. All
 * numbers are big-endian:
 *
 * <ol>
 *   <li>the eight letters {@code BWFRAM01}, the number of images, that of channels and the length of the identity (int32), and
 *       the identity (UTF-8): of which files, in which form;
 *   <li>for each image where its pixels are (int64), its height and width (int32), the CRC-32C of the pixels, and the one of
 *       all this and the image's number; zeros for an image that is not there yet;
 *   <li>the pixels, in the order in which they came.
 * </ol>
 *
 * <p>Nothing is believed that its checksum does not confirm: what is damaged counts as not there, and a file of other pictures
 * is begun anew. One process at a time writes, which a lock on the file decides; others read what they find.
 *
 * <p>It is read by position and not mapped: pages of a mapped file count as the process's own memory, and a file that somebody
 * cuts short would end the virtual machine.
 */
final class FrameStore implements Closeable {
    /** How the files' names end. */
    static final String SUFFIX = ".frames";

    private static final Logger LOGGER = LoggerFactory.getLogger(FrameStore.class);
    private static final byte[] MAGIC = "BWFRAM01".getBytes(StandardCharsets.US_ASCII);
    private static final int ENTRY = Long.BYTES + 4 * Integer.BYTES;

    private final Path path;
    private final int channels;
    private final AtomicLong room;
    private final RandomAccessFile file;
    private final int tableStart;
    private final long[] offsets;
    private final int[] heights;
    private final int[] widths;
    private final int[] sums;
    private final boolean owned;
    private long end;
    private boolean full;
    private boolean complained;
    private boolean closed;

    /**
     * Opens or begins a file.
     *
     * @param identity of the images
     * @param count how many there are
     * @param channels of each
     * @param room bytes that may still be written, shared with other files
     */
    FrameStore(Path path, String identity, int count, int channels, AtomicLong room) throws IOException {
        this.path = path;
        this.channels = channels;
        this.room = room;
        this.offsets = new long[count];
        this.heights = new int[count];
        this.widths = new int[count];
        this.sums = new int[count];
        byte[] header = header(identity, count, channels);
        this.tableStart = header.length;
        this.file = new RandomAccessFile(path.toFile(), "rw");
        try {
            this.owned = lock();
            if (startsWith(header)) {
                readTable();
            } else if (owned) {
                file.setLength(0);
                file.write(header);
                file.setLength(tableStart + (long) count * ENTRY);
            }
            this.end = file.length();
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** An image, if it is there and whole. */
    Optional<Frame> read(int image) {
        byte[] pixels;
        synchronized (this) {
            if (closed || offsets[image] == 0) {
                return Optional.empty();
            }
            pixels = new byte[heights[image] * widths[image] * channels];
            try {
                file.seek(offsets[image]);
                file.readFully(pixels);
            } catch (IOException e) {
                return damaged(image, e.toString());
            }
        }
        if (sum(pixels) != sums[image]) {
            return damaged(image, "a checksum is wrong");
        }
        return Optional.of(new Frame(heights[image], widths[image], pixels));
    }

    /** Keeps an image, if there is room and no other process writes. */
    synchronized void write(int image, Frame frame) {
        byte[] pixels = frame.pixels();
        if (closed || !owned || full || offsets[image] != 0) {
            return;
        }
        if (room.addAndGet(-pixels.length) < 0) {
            full = true;
            LOGGER.info("{} has reached its bound; the other pictures are decoded every time", path);
            return;
        }
        int sum = sum(pixels);
        try {
            // First the pixels, then where they are: what is cut off between the two was never there.
            file.seek(end);
            file.write(pixels);
            file.seek(tableStart + (long) image * ENTRY);
            file.write(entry(image, end, frame.height(), frame.width(), sum));
        } catch (IOException e) {
            full = true;
            LOGGER.warn(
                    "pictures are decoded every time from here on, for {} cannot be written: {}", path, e.toString());
            return;
        }
        set(image, end, frame.height(), frame.width(), sum);
        end += pixels.length;
    }

    /** Ends reading and writing; the file stays. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            try {
                file.close();
            } catch (IOException e) {
                LOGGER.warn("{} cannot be closed: {}", path, e.toString());
            }
        }
    }

    private boolean lock() throws IOException {
        try {
            // Held until the file is closed.
            FileLock lock = file.getChannel().tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private boolean startsWith(byte[] header) throws IOException {
        byte[] found = new byte[header.length];
        if (file.length() < tableStart + (long) offsets.length * ENTRY) {
            return false;
        }
        file.seek(0);
        file.readFully(found);
        return Arrays.equals(found, header);
    }

    private void readTable() throws IOException {
        byte[] table = new byte[Math.multiplyExact(offsets.length, ENTRY)];
        file.readFully(table);
        ByteBuffer entries = ByteBuffer.wrap(table);
        byte[] found = new byte[ENTRY];
        for (int image = 0; image < offsets.length; image++) {
            entries.get(image * ENTRY, found);
            ByteBuffer entry = ByteBuffer.wrap(found);
            long offset = entry.getLong();
            int height = entry.getInt();
            int width = entry.getInt();
            int sum = entry.getInt();
            if (offset > 0 && Arrays.equals(found, entry(image, offset, height, width, sum))) {
                set(image, offset, height, width, sum);
            }
        }
    }

    private void set(int image, long offset, int height, int width, int sum) {
        offsets[image] = offset;
        heights[image] = height;
        widths[image] = width;
        sums[image] = sum;
    }

    private synchronized Optional<Frame> damaged(int image, String reason) {
        offsets[image] = 0;
        if (!complained && !closed) {
            complained = true;
            LOGGER.info("{} is damaged ({}); what is damaged is decoded anew", path, reason);
        }
        return Optional.empty();
    }

    private static byte[] header(String identity, int count, int channels) {
        byte[] text = identity.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(MAGIC.length + 3 * Integer.BYTES + text.length)
                .put(MAGIC)
                .putInt(count)
                .putInt(channels)
                .putInt(text.length)
                .put(text)
                .array();
    }

    private static byte[] entry(int image, long offset, int height, int width, int sum) {
        ByteBuffer entry = ByteBuffer.allocate(ENTRY)
                .putLong(offset)
                .putInt(height)
                .putInt(width)
                .putInt(sum);
        CRC32C all = new CRC32C();
        all.update(entry.array(), 0, entry.position());
        all.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, image));
        return entry.putInt((int) all.getValue()).array();
    }

    private static int sum(byte[] pixels) {
        CRC32C sum = new CRC32C();
        sum.update(pixels);
        return (int) sum.getValue();
    }
}
