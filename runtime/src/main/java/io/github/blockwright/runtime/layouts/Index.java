package io.github.blockwright.runtime.layouts;

import io.github.blockwright.runtime.files.FileNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The labels of a folder's pictures by one index file, or by one for each part: {@code train.csv}, {@code val.csv}. A row's
 * part is that of its own column, else of the file's name, else of the folder that the pictures lie in, else the one to train
 * on.
 */
final class Index {
    private final Path folder;
    private final List<IndexFile> files;

    private Index(Path folder, List<IndexFile> files) {
        this.folder = folder;
        this.files = files;
    }

    /** Whether a folder has an index in it. */
    static boolean isIn(Path folder) throws IOException {
        for (Path file : candidates(folder)) {
            if (IndexFile.unclear(file).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** One file that somebody named. */
    static Index of(Path file) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        Path folder = file.getParent() == null ? parent : file.getParent();
        return new Index(folder, List.of(IndexFile.read(file)));
    }

    /**
     * Those of a folder.
     *
     * @throws IOException if it is not clear which of several is meant, or one breaks its format
     */
    static Index in(Path folder, PassedOver passedOver) throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path file : candidates(folder)) {
            Optional<String> unclear = IndexFile.unclear(file);
            if (unclear.isEmpty()) {
                found.add(file);
            } else {
                passedOver.add("tables that are no index", FileNames.name(file) + ": " + unclear.get());
            }
        }
        boolean train = found.stream().anyMatch(file -> part(file).equals(Optional.of(Part.TRAIN)));
        Map<Part, Path> chosen = new HashMap<>();
        List<IndexFile> files = new ArrayList<>();
        for (Path file : found) {
            Optional<Part> part = part(file);
            if (train && part.isEmpty()) {
                passedOver.add("tables of no part beside that of train", FileNames.name(file));
                continue;
            }
            Path other = chosen.put(part.orElse(Part.TRAIN), file);
            if (other != null) {
                throw new IOException(
                        other + " and " + file + " could both be the index: give the path of the one that is"
                                + " meant, or call it labels.csv and move the other away");
            }
            files.add(IndexFile.read(file));
        }
        return new Index(folder, files);
    }

    private static Optional<Part> part(Path file) {
        return Part.within(FileNames.name(file));
    }

    /** Kaggle puts an example of what is to be handed in beside the data. */
    private static List<Path> candidates(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(child -> !PictureWalk.isHidden(child))
                    .filter(child -> Rows.canBe(child.getFileName().toString()))
                    .filter(child -> !child.getFileName()
                            .toString()
                            .toLowerCase(Locale.ROOT)
                            .contains("submission"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
    }

    FoundPictures find(PassedOver passedOver) throws IOException {
        Labelling labelling = new Labelling(folder);
        addTo(labelling, Optional.empty(), new PictureWalk(passedOver));
        return labelling.found(passedOver.remarks());
    }

    /** @param given the part that the folder is, if it is one */
    void addTo(Labelling labelling, Optional<Part> given, PictureWalk walk) throws IOException {
        candidates(folder).forEach(walk::know);
        files.forEach(index -> walk.know(index.file()));
        PictureLookup lookup = new PictureLookup(folder, walk.below(folder));
        for (IndexFile index : files) {
            new Adding(index, given.or(() -> part(index.file())), lookup).to(labelling);
            if (index.multiLabel()) {
                labelling.several();
            }
        }
        if (lookup.unused() > 0) {
            labelling.remark(
                    "pictures in " + folder + " that the index does not name are passed over: " + lookup.unused());
        }
    }

    /** One file's rows. */
    private final class Adding {
        private final IndexFile index;
        private final Optional<Part> given;
        private final PictureLookup lookup;
        private final Map<Path, IndexFile.Row> rows = new HashMap<>();
        private int missing;
        private String firstMissing = "";
        private int withoutLabel;
        private int repeated;

        Adding(IndexFile index, Optional<Part> given, PictureLookup lookup) {
            this.index = index;
            this.given = given;
            this.lookup = lookup;
        }

        private record Placed(PictureFile picture, List<String> labels, Optional<Part> part) {}

        void to(Labelling labelling) throws IOException {
            List<Placed> placed = new ArrayList<>();
            for (IndexFile.Row row : index.rows()) {
                PictureFile picture = picture(row);
                if (row.labels().isEmpty() && !index.multiLabel()) {
                    withoutLabel++;
                } else if (isNew(row, picture)) {
                    placed.add(new Placed(picture, row.labels(), row.part().or(() -> given)));
                }
            }
            if (missing > index.rows().size() / 2) {
                throw new IOException("Of the " + index.rows().size() + " pictures that " + index.file() + " names, "
                        + missing + " are not there, the first of them " + firstMissing
                        + ": they are looked for beside the index and in all folders below it");
            }
            boolean byFolder = placed.stream()
                    .allMatch(each -> each.part().isPresent() || top(each).isPresent());
            for (Placed each : placed) {
                Part part = each.part()
                        .or(() -> byFolder ? top(each) : Optional.empty())
                        .orElse(Part.TRAIN);
                labelling.add(part, each.picture(), each.labels());
            }
            labelling.remark("labels from " + index.file() + remarks());
        }

        private String remarks() {
            return (missing > 0 ? "; " + missing + " pictures are not there, such as " + firstMissing : "")
                    + (withoutLabel > 0 ? "; " + withoutLabel + " rows without a label are passed over" : "")
                    + (repeated > 0 ? "; " + repeated + " rows that repeat another are passed over" : "");
        }

        private Optional<Part> top(Placed placed) {
            return lookup.path(placed.picture())
                    .flatMap(path -> Part.within(path.substring(0, Math.max(0, path.indexOf('/')))));
        }

        private PictureFile picture(IndexFile.Row row) throws IOException {
            try {
                Optional<PictureFile> found =
                        lookup.find(row.picture(), row.part().or(() -> given));
                if (found.isPresent()) {
                    return found.get();
                }
                firstMissing = missing++ == 0 ? row.picture() : firstMissing;
                return new PictureFile(FileNames.resolve(folder, row.picture()), -1, -1);
            } catch (InvalidPathException | IOException e) {
                throw new IOException(index.file() + ", line " + row.line() + ": " + e.getMessage(), e);
            }
        }

        private boolean isNew(IndexFile.Row row, PictureFile picture) throws IOException {
            IndexFile.Row other = rows.putIfAbsent(picture.path(), row);
            if (other == null) {
                return true;
            }
            if (!other.labels().equals(row.labels()) || !other.part().equals(row.part())) {
                throw new IOException(index.file() + " names " + row.picture() + " in line " + other.line()
                        + " and, otherwise," + " in line " + row.line()
                        + ": leave one; several labels go into one field, as in cat|dog");
            }
            repeated++;
            return false;
        }
    }
}
