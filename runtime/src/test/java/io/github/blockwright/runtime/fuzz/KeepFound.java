package io.github.blockwright.runtime.fuzz;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Keeps what fuzzing has found as archives that every build reads: all that was a mistake, and of what reached new code the
 * shortest. The arguments are the folder that {@link FuzzTest} works in and that of the archives.
 */
final class KeepFound {
    /** What the names of seeds, and of what was kept before, begin with in the folder of a target. */
    static final String SEED = "seed-";

    static final String KEPT = "kept-";

    private static final int MOST = 25;
    private static final long LONGEST = 1500;

    private KeepFound() {}

    public static void main(String... arguments) throws IOException {
        Path found = Path.of(arguments[0]);
        Path resources = Files.createDirectories(Path.of(arguments[1]));
        for (FuzzTarget target : FuzzTarget.values()) {
            List<Path> kept = new ArrayList<>(files(found, target + "-"));
            Path corpus = found.resolve(target.name());
            if (Files.isDirectory(corpus)) {
                kept.addAll(files(corpus, KEPT));
                List<Path> all = files(corpus, "");
                all.removeIf(file -> file.getFileName().toString().startsWith(SEED)
                        || file.getFileName().toString().startsWith(KEPT)
                        || file.toFile().length() > LONGEST);
                all.sort(Comparator.comparingLong((Path file) -> file.toFile().length())
                        .thenComparing(Path::getFileName));
                kept.addAll(all.subList(0, Math.min(Math.max(0, MOST - kept.size()), all.size())));
            }
            Path archive = resources.resolve(target.name().toLowerCase(Locale.ROOT) + ".zip");
            try (OutputStream out = Files.newOutputStream(archive);
                    ZipOutputStream zip = new ZipOutputStream(out)) {
                for (Path file : kept) {
                    ZipEntry entry = new ZipEntry(file.getFileName().toString());
                    entry.setTime(0);
                    zip.putNextEntry(entry);
                    Files.copy(file, zip);
                }
            }
        }
    }

    private static List<Path> files(Path folder, String prefix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return new ArrayList<>(files.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .toList());
        }
    }
}
