package io.github.blockwright.runtime.layouts;

import io.github.blockwright.runtime.files.FileNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the pictures that an index names: by the path beside the index; else by as much of the end of the path as there is
 * below the index's folder, so that paths of another machine do; the ending may be left out. Umlauts may be written either
 * way.
 */
final class PictureLookup {
    private final Path folder;
    private final Optional<Path> bounds;
    private final Map<String, PictureFile> byPath = new HashMap<>();
    private final Map<String, List<PictureFile>> byName = new HashMap<>();
    private final Map<PictureFile, String> paths = new HashMap<>();
    private final Set<PictureFile> used = new HashSet<>();

    /** @param pictures all below the folder */
    PictureLookup(Path folder, List<PictureFile> pictures) {
        this.folder = folder;
        this.bounds = Unpacked.around(folder);
        for (PictureFile picture : pictures) {
            String path = key(FileNames.text(folder.relativize(picture.path())));
            paths.put(picture, path);
            byPath.put(path, picture);
            byPath.putIfAbsent(withoutEnding(path), picture);
            String name = path.substring(path.lastIndexOf('/') + 1);
            byName.computeIfAbsent(name, n -> new ArrayList<>()).add(picture);
            if (!withoutEnding(name).equals(name)) {
                byName.computeIfAbsent(withoutEnding(name), n -> new ArrayList<>())
                        .add(picture);
            }
        }
    }

    /**
     * The picture of a name.
     *
     * @param part where to look first if several have the name
     * @return nothing if there is none
     * @throws IOException if several could be meant, or it leads out of the archive that the index came with; the message
     *     says what to do
     */
    Optional<PictureFile> find(String name, Optional<Part> part) throws IOException {
        Optional<PictureFile> found = Optional.ofNullable(byPath.get(key(name))).or(() -> elsewhere(name));
        boolean leadsOut = found.filter(this::isOut).isPresent();
        if (found.isEmpty() || leadsOut) {
            found = byName(key(name), part);
        }
        if (found.isEmpty() && leadsOut) {
            throw new IOException("it names " + name + ", which is outside of " + bounds.get()
                    + ", the archive that the index came with: give a path within it or, if you trust the index, copy it to"
                    + " a folder of your own and name that copy");
        }
        found.ifPresent(used::add);
        return found;
    }

    /** The path below the folder, with slashes. */
    Optional<String> path(PictureFile picture) {
        return Optional.ofNullable(paths.get(picture));
    }

    /** How many pictures of the folder nobody asked for. */
    int unused() {
        return (int) paths.keySet().stream()
                .filter(picture -> !used.contains(picture))
                .count();
    }

    private Optional<PictureFile> byName(String wanted, Optional<Part> part) throws IOException {
        List<PictureFile> candidates = byName.getOrDefault(wanted.substring(wanted.lastIndexOf('/') + 1), List.of());
        if (candidates.size() > 1) {
            candidates = closest(candidates, wanted);
        }
        if (candidates.size() > 1 && part.isPresent()) {
            List<PictureFile> ofPart = candidates.stream()
                    .filter(picture -> topPart(picture).equals(part))
                    .toList();
            candidates = ofPart.isEmpty() ? candidates : ofPart;
        }
        if (candidates.size() > 1) {
            throw new IOException("it names " + wanted + ", which could be "
                    + candidates.get(0).path() + " or " + candidates.get(1).path()
                    + ": give the path from the index's folder");
        }
        return candidates.stream().findFirst();
    }

    private Optional<Part> topPart(PictureFile picture) {
        String path = paths.get(picture);
        return Part.within(path.substring(0, Math.max(0, path.indexOf('/'))));
    }

    /** Those that have the longest end in common with what is wanted. */
    private List<PictureFile> closest(List<PictureFile> candidates, String wanted) {
        int most = 0;
        List<PictureFile> best = new ArrayList<>();
        for (PictureFile candidate : candidates) {
            int common = commonEnd(withoutEnding(paths.get(candidate)), withoutEnding(wanted));
            if (common > most) {
                best.clear();
                most = common;
            }
            if (common == most) {
                best.add(candidate);
            }
        }
        return best;
    }

    private static int commonEnd(String one, String other) {
        String[] a = one.split("/", -1);
        String[] b = other.split("/", -1);
        int common = 0;
        while (common < Math.min(a.length, b.length) && a[a.length - 1 - common].equals(b[b.length - 1 - common])) {
            common++;
        }
        return common;
    }

    /** Beside the folder, by {@code ../} or an absolute path. */
    private Optional<PictureFile> elsewhere(String name) {
        try {
            Path path = FileNames.resolve(folder, name.replace('\\', '/')).normalize();
            if (Files.isRegularFile(path)) {
                return Optional.of(new PictureFile(
                        path, Files.size(path), Files.getLastModifiedTime(path).toMillis()));
            }
        } catch (InvalidPathException | IOException e) {
            // Then it is not there.
        }
        return Optional.empty();
    }

    /** Whoever packed the index did not mean files of this machine, or has no business with them. */
    private boolean isOut(PictureFile picture) {
        return bounds.isPresent()
                && !picture.path().toAbsolutePath().normalize().startsWith(bounds.get());
    }

    private static String key(String path) {
        String slashes = path.replace('\\', '/');
        String plain = slashes.startsWith("./") ? slashes.substring(2) : slashes;
        return Normalizer.normalize(plain, Normalizer.Form.NFC);
    }

    private static String withoutEnding(String path) {
        return PictureWalk.isNamedLikeAPicture(path) ? path.substring(0, path.lastIndexOf('.')) : path;
    }
}
