package io.github.blockwright.cli;

import ai.djl.modality.Classifications;
import io.github.blockwright.runtime.serve.Classifier;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * Which pictures: files, folders with all that is in them, patterns, standard input, and lists of these.
 *
 * @param names files, folders and patterns, or {@code -} for one picture's bytes on standard input
 * @param list a file with more of them, one a line; {@code -} for standard input, empty for none
 */
record PictureArguments(List<String> names, Optional<String> list) {
    private static final String STANDARD_INPUT = "-";
    private static final List<String> ENDINGS =
            List.of("jpg", "jpeg", "jpe", "jfif", "png", "apng", "gif", "bmp", "dib", "tif", "tiff", "webp");

    /**
     * A picture to be read when its turn comes, or something that turns out to be none.
     *
     * @param name what it is called in answers
     */
    record Found(String name, Question question) {}

    /** Has a picture classified. */
    @FunctionalInterface
    interface Question {
        /** @throws IOException if there is no such picture, or it cannot be read; the message says what is wrong */
        Classifications ask(Classifier classifier) throws IOException;
    }

    /** Whether it can be no more than one picture, which may then have all cores for itself. */
    boolean isOne() {
        return list.isEmpty()
                && names.size() == 1
                && (names.get(0).equals(STANDARD_INPUT) || Files.isRegularFile(Path.of(names.get(0))));
    }

    /**
     * All of them in the order of the arguments, a folder's by name. What an argument names is looked for when it is its
     * turn; names from standard input are read one by one.
     *
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
        BufferedReader lines = list.get().equals(STANDARD_INPUT)
                ? new BufferedReader(new InputStreamReader(standardInput, Charset.defaultCharset()))
                : Files.newBufferedReader(Path.of(list.get()));
        return lines.lines().filter(line -> !line.isBlank());
    }

    private static Stream<Found> find(String name, InputStream standardInput) {
        if (name.equals(STANDARD_INPUT)) {
            return Stream.of(new Found(name, classifier -> classifier.classify(standardInput)));
        }
        try {
            Path path = Path.of(name);
            if (Files.isDirectory(path)) {
                return folder(path);
            }
            if (!Files.exists(path) && name.matches(".*[*?\\[{].*")) {
                return pattern(name);
            }
            return Stream.of(file(path));
        } catch (InvalidPathException e) {
            // A pattern's characters are no file's on Windows.
            return name.matches(".*[*?].*") ? pattern(name) : nothing(name, "it is no valid path: " + e.getReason());
        }
    }

    private static Found file(Path file) {
        return new Found(file.toString(), classifier -> classifier.classify(file));
    }

    private static Stream<Found> nothing(String name, String reason) {
        return Stream.of(new Found(name, classifier -> {
            throw new IOException(name + ": " + reason);
        }));
    }

    private static Stream<Found> folder(Path folder) {
        return walk(folder, folder.toString(), path -> isNamedLikeAPicture(path), "there are no pictures in it");
    }

    private static Stream<Found> pattern(String pattern) {
        String text = pattern.replace('\\', '/');
        int wild = 0;
        while (wild < text.length() && "*?[{".indexOf(text.charAt(wild)) < 0) {
            wild++;
        }
        int slash = text.lastIndexOf('/', wild);
        Path start = Path.of(slash < 0 ? "" : text.substring(0, slash + 1));
        try {
            PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + text);
            return walk(start, pattern, path -> matcher.matches(path), "no file is named like that");
        } catch (PatternSyntaxException e) {
            return nothing(pattern, "it is no pattern: " + e.getDescription());
        }
    }

    private interface Choice {
        boolean takes(Path path);
    }

    private static Stream<Found> walk(Path start, String name, Choice choice, String otherwise) {
        if (!Files.isDirectory(start.toString().isEmpty() ? Path.of(".") : start)) {
            return nothing(name, otherwise);
        }
        List<Path> files;
        try (Stream<Path> all = Files.walk(start)) {
            files = all.filter(path -> !isHidden(start, path))
                    .filter(choice::takes)
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            return nothing(name, "it cannot be looked through: " + e.getMessage());
        }
        return files.isEmpty() ? nothing(name, otherwise) : files.stream().map(PictureArguments::file);
    }

    /** Below the start, a name that begins with a dot, or what macOS leaves beside the files of an archive. */
    private static boolean isHidden(Path start, Path path) {
        for (Path part : start.toString().isEmpty() ? path : start.relativize(path)) {
            String name = part.toString();
            if ((name.startsWith(".") && name.length() > 1 && !name.equals("..")) || name.equals("__MACOSX")) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNamedLikeAPicture(Path path) {
        String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
        return ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1));
    }
}
