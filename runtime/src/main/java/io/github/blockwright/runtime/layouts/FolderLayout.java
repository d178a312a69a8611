package io.github.blockwright.runtime.layouts;

import io.github.blockwright.runtime.files.FileNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Classes that are folders: {@code CLASS/*}, with any depth below, or the same within {@code train}, {@code validation} and
 * {@code test}.
 *
 * <p>Folders of these names are parts where they hold folders; a folder {@code train} with pictures in it, beside {@code bus}
 * and {@code car}, is a class of vehicles.
 */
final class FolderLayout {
    private static final Pattern LABEL_AND_NUMBER = Pattern.compile("(.+)\\.\\d+\\.\\w+");

    private static final int MOST_WRAPPINGS = 8;

    private final Path root;
    private final PassedOver passedOver;
    private final PictureWalk walk;

    FolderLayout(Path root, PassedOver passedOver) {
        this.root = root;
        this.passedOver = passedOver;
        this.walk = new PictureWalk(passedOver);
    }

    /**
     * The folder that matters: archives unpack to {@code photos/photos/...}, and people give the outer one. A lone folder
     * with pictures in it is a class, and one that is called like a part is a part.
     */
    static Path unwrapped(Path root) throws IOException {
        Path inner = root;
        // A link may lead back.
        for (int depth = 0; depth < MOST_WRAPPINGS && !holdsPictures(inner) && !Index.isIn(inner); depth++) {
            List<Path> folders = PictureWalk.folders(inner);
            if (folders.size() != 1
                    || Part.named(FileNames.name(folders.get(0))).isPresent()
                    || holdsPictures(folders.get(0))) {
                return inner;
            }
            inner = folders.get(0);
        }
        return inner;
    }

    /** The folders of a folder that are parts of a data set by their names and by what is in them. */
    static Map<Part, Path> parts(Path root) throws IOException {
        Map<Part, Path> parts = new EnumMap<>(Part.class);
        boolean othersHoldPictures = false;
        for (Path folder : PictureWalk.folders(root)) {
            Optional<Part> part = Part.named(FileNames.name(folder));
            if (part.isEmpty()) {
                othersHoldPictures |= holdsPictures(folder);
                continue;
            }
            Path other = parts.put(part.get(), folder);
            if (other != null) {
                throw new IOException(other + " and " + folder + " are both the " + part.get()
                        + " part: put them together, or move one away");
            }
        }
        // A folder of pictures beside other folders of pictures is a class, whatever it is called.
        boolean meant = !othersHoldPictures;
        for (Path folder : parts.values()) {
            meant |= Index.isIn(folder)
                    || (!PictureWalk.folders(folder).isEmpty() && (parts.size() > 1 || !holdsPictures(folder)));
        }
        return meant ? parts : Map.of();
    }

    FoundPictures find() throws IOException {
        Map<Part, Path> parts = parts(root);
        Labelling labelling = new Labelling(root);
        for (Path folder : parts.values()) {
            walk.enter(folder);
        }
        walk.enter(root);
        if (parts.isEmpty()) {
            add(Part.TRAIN, root, labelling);
        } else {
            for (Map.Entry<Part, Path> part : parts.entrySet()) {
                add(part.getKey(), part.getValue(), labelling);
            }
            for (Path folder : PictureWalk.folders(root)) {
                if (!parts.containsValue(folder)) {
                    passedOver.add("folders beside the parts", FileNames.name(folder));
                }
            }
        }
        return labelling.found(passedOver.remarks());
    }

    private void add(Part part, Path folder, Labelling labelling) throws IOException {
        if (Index.isIn(folder)) {
            Index.in(folder, passedOver).addTo(labelling, Optional.of(part), walk);
            return;
        }
        List<Path> folders = PictureWalk.folders(folder);
        List<PictureFile> loose = walk.in(folder);
        if (folders.isEmpty()) {
            addNamed(part, folder, loose, labelling);
            return;
        }
        loose.forEach(
                picture -> passedOver.add("pictures outside the folders of classes", FileNames.name(picture.path())));
        for (Path each : folders) {
            walk.enter(each);
        }
        addClasses(part, folders, labelling);
    }

    /** Pictures in one folder, as {@code cat.1.jpg} and {@code dog.1.jpg}. */
    private void addNamed(Part part, Path folder, List<PictureFile> pictures, Labelling labelling) throws IOException {
        List<String> labels = new ArrayList<>();
        for (PictureFile picture : pictures) {
            Matcher name = LABEL_AND_NUMBER.matcher(FileNames.name(picture.path()));
            labels.add(name.matches() ? Labelling.normal(name.group(1)) : "");
        }
        if (labels.stream().distinct().count() > 1 && !labels.contains("")) {
            for (int i = 0; i < labels.size(); i++) {
                labelling.add(part, pictures.get(i), List.of(labels.get(i)));
            }
        } else if (part != Part.TRAIN) {
            labelling.remark("the " + part + " part is passed over: " + folder + " holds no folders of classes, so its "
                    + pictures.size() + " pictures have no labels");
        } else {
            throw new IOException(folder + " holds " + (pictures.isEmpty() ? "no folders" : "pictures, but no folders")
                    + ": put the pictures of each class in a folder of its own, as in "
                    + folder.resolve("cat").resolve("1.jpg") + ", or give an index, labels.csv with the columns path"
                    + " and label");
        }
    }

    private void addClasses(Part part, List<Path> folders, Labelling labelling) throws IOException {
        // Sorted by the names in normal form, and so that two folders of one name are one class.
        Map<String, List<PictureFile>> classes = new TreeMap<>();
        for (Path folder : folders) {
            List<PictureFile> pictures = walk.below(folder);
            if (pictures.isEmpty() && part == Part.TRAIN) {
                throw new IOException(folder + " holds no pictures: add some, or remove the folder");
            }
            classes.merge(Labelling.normal(FileNames.name(folder)), pictures, (one, other) -> Stream.concat(
                            one.stream(), other.stream())
                    .toList());
        }
        classes.forEach((name, pictures) -> {
            List<String> label = List.of(name);
            pictures.forEach(picture -> labelling.add(part, picture, label));
        });
    }

    private static boolean holdsPictures(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(child -> !PictureWalk.isHidden(child))
                    .anyMatch(child ->
                            PictureWalk.isNamedLikeAPicture(child.getFileName().toString())
                                    && !Files.isDirectory(child));
        }
    }
}
