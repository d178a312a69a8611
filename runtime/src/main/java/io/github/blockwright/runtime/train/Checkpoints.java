package io.github.blockwright.runtime.train;

import ai.djl.MalformedModelException;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last checkpoints of a run: {@code checkpoint.zip} is the newest, {@code checkpoint-1.zip} the one before, and so on. A
 * new one is whole before the others make room for it.
 */
record Checkpoints(Path directory) {
    private static final Logger LOGGER = LoggerFactory.getLogger(Checkpoints.class);
    private static final String NEWEST = "checkpoint.zip";
    private static final String DAMAGED = "checkpoint-damaged.zip";
    private static final Pattern OLDER = Pattern.compile("checkpoint-([1-9]\\d{0,3})\\.zip");

    /** The newest one, whether it is there or not. */
    Path newest() {
        return file(0);
    }

    private Path file(int age) {
        return directory.resolve(age == 0 ? NEWEST : "checkpoint-" + age + ".zip");
    }

    /** Those that are there, the newest first. */
    List<Path> all() {
        List<Integer> ages = new ArrayList<>();
        if (Files.exists(newest())) {
            ages.add(0);
        }
        try (Stream<Path> files = Files.list(directory)) {
            files.forEach(file -> age(file).ifPresent(ages::add));
        } catch (IOException e) {
            // Where there is no folder there are none.
        }
        return ages.stream().sorted().map(this::file).toList();
    }

    private static Optional<Integer> age(Path file) {
        Matcher older = OLDER.matcher(file.getFileName().toString());
        return older.matches() ? Optional.of(Integer.parseInt(older.group(1))) : Optional.empty();
    }

    /**
     * Writes a new one and drops those that are too old.
     *
     * @param keep how many there are to be
     */
    void write(Checkpoint checkpoint, NDList arrays, NetworkBlock<?, ?> block, int keep) throws IOException {
        new CheckpointFile(newest()).write(checkpoint, arrays, block, () -> age(keep));
        for (Path file : all()) {
            if (age(file).orElse(0) >= keep) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Makes each one older by one, so that the name of the newest is free. */
    private void age(int keep) throws IOException {
        List<Path> files = all();
        for (int i = files.size() - 1; i >= 0; i--) {
            int age = age(files.get(i)).orElse(0);
            if (age < keep - 1) {
                Files.move(
                        files.get(i),
                        file(age + 1),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /**
     * The newest one that is whole. Newer ones that are not are moved aside, so that they never push out a good one.
     *
     * @param told hears of those, a line for people
     * @return empty if there are none
     * @throws TrainingException if none is whole
     */
    Optional<CheckpointFile.Content> newestWhole(NDManager manager, Consumer<String> told) {
        List<Path> files = all();
        List<String> damaged = new ArrayList<>();
        for (Path file : files) {
            try {
                CheckpointFile.Content content = new CheckpointFile(file).read(manager);
                if (!file.equals(newest())) {
                    told.accept(String.join("; ", damaged.isEmpty() ? List.of(newest() + " is missing") : damaged)
                            + ": going on from the one before, " + file.getFileName());
                }
                for (Path newer : files.subList(0, files.indexOf(file))) {
                    Files.move(newer, directory.resolve(DAMAGED), StandardCopyOption.REPLACE_EXISTING);
                }
                return Optional.of(content);
            } catch (IOException e) {
                damaged.add(file + " is not a whole checkpoint (" + e.getMessage() + ")");
            }
        }
        if (damaged.isEmpty()) {
            return Optional.empty();
        }
        throw new TrainingException(
                String.join("; ", damaged) + ": delete " + (damaged.size() == 1 ? "it" : "them") + " to start anew");
    }

    /**
     * Lets a block adopt the conventions of the newest one that has them.
     *
     * @throws MalformedModelException if they are of another table; the message says which
     */
    boolean adoptConventions(NetworkBlock<?, ?> block) throws MalformedModelException {
        for (Path file : all()) {
            try {
                if (new CheckpointFile(file).adoptConventions(block)) {
                    return true;
                }
            } catch (IOException e) {
                LOGGER.debug("{} has no conventions to adopt; it is told of when it is read as a whole", file, e);
            }
        }
        return false;
    }
}
