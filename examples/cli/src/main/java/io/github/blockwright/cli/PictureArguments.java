package io.github.blockwright.cli;

import io.github.blockwright.runtime.files.FileNames;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which pictures: files, folders with all that is in them, patterns, standard input, and lists of these.
 *
 * @param names files, folders and patterns, or {@code -} for one picture's bytes on standard input
 * @param list a file with more of them, one a line; {@code -} for standard input, empty for none
 */
record PictureArguments(List<String> names, Optional<String> list) {
    private static final String STANDARD_INPUT = "-";

    /**
     * A picture to be read when its turn comes, or something that turns out to be none.
     *
     * @param name what it is called in answers
     */
    record Found(String name, Content content) {
        static Found file(Path file) {
            return new Found(FileNames.text(file), new InFile(file));
        }

        static Found nothing(String name, String reason) {
            return new Found(name, new Nothing(name + ": " + reason));
        }

        /**
         * Has the picture read.
         *
         * @throws IOException if there is no such picture, or it cannot be read; the message says what is wrong
         */
        <T> T read(Reader<Path, T> files, Reader<InputStream, T> streams) throws IOException {
            if (content instanceof InFile file) {
                return files.read(file.path());
            }
            if (content instanceof InStream stream) {
                return streams.read(stream.in());
            }
            throw new IOException(((Nothing) content).reason());
        }
    }

    /** Where a picture is. */
    sealed interface Content {}

    /** In a file, which may turn out to be no picture. */
    record InFile(Path path) implements Content {}

    /** In a stream, which is read once and stays open. */
    record InStream(InputStream in) implements Content {}

    /** Nowhere. */
    record Nothing(String reason) implements Content {}

    /** Reads a picture. */
    @FunctionalInterface
    interface Reader<F, T> {
        /** @throws IOException if it cannot be read; the message says what is wrong */
        T read(F from) throws IOException;
    }

    /** Whether it can be no more than one picture, which may then have all cores for itself. */
    boolean isOne() {
        if (list.isPresent() || names.size() != 1) {
            return false;
        }
        try {
            return names.get(0).equals(STANDARD_INPUT) || Files.isRegularFile(Path.of(names.get(0)));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /**
     * All of them in the order of the arguments, a folder's by name. What an argument names is looked for when it is its
     * turn; names from standard input are read one by one.
     *
     * @return to be closed
     * @throws IllegalArgumentException if there are none, or standard input is to be two things
     * @throws IOException if the list cannot be read
     */
    Stream<Found> find(InputStream standardInput) throws IOException {
        if (names.isEmpty() && list.isEmpty()) {
            throw new IllegalArgumentException(
                    "Which pictures? Name files, folders or patterns, or - for one on standard"
                            + " input; or add --files-from FILE");
        }
        if (list.equals(Optional.of(STANDARD_INPUT)) && names.contains(STANDARD_INPUT)) {
            throw new IllegalArgumentException(
                    "Standard input is either a picture or a list of names: leave out one -");
        }
        Stream<String> all = list.isEmpty() ? names.stream() : Stream.concat(names.stream(), listed(standardInput));
        return all.flatMap(name -> find(name, standardInput));
    }

    private Stream<String> listed(InputStream standardInput) throws IOException {
        String file = list.orElseThrow();
        InputStream in = file.equals(STANDARD_INPUT) ? standardInput : Files.newInputStream(Path.of(file));
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                .lines()
                .filter(line -> !line.isBlank())
                .onClose(() -> close(in, standardInput));
    }

    private static void close(InputStream in, InputStream standardInput) {
        if (in != standardInput) {
            try {
                in.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static Stream<Found> find(String name, InputStream standardInput) {
        if (name.equals(STANDARD_INPUT)) {
            return Stream.of(new Found(name, new InStream(standardInput)));
        }
        try {
            Path path = Path.of(name);
            if (Files.isDirectory(path)) {
                return PictureSearch.folder(path);
            }
            return !Files.exists(path) && name.matches(".*[*?\\[{].*")
                    ? PictureSearch.pattern(name)
                    : Stream.of(Found.file(path));
        } catch (InvalidPathException e) {
            // A pattern's characters are no file's on Windows.
            return name.matches(".*[*?].*")
                    ? PictureSearch.pattern(name)
                    : Stream.of(Found.nothing(name, "it is no valid path: " + e.getReason()));
        }
    }
}
