package io.github.blockwright.runtime.files;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Reads entries of a zip archive into memory, as long as all of them together are no larger than they can be. */
public final class ZipBudget {
    private final String most;
    private long left;

    /**
     * @param bytes of all entries that will be read
     * @param most what that is, for the message
     */
    public ZipBudget(long bytes, String most) {
        this.left = bytes;
        this.most = most;
    }

    /** @throws IOException if there is more in the entry, whatever it says of itself, or it is damaged */
    public byte[] read(ZipFile zip, ZipEntry entry) throws IOException {
        if (entry.getSize() > left) {
            throw exceeded(entry);
        }
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readNBytes((int) Math.min(left + 1, Integer.MAX_VALUE - 8));
            left -= bytes.length;
            if (left < 0) {
                throw exceeded(entry);
            }
            return bytes;
        }
    }

    private IOException exceeded(ZipEntry entry) {
        return new IOException("with " + entry.getName() + " its content is larger than " + most);
    }
}
