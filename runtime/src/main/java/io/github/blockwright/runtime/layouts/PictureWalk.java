package io.github.blockwright.runtime.layouts;

import io.github.blockwright.runtime.files.FileNames;
import io.github.blockwright.runtime.pictures.PictureKind;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds the pictures below folders, each folder once however many links lead to it. A file is a picture if its name says so,
 * whatever it holds, since a broken picture is to be told and not lost; otherwise if its first bytes say so.
 */
final class PictureWalk {
    private static final Set<String> PICTURES =
            Set.of("jpg", "jpeg", "jpe", "jfif", "png", "apng", "gif", "bmp", "dib", "tif", "tiff", "webp");
    /** Raw photos are TIFF by their first bytes, but what can be read of them is a thumbnail. */
    private static final Set<String> OTHER_PICTURES = Set.of(
            "heic", "heif", "hif", "avif", "jxl", "jp2", "j2k", "psd", "svg", "ico", "tga", "exr", "hdr", "ppm", "pgm",
            "dng", "cr2", "cr3", "nef", "arw", "orf", "rw2", "raf", "pef", "srw", "dcm");

    private static final Set<String> OF_SYSTEMS = Set.of(
            "__macosx",
            "thumbs.db",
            "ehthumbs.db",
            "desktop.ini",
            "@eadir",
            "#recycle",
            "$recycle.bin",
            "system volume information",
            "lost+found",
            "icon\r");

    private static final String NO_PICTURES = "files that are no pictures";
    private static final String OTHER_KINDS = "pictures of kinds that are not read (save them as JPEG or PNG)";
    private static final String LINKS = "links to folders that are here already";

    private final PassedOver passedOver;
    private final Set<Object> entered = new HashSet<>();
    private final Set<Path> known = new HashSet<>();

    PictureWalk(PassedOver passedOver) {
        this.passedOver = passedOver;
    }

    /** What systems and programs put into folders and hide from people. */
    static boolean isHidden(Path path) {
        String name = path.getFileName() == null ? "" : path.getFileName().toString();
        return name.startsWith(".") || OF_SYSTEMS.contains(name.toLowerCase(Locale.ROOT));
    }

    static boolean isNamedLikeAPicture(String name) {
        return PICTURES.contains(extension(name));
    }

    /** The folders in a folder that are not hidden, by their names. */
    static List<Path> folders(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(child -> !isHidden(child))
                    .filter(Files::isDirectory)
                    .sorted()
                    .toList();
        }
    }

    /** The pictures that lie in a folder itself. */
    List<PictureFile> in(Path folder) throws IOException {
        return walk(folder, 1);
    }

    /** Says that a folder is looked through by somebody, so that a link to it from elsewhere is not followed. */
    void enter(Path folder) throws IOException {
        entered.add(key(folder, Files.readAttributes(folder, BasicFileAttributes.class)));
    }

    /** Says that a file is no picture, but not for nothing there. */
    void know(Path file) {
        known.add(file);
    }

    /** The pictures in a folder and in all below, by their paths. */
    List<PictureFile> below(Path folder) throws IOException {
        return walk(folder, Integer.MAX_VALUE);
    }

    private List<PictureFile> walk(Path folder, int depth) throws IOException {
        List<PictureFile> pictures = new ArrayList<>();
        Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), depth, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path at, BasicFileAttributes attributes) throws IOException {
                if (at.equals(folder)) {
                    entered.add(key(at, attributes));
                    return FileVisitResult.CONTINUE;
                }
                if (isHidden(at)) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                if (!entered.add(key(at, attributes))) {
                    passedOver.add(LINKS, FileNames.name(at));
                    return FileVisitResult.SKIP_SUBTREE;
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!attributes.isDirectory()
                        && !isHidden(file)
                        && !known.contains(file)
                        && isPicture(file, attributes)) {
                    pictures.add(new PictureFile(
                            file,
                            attributes.size(),
                            attributes.lastModifiedTime().toMillis()));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof FileSystemLoopException) {
                    passedOver.add(LINKS, FileNames.name(file));
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
        pictures.sort(Comparator.comparing(PictureFile::path));
        return pictures;
    }

    private boolean isPicture(Path file, BasicFileAttributes attributes) {
        String extension = extension(file.getFileName().toString());
        if (PICTURES.contains(extension)) {
            return true;
        }
        if (OTHER_PICTURES.contains(extension)) {
            passedOver.add(OTHER_KINDS, FileNames.name(file));
            return false;
        }
        try {
            if (attributes.isRegularFile() && PictureKind.ofNameless(file).isPresent()) {
                return true;
            }
            passedOver.add(NO_PICTURES, FileNames.name(file));
        } catch (IOException e) {
            passedOver.add("files that cannot be opened", FileNames.name(file));
        }
        return false;
    }

    private static String extension(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    /** The same for a folder whichever way led to it. */
    private static Object key(Path folder, BasicFileAttributes attributes) throws IOException {
        return attributes.fileKey() == null ? folder.toRealPath() : attributes.fileKey();
    }
}
