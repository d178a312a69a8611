package io.github.blockwright.runtime.data;

import io.github.blockwright.runtime.files.AtomicFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pictures of a data set that cannot be read: which, why, and whether there are too many to go on. For any threads. */
final class BadPictures {
    private static final Logger LOGGER = LoggerFactory.getLogger(BadPictures.class);
    private static final int ALWAYS_TOLERATED = 10;
    private static final int SHOWN = 10;

    private final OnBadPicture policy;
    private final int all;
    private final Map<String, String> reasons = new ConcurrentHashMap<>();

    /**
     * None yet.
     *
     * @param all how many pictures there are
     */
    BadPictures(OnBadPicture policy, int all) {
        this.policy = policy;
        this.all = all;
    }

    /** @throws SkippedPictureException if this picture is known to be bad */
    void requireUnknown(String name) throws SkippedPictureException {
        String reason = reasons.get(name);
        if (reason != null) {
            throw new SkippedPictureException(reason);
        }
    }

    /**
     * What to throw for a picture that cannot be read.
     *
     * @param name by which it is listed
     */
    IOException refused(String name, IOException failure) {
        String reason = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        if (policy == OnBadPicture.FAIL) {
            return new IOException(
                    reason + "; or leave out what cannot be read (--on-bad-picture skip, Pictures.onBadPicture)",
                    failure);
        }
        if (reasons.putIfAbsent(name, reason) == null) {
            LOGGER.warn("left out: {}", reason);
        }
        if (reasons.size() > most()) {
            return new IOException(
                    reasons.size() + " of " + all + " pictures cannot be read, and at most " + most()
                            + " may be left out:\n"
                            + sorted().stream().limit(SHOWN).collect(Collectors.joining("\n"))
                            + (reasons.size() > SHOWN ? "\n..." : ""),
                    failure);
        }
        return new SkippedPictureException(reason);
    }

    int count() {
        return reasons.size();
    }

    /** The reasons, which name the pictures, in the order of the names. */
    List<String> sorted() {
        return reasons.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Writes the names and reasons, or removes what an earlier run has written where there are none. */
    void write(Path file) throws IOException {
        if (reasons.isEmpty()) {
            Files.deleteIfExists(file);
            return;
        }
        List<String> lines = reasons.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(bad -> bad.getKey() + "\t" + bad.getValue().replaceAll("\\R", " "))
                .toList();
        AtomicFiles.write(file, part -> Files.write(part, lines));
    }

    /** How many were left out, for people; empty if none were. */
    Optional<String> summary(Optional<Path> file) {
        if (reasons.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of((reasons.size() == 1 ? "1 picture" : reasons.size() + " pictures") + " of " + all
                + " could not be read and " + (reasons.size() == 1 ? "was" : "were") + " left out: "
                + file.map(Path::toString).orElseGet(() -> String.join("; ", sorted())));
    }

    private int most() {
        return Math.max(ALWAYS_TOLERATED, (all + 99) / 100 - 1);
    }
}
