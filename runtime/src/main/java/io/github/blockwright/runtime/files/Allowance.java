package io.github.blockwright.runtime.files;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream of which so many bytes may be read, or passed over, before somebody allows more. */
final class Allowance extends FilterInputStream {
    private long left = Long.MAX_VALUE;

    Allowance(InputStream in) {
        super(in);
    }

    /** From here on, so many. */
    void allow(long bytes) {
        left = bytes;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        take(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        int read = super.read(target, from, length);
        take(Math.max(0, read));
        return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
        long skipped = super.skip(bytes);
        take(skipped);
        return skipped;
    }

    private void take(long bytes) throws IOException {
        left -= bytes;
        if (left < 0) {
            throw new IOException("a name or what else stands in front of a file is above " + FileLimit.ARCHIVE_HEADER);
        }
    }
}
