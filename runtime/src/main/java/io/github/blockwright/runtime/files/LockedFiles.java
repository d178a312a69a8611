package io.github.blockwright.runtime.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The files that a thread of this process has locked or tries to. A system that closes any channel on a file may give up all
 * locks that the process has on it, so no other thread may open it meanwhile, not even to find out that it is locked.
 */
public final class LockedFiles {
    private static final Set<Path> TAKEN = ConcurrentHashMap.newKeySet();

    private LockedFiles() {}

    /** {@return the one name of a file, whose folder is there, for whoever gets there by a link too} */
    public static Path real(Path file) throws IOException {
        return file.toAbsolutePath().getParent().toRealPath().resolve(file.getFileName());
    }

    /** Whether nobody in this process had the file; then the caller has it, until it is {@linkplain #giveBack given back}. */
    public static boolean take(Path real) {
        return TAKEN.add(real);
    }

    /** After the channel is closed. */
    public static void giveBack(Path real) {
        TAKEN.remove(real);
    }
}
