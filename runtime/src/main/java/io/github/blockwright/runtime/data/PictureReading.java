package io.github.blockwright.runtime.data;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How pictures of files are read; what is empty depends on what they are read for.
 *
 * @param workers threads that decode
 * @param cache the folder in which decoded pictures are kept
 * @param caches whether they are kept at all
 * @param onBadPicture what happens when one cannot be read
 */
record PictureReading(OptionalInt workers, Optional<Path> cache, boolean caches, Optional<OnBadPicture> onBadPicture) {
    static final PictureReading USUAL =
            new PictureReading(OptionalInt.empty(), Optional.empty(), true, Optional.empty());

    PictureReading withWorkers(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("There must be at least 1 worker, not " + number);
        }
        return new PictureReading(OptionalInt.of(number), cache, caches, onBadPicture);
    }

    PictureReading withCache(Optional<Path> folder) {
        return new PictureReading(workers, folder, folder.isPresent(), onBadPicture);
    }

    PictureReading withOnBadPicture(OnBadPicture policy) {
        return new PictureReading(workers, cache, caches, Optional.of(policy));
    }

    /** All cores but one, which is left to the thread that trains and feeds the engine; at least one. */
    int threads() {
        return workers.orElse(Math.max(1, Runtime.getRuntime().availableProcessors() - 1));
    }
}
