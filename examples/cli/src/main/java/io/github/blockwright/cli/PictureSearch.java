package io.github.blockwright.cli;

import io.github.blockwright.cli.PictureArguments.Found;
import io.github.blockwright.runtime.files.FileNames;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** Looks for pictures in folders, at any depth and through links, but not at what is hidden. */
final class PictureSearch extends SimpleFileVisitor<Path> {
    private static final List<String> ENDINGS =
            List.of("jpg", "jpeg", "jpe", "jfif", "png", "apng", "gif", "bmp", "dib", "tif", "tiff", "webp");

    private final Path start;
    private final Predicate<Path> wanted;
    private final Map<Path, Found> found = new TreeMap<>();

    private PictureSearch(Path start, Predicate<Path> wanted) {
        this.start = start;
        this.wanted = wanted;
    }

    /** All files in a folder that are named like pictures, by their names; or one thing that says that there are none. */
    static Stream<Found> folder(Path folder) {
        return search(folder, FileNames.text(folder), PictureSearch::isNamedLikeAPicture, "there are no pictures in it");
    }

    /** All files that are named like a pattern, as {@code java.nio.file.FileSystem#getPathMatcher} has it. */
    static Stream<Found> pattern(String pattern) {
        String text = File.separatorChar == '\\' ? pattern.replace('\\', '/') : pattern;
        int wild = 0;
        while (wild < text.length() && "*?[{".indexOf(text.charAt(wild)) < 0) {
            wild++;
        }
        int slash = text.lastIndexOf('/', wild);
        Path start = Path.of(slash < 0 ? "" : text.substring(0, slash + 1));
        try {
            return search(
                    start,
                    pattern,
                    FileSystems.getDefault().getPathMatcher("glob:" + text)::matches,
                    "no file is named like that");
        } catch (PatternSyntaxException e) {
            return Stream.of(Found.nothing(pattern, "it is no pattern: " + e.getDescription()));
        }
    }

    private static Stream<Found> search(Path start, String name, Predicate<Path> wanted, String otherwise) {
        PictureSearch search = new PictureSearch(start, wanted);
        try {
            Files.walkFileTree(start, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, search);
        } catch (IOException e) {
            return Stream.of(Found.nothing(name, "it cannot be looked through: " + e.getMessage()));
        }
        return search.found.isEmpty()
                ? Stream.of(Found.nothing(name, otherwise))
                : search.found.values().stream();
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        return isHidden(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (attributes.isRegularFile() && !isHidden(file) && wanted.test(file)) {
            found.put(file, Found.file(file));
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path path, IOException e) {
        if (!(e instanceof FileSystemLoopException) && !path.equals(start)) {
            found.put(path, Found.nothing(FileNames.text(path), "it cannot be looked through: " + e));
        }
        return FileVisitResult.CONTINUE;
    }

    /** A name that begins with a dot, or what macOS leaves beside the files of an archive; whatever the start is called. */
    private boolean isHidden(Path path) {
        String name = path.getFileName() == null ? "" : path.getFileName().toString();
        return !path.equals(start) && (name.startsWith(".") || name.equals("__MACOSX"));
    }

    private static boolean isNamedLikeAPicture(Path path) {
        String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
        return ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1));
    }
}
