package io.github.blockwright.runtime.testing.disk;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/**
 * The machine's files, of which an operation that changes something can be made to fail: the creation of a file or folder, a
 * write, a force, a move or a removal. What is only read never fails.
 */
public final class FailingDisk {
    private final FailingFileSystem files = new FailingFileSystem(this);
    private int operations;
    private int failAt;
    private boolean lasting;
    private Reason reason = Reason.NO_SPACE;
    private String failed = "";

    /** What a system says of a disk, and what Blockwright makes of it. */
    public enum Reason {
        NO_SPACE("No space left on device", "there is no space left on the disk"),
        QUOTA("Disk quota exceeded", "the quota of the disk is used up"),
        DENIED("Permission denied", "access is denied"),
        READ_ONLY("Read-only file system", "the disk is read-only"),
        BROKEN("Input/output error", "the disk has an error");

        private final String said;
        private final String told;

        Reason(String said, String told) {
            this.said = said;
            this.told = told;
        }

        /** What a user is told. */
        public String told() {
            return told;
        }

        private IOException of(Path file, boolean isOpen) {
            // Java knows the name of a file no more once it is open.
            if (isOpen) {
                return new IOException(said);
            }
            return this == DENIED
                    ? new AccessDeniedException(file.toString())
                    : new FileSystemException(file.toString(), null, said);
        }
    }

    /** The same path on this disk. */
    public Path path(Path real) {
        return FailingPath.of(real, files);
    }

    /**
     * Lets an operation fail, counted from now on.
     *
     * @param operation from 1
     * @param lasts whether all that follow fail too
     */
    public synchronized void failAt(int operation, boolean lasts, Reason because) {
        operations = 0;
        failAt = operation;
        lasting = lasts;
        reason = because;
        failed = "";
    }

    /** Lets nothing fail any more. */
    public synchronized void heal() {
        failAt = 0;
    }

    /** What failed first, and where; empty if nothing has. */
    public synchronized String failed() {
        return failed;
    }

    /** Before something is changed. */
    synchronized void operation(String what, Path file, boolean isOpen) throws IOException {
        operations++;
        if (failAt > 0 && (operations == failAt || (lasting && operations > failAt))) {
            if (failed.isEmpty()) {
                failed = what + " " + file;
            }
            throw reason.of(file, isOpen);
        }
    }
}
