package io.github.blockwright.runtime.layouts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes folders of files that begin as pictures do, and says what was found in them. */
final class Folders {
    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 0, 16, 'J', 'F', 'I', 'F', 0
    };

    private final Path root;

    Folders(Path root) {
        this.root = root;
    }

    /** Files with the content of a picture at these paths. */
    Folders pictures(String... paths) {
        for (String path : paths) {
            write(path, JPEG);
        }
        return this;
    }

    /** A file of this text. */
    Folders text(String path, String text) {
        write(path, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    private void write(String path, byte[] content) {
        try {
            Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From each part to its pictures, each as {@code path=labels}. */
    static Map<Part, List<String>> files(FoundPictures found) {
        Map<Part, List<String>> parts = new TreeMap<>();
        found.parts()
                .forEach((part, pictures) -> parts.put(
                        part,
                        IntStream.range(0, pictures.size())
                                .mapToObj(i -> path(found, pictures.files().get(i)) + "="
                                        + String.join(
                                                "|",
                                                labels(found, pictures.labels().get(i))))
                                .toList()));
        return parts;
    }

    private static String path(FoundPictures found, PictureFile picture) {
        Path folder =
                Files.isDirectory(found.place()) ? found.place() : found.place().getParent();
        return folder.relativize(picture.path()).toString().replace('\\', '/');
    }

    private static List<String> labels(FoundPictures found, int[] labels) {
        return IntStream.of(labels).mapToObj(found.classes()::get).toList();
    }

    static String[] numbered(String folder, int count) {
        return Stream.iterate(1, i -> i + 1)
                .limit(count)
                .map(i -> folder + "/" + i + ".jpg")
                .toArray(String[]::new);
    }
}
