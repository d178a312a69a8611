package io.github.blockwright.runtime.data;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How pictures of files are read; what is empty depends on what they are read for.
 *
 * @param workers threads that decode
 * @param cache the folder in which decoded pictures are kept
 * @param caches whether they are kept in files at all
 * @param memory bytes that a part may take to be kept in memory
 * @param onBadPicture what happens when one cannot be read
 */
record PictureReading(
        OptionalInt workers,
        Optional<Path> cache,
        boolean caches,
        OptionalLong memory,
        Optional<OnBadPicture> onBadPicture) {
    static final PictureReading USUAL =
            new PictureReading(OptionalInt.empty(), Optional.empty(), true, OptionalLong.empty(), Optional.empty());

    private static final int MOST_WORKERS = 1024;
    private static final long MOST_MEMORY = 256L << 20;
    private static final int SHARE_OF_HEAP = 8;

    PictureReading withWorkers(int number) {
        if (number < 1 || number > MOST_WORKERS) {
            throw new IllegalArgumentException("There must be 1 to " + MOST_WORKERS + " workers, not " + number);
        }
        return new PictureReading(OptionalInt.of(number), cache, caches, memory, onBadPicture);
    }

    PictureReading withCache(Optional<Path> folder) {
        return new PictureReading(workers, folder, folder.isPresent(), memory, onBadPicture);
    }

    PictureReading withMemory(long bytes) {
        return new PictureReading(workers, cache, caches, OptionalLong.of(bytes), onBadPicture);
    }

    PictureReading withOnBadPicture(OnBadPicture policy) {
        return new PictureReading(workers, cache, caches, memory, Optional.of(policy));
    }

    /** All cores but one, which is left to the thread that trains and feeds the engine; at least one. */
    int threads() {
        return workers.orElse(Math.max(1, Runtime.getRuntime().availableProcessors() - 1));
    }

    /** An eighth of the heap, at most 256 MB: what CIFAR-10 takes, and a few thousand small photos. */
    long bytesInMemory() {
        return memory.orElse(Math.min(MOST_MEMORY, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP));
    }
}
