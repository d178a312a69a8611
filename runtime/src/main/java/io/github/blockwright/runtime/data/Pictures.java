package io.github.blockwright.runtime.data;

import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.data.OpenPictures.Role;
import io.github.blockwright.runtime.data.PicturePart.Drawn;
import io.github.blockwright.runtime.data.PicturePart.Fitted;
import io.github.blockwright.runtime.data.PicturePart.InMemory;
import io.github.blockwright.runtime.files.Archives;
import io.github.blockwright.runtime.files.FileNames;
import io.github.blockwright.runtime.layouts.FoundPictures;
import io.github.blockwright.runtime.layouts.Layouts;
import io.github.blockwright.runtime.layouts.Part;
import io.github.blockwright.runtime.layouts.Unpacked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Labelled pictures, found and split into a part to train on and one to validate on. They are only found here; whoever
 * trains or measures a network has them read at the size of its input.
 *
 * <pre>{@code
 * Pictures photos = Pictures.of(Path.of("photos"));
 * System.out.println(photos);      // photos: 4 classes (...), 800 pictures to train on, 200 held out to validate on
 * }</pre>
 *
 * <p>An object of this class does not change, so threads may share it; {@link #limit} and {@link #holdOut} give others.
 */
public final class Pictures {
    private static final double HELD_OUT = 0.2;
    private static final int SHAPES_TRAIN = 10_000;
    private static final int SHAPES_VALIDATION = 2_000;
    private static final int CLASSES_SHOWN = 30;

    private final String name;
    private final PicturePart train;
    private final PicturePart validation;
    private final Optional<HeldOut> heldOut;
    private final Beside beside;
    private final PictureReading reading;

    private Pictures(String name, PicturePart train, PicturePart validation, Optional<HeldOut> heldOut) {
        this(name, train, validation, heldOut, Beside.NOTHING, PictureReading.USUAL);
    }

    private Pictures(
            String name,
            PicturePart train,
            PicturePart validation,
            Optional<HeldOut> heldOut,
            Beside beside,
            PictureReading reading) {
        this.reading = reading;
        this.name = name;
        this.train = train;
        this.validation = validation;
        this.heldOut = heldOut;
        this.beside = beside;
    }

    /** What was split, and by which seed. */
    private record HeldOut(PicturePart all, long seed) {}

    /**
     * What there is but the two parts.
     *
     * @param test to be measured on once, when everything is decided
     * @param validatesOnTest whether the official test pictures stand in for those to validate on
     * @param remarks what was passed over, and the like, each a line
     */
    private record Beside(Optional<PicturePart> test, boolean validatesOnTest, List<String> remarks) {
        static final Beside NOTHING = new Beside(Optional.empty(), false, List.of());

        Beside limited(int most, long seed) {
            return new Beside(test.map(part -> some(part, most, seed)), validatesOnTest, remarks);
        }

        /** Where other pictures take the place of those to validate on. */
        Beside without(PicturePart validation) {
            return validatesOnTest ? new Beside(Optional.of(validation), false, remarks) : this;
        }

        Beside with(String remark) {
            List<String> more = new ArrayList<>(remarks);
            more.add(remark);
            return new Beside(test, validatesOnTest, List.copyOf(more));
        }
    }

    /**
     * Finds the pictures at a path. What it is, is found out in this order:
     *
     * <ul>
     *   <li>CIFAR-10, CIFAR-100, MNIST or Fashion-MNIST in their official files;
     *   <li>an archive ({@code .zip}, {@code .tar}, {@code .tar.gz}) of anything else here, which is unpacked beside itself,
     *       once, into a folder with {@code -unpacked} behind its name;
     *   <li>an index ({@code .csv}, {@code .tsv}, {@code .jsonl}) with a path, a label or several and perhaps a part in each
     *       row, as a file or in a folder with the pictures;
     *   <li>a folder with a folder for each class, {@code CLASS/*} with any depth below, or with {@code train}, {@code
     *       validation} and {@code test} that hold such folders, under all the names that are usual, any of them absent.
     * </ul>
     *
     * <p>Where there is no part to validate on, a fifth of each class is held out of that to train on, by the seed 0; it is
     * never the part to test on. The guide has all the rules.
     *
     * @param path a folder or a file
     * @return the pictures, not read yet, though CIFAR's and MNIST's are in memory
     * @throws IOException if there are no pictures of two classes at least, a part has classes that the one to train on has not,
     *     or it is not clear what is meant; the message names the place and what to do
     */
    public static Pictures of(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new IOException("There is no " + path
                    + ": check the path; Pictures.downloadCifar10 (--download) fetches CIFAR-10 into a folder");
        }
        if (Cifar10.isAt(path)) {
            return cifar10(path);
        }
        if (Cifar100.isAt(path)) {
            return cifar100(path, false);
        }
        Optional<IdxFiles> idx = IdxFiles.at(path);
        if (idx.isPresent()) {
            IdxFiles.Parts parts = idx.get().load();
            return official(path, parts.train(), parts.test());
        }
        if (Files.isRegularFile(path) && Archives.isArchive(path)) {
            Path folder = Unpacked.folder(path);
            Pictures inside = of(folder);
            return inside.with(inside.beside.with("unpacked into " + folder));
        }
        return found(path, Layouts.find(path));
    }

    private static Pictures found(Path path, FoundPictures found) {
        String name = FileNames.text(path);
        PicturePart train = FoundFiles.of(found, Part.TRAIN);
        PicturePart validation = FoundFiles.of(found, Part.VALIDATION);
        PicturePart test = FoundFiles.of(found, Part.TEST);
        Optional<PicturePart> tested = Optional.of(test).filter(part -> part.labels().length > 0);
        if (validation.labels().length > 0) {
            return new Pictures(name, train, validation, Optional.empty())
                    .with(new Beside(tested, false, found.remarks()));
        }
        if (train.labels().length == 0) {
            // Nothing is trained on it, so nothing is chosen by it: it is there to be measured.
            return new Pictures(name, train, test, Optional.empty())
                    .with(new Beside(Optional.empty(), false, found.remarks()));
        }
        Beside beside = new Beside(tested, false, found.remarks());
        try {
            return heldOut(name, train, HELD_OUT, 0, beside);
        } catch (IllegalArgumentException tooFew) {
            // They can be measured all the same, and whoever asks for a part to validate on hears of it then.
            return new Pictures(name, train, train.subset(), Optional.of(new HeldOut(train, 0))).with(beside);
        }
    }

    private static Pictures official(Path path, ImageDataset train, Optional<ImageDataset> test) {
        Beside beside = new Beside(test.map(Fitted::new), false, List.of());
        return heldOut(path.toString(), new Fitted(train), HELD_OUT, 0, beside);
    }

    /**
     * CIFAR-10, 32 × 32 RGB (Krizhevsky, <a href="https://www.cs.toronto.edu/~kriz/cifar.html">Learning Multiple Layers of
     * Features from Tiny Images</a>, 2009): 50,000 pictures to train on, the 10,000 test pictures to validate on.
     *
     * <p>Of all data this alone is validated on its test pictures: nearly everything that is published on it is, what this
     * project has recorded too, and a recipe that is not chosen by them is not the better for it. {@link #holdOut} validates on
     * pictures of the training set and leaves the official ones for the test.
     *
     * @param path the folder {@code cifar-10-batches-bin}, the folder that holds it, or the published archive {@code
     *     cifar-10-binary.tar.gz}
     * @return the pictures, not read yet
     * @throws IOException if a file is missing, has another size than it must have or holds an impossible label; the
     *     message names the file
     */
    public static Pictures cifar10(Path path) throws IOException {
        return new Pictures(
                        path.toString(),
                        new Fitted(Cifar10.load(path, Cifar10.Split.TRAIN)),
                        new Fitted(Cifar10.load(path, Cifar10.Split.TEST)),
                        Optional.empty())
                .with(new Beside(Optional.empty(), true, List.of()));
    }

    /**
     * CIFAR-100, 32 × 32 RGB, of the same publication: 50,000 pictures, of which a fifth of each class is held out to validate
     * on, and 10,000 to test on.
     *
     * @param path the folder {@code cifar-100-binary}, or the folder that holds it
     * @param coarse whether the classes are the 20 coarse ones instead of the 100 fine ones
     * @return the pictures, in memory
     * @throws IOException if a file is missing, has another size than it must have or holds an impossible label; the
     *     message names the file
     */
    public static Pictures cifar100(Path path, boolean coarse) throws IOException {
        Cifar100 files = new Cifar100(path, coarse);
        return official(path, files.train(), Optional.of(files.test()));
    }

    /**
     * Gets CIFAR-10's published archive (170 MB) into a folder, checks its hash and unpacks it beside itself. What is
     * already there is not fetched again, and an interrupted download continues.
     *
     * @param folder is created if it is missing
     * @return the pictures, not read yet
     * @throws IOException if the download fails or what came is not the published file; the message says what to do
     */
    public static Pictures downloadCifar10(Path folder) throws IOException {
        return cifar10(Cifar10.download(folder));
    }

    /**
     * Ten drawn shapes, the same on every machine: 10,000 to train on and 2,000 to validate on; see {@link Shapes}.
     *
     * @return the pictures, not read yet
     */
    public static Pictures shapes() {
        return shapes(SHAPES_TRAIN, SHAPES_VALIDATION);
    }

    /**
     * So many drawn shapes: those to train on from the seed 1, those to validate on from the seed 2.
     *
     * @param train pictures to learn from, or how many
     * @param validation pictures to measure on, or how many
     * @return the pictures, not read yet
     */
    public static Pictures shapes(int train, int validation) {
        return new Pictures("drawn shapes", drawn(train, 1), drawn(validation, 2), Optional.empty());
    }

    /**
     * Images in memory; a fifth of each class is held out to validate on, by the seed 0.
     *
     * @param images in memory; a part is held out to validate on
     * @return the pictures, not read yet
     */
    public static Pictures of(ImageDataset images) {
        return heldOut("images in memory", new InMemory(images), HELD_OUT, 0, Beside.NOTHING);
    }

    /**
     * Images in memory.
     *
     * @param train pictures to learn from, or how many
     * @param validation pictures to measure on, or how many
     * @return the pictures, not read yet
     * @throws IllegalArgumentException if the two have other classes, or in another order
     */
    public static Pictures of(ImageDataset train, ImageDataset validation) {
        if (!train.classes().equals(validation.classes())) {
            throw new IllegalArgumentException("The validation data has the classes " + validation.classes()
                    + ", the training data " + train.classes() + ": they must be the same, in the same order");
        }
        return new Pictures("images in memory", new InMemory(train), new InMemory(validation), Optional.empty());
    }

    /** {@return the classes' names in the order of the labels} */
    public List<String> classes() {
        return train.classes();
    }

    /**
     * The same pictures, but a share of those to train on is held out to validate on, every class in the same proportion,
     * and what was there to validate on is left alone; CIFAR-10's official test pictures then are those to test on.
     *
     * @param fraction of each class that is held out, above 0 and below 1
     * @param seed decides which pictures
     * @return the pictures, not read yet
     * @throws IllegalArgumentException if the fraction is out of range or leaves one part without pictures
     */
    public Pictures holdOut(double fraction, long seed) {
        return heldOut(name, heldOut.map(HeldOut::all).orElse(train), fraction, seed, beside.without(validation))
                .with(reading);
    }

    /**
     * The same pictures in so many ways that each of those to train on is once among those to validate on, every class in
     * the same proportion: k-fold cross-validation, for data too small to trust one part of it. What was there to validate on
     * is left alone, but for what was held out of those to train on.
     *
     * @param number of folds, at least 2
     * @param seed decides which pictures are in which fold
     * @return as many as there are folds, not read yet
     * @throws IllegalArgumentException if there are fewer than two folds, or a class has fewer pictures than there are folds
     */
    public List<Pictures> folds(int number, long seed) {
        PicturePart all = heldOut.map(HeldOut::all).orElse(train);
        int[] folds = Folds.of(all.labels(), all.classes(), number, seed);
        return IntStream.range(0, number)
                .mapToObj(fold -> new Pictures(
                        name + ", fold " + (fold + 1) + " of " + number,
                        all.subset(Folds.indices(folds, other -> other != fold)),
                        all.subset(Folds.indices(folds, other -> other == fold)),
                        Optional.empty(),
                        beside.without(validation),
                        reading))
                .toList();
    }

    /** {@return the number of pictures to train on} */
    public int trainCount() {
        return train.labels().length;
    }

    /** {@return the number of pictures to validate on} */
    public int validationCount() {
        return validation.labels().length;
    }

    /**
     * Only so many pictures of each part, every class in its proportion, by the seed 0, to try things out.
     *
     * @param most pictures of each part; where there are more classes, one of each
     * @return the pictures, not read yet
     * @throws IllegalArgumentException if fewer than 2 are wanted
     */
    public Pictures limit(int most) {
        return limit(most, 0);
    }

    /**
     * Only so many pictures of each part, every class in its proportion, to try things out.
     *
     * @param most pictures of each part; where there are more classes, one of each
     * @param seed decides which
     * @return the pictures, not read yet
     * @throws IllegalArgumentException if fewer than 2 are wanted
     */
    public Pictures limit(int most, long seed) {
        if (most < 2) {
            throw new IllegalArgumentException("There must be at least 2 pictures to train on, not " + most);
        }
        PicturePart fewer = some(train, most, seed);
        return new Pictures(
                name,
                fewer,
                some(validation, most, seed),
                heldOut.map(share -> new HeldOut(fewer, share.seed())),
                beside.limited(most, seed),
                reading);
    }

    /**
     * The same pictures, decoded by so many threads ahead of the step that wants them; by default by as many as there are
     * cores but one, which is left to the thread that feeds the engine. The number changes no result.
     *
     * @param threads at least 1
     * @return the pictures, not read yet
     * @throws IllegalArgumentException if there is not at least one
     */
    public Pictures workers(int threads) {
        return with(reading.withWorkers(threads));
    }

    /**
     * The same pictures, of which decoded ones are kept in this folder, for this and later trainings; by default beside the run
     * that trains on them, until it is over. They take at most a quarter of what is free on the disk, and those that fit into
     * memory are kept there instead.
     *
     * @param folder made when it is needed
     * @return the pictures, not read yet
     */
    public Pictures cache(Path folder) {
        return with(reading.withCache(Optional.of(folder)));
    }

    /**
     * The same pictures, of which nothing decoded is kept on a disk.
     *
     * @return the pictures, not read yet
     */
    public Pictures withoutCache() {
        return with(reading.withCache(Optional.empty()));
    }

    /**
     * The same pictures, but with this answer to those that cannot be read. By default a training leaves them out and a
     * measurement fails.
     *
     * @param policy what to do
     * @return the pictures, not read yet
     */
    public Pictures onBadPicture(OnBadPicture policy) {
        return with(reading.withOnBadPicture(policy));
    }

    /** The same pictures, kept in memory if a part takes at most so many bytes. */
    Pictures memory(long bytes) {
        return with(reading.withMemory(bytes));
    }

    /**
     * Opens the pictures to look at each of them once, as an evaluation does.
     *
     * @param input the network's images: their size, channels and preprocessing
     * @return the caller's to close
     * @throws IOException if their place cannot be read
     */
    public OpenPictures open(InputSpec input) throws IOException {
        return open(input, 0);
    }

    /**
     * The same for a network that was published, which looks at the middle of a picture whose shorter side is scaled to so many
     * pixels, 256 for an input of 224. Images that are in memory already stay as they are.
     *
     * @param input the network's images: their size, channels and preprocessing
     * @param shorterSide at least the larger side of the input, or 0 for as little as the input needs
     * @return the caller's to close
     * @throws IOException if their place cannot be read
     */
    public OpenPictures open(InputSpec input, int shorterSide) throws IOException {
        return OpenPictures.once(parts(), Objects.requireNonNull(input, "input"), shorterSide, reading);
    }

    /**
     * Opens the pictures to read them several times, as a training does.
     *
     * @param input the network's images: their size, channels and preprocessing
     * @param directory of the run, for what is kept beside it
     * @param passes how often each picture is read
     * @return the caller's to close
     * @throws IOException if their place cannot be read
     */
    public OpenPictures open(InputSpec input, Optional<Path> directory, int passes) throws IOException {
        return OpenPictures.often(parts(), Objects.requireNonNull(input, "input"), reading, directory, passes);
    }

    private Map<Role, PicturePart> parts() {
        Map<Role, PicturePart> parts = new EnumMap<>(Map.of(Role.TRAIN, train, Role.VALIDATION, validation));
        beside.test().ifPresent(test -> parts.put(Role.TEST, test));
        return parts;
    }

    private Pictures with(PictureReading how) {
        return new Pictures(name, train, validation, heldOut, beside, how);
    }

    private Pictures with(Beside other) {
        return new Pictures(name, train, validation, heldOut, other, reading);
    }

    /**
     * Reads the pictures to train on into memory, scaled and cropped to a network's input; for programs that look at pixels
     * themselves. Training asks for its pictures by itself.
     *
     * @param input the network's images: their size, channels and preprocessing
     * @return in memory, at the input's size
     * @throws IOException if pictures cannot be read; the message names them
     */
    public ImageDataset train(InputSpec input) throws IOException {
        return train.read(Objects.requireNonNull(input, "input"));
    }

    /**
     * Reads the pictures to validate on into memory, as {@link #train(InputSpec)} does.
     *
     * @param input the network's images: their size, channels and preprocessing
     * @return in memory, at the input's size
     * @throws IOException if pictures cannot be read; the message names them
     */
    public ImageDataset validation(InputSpec input) throws IOException {
        return validation.read(Objects.requireNonNull(input, "input"));
    }

    /**
     * Whether the data itself says which pictures are to validate or to test on; if not, those to validate on are held out of
     * the others.
     *
     * @return false for a folder of classes and nothing else
     */
    public boolean hasParts() {
        return heldOut.isEmpty() || beside.test().isPresent();
    }

    /**
     * {@return how many pictures there are to test on; {@link OpenPictures#test} gives them, and a training measures itself on
     * them once, at its end}
     */
    public int testCount() {
        return beside.test().map(part -> part.labels().length).orElse(0);
    }

    /**
     * Where they are, of which classes, and how many are in which part; then a line for everything that a person should know,
     * such as what was passed over.
     */
    @Override
    public String toString() {
        return Stream.concat(Stream.of(line()), remarks().stream()).collect(Collectors.joining("\n  "));
    }

    /** The same without what was passed over. */
    String line() {
        String split = heldOut.map(share -> String.format(
                        Locale.ROOT, "%,d held out by the seed %d", validation.labels().length, share.seed()))
                .orElseGet(() -> String.format(Locale.ROOT, "%,d", validation.labels().length));
        List<String> parts = new ArrayList<>();
        parts.add(String.format(Locale.ROOT, "%,d pictures to train on", train.labels().length));
        parts.add(split + " to validate on");
        beside.test().ifPresent(test -> parts.add(String.format(Locale.ROOT, "%,d to test on", test.labels().length)));
        String last = parts.remove(parts.size() - 1);
        String first = String.format(
                Locale.ROOT,
                "%s: %s and %s, of %d classes: %s%s",
                name,
                String.join(", ", parts),
                last,
                classes().size(),
                classes().stream().limit(CLASSES_SHOWN).collect(Collectors.joining(", ")),
                classes().size() > CLASSES_SHOWN ? ", ..." : "");
        return first;
    }

    /** What was passed over, and the like, each a line. */
    List<String> remarks() {
        return beside.remarks();
    }

    /** The parts that have pictures. */
    Map<Part, PicturePart> byPart() {
        Map<Part, PicturePart> parts = new EnumMap<>(Map.of(Part.TRAIN, train, Part.VALIDATION, validation));
        beside.test().ifPresent(test -> parts.put(Part.TEST, test));
        parts.values().removeIf(part -> part.labels().length == 0);
        return parts;
    }

    private static Pictures heldOut(String name, PicturePart all, double fraction, long seed, Beside beside) {
        if (!(fraction > 0 && fraction < 1)) {
            throw new IllegalArgumentException("The held-out fraction must be above 0 and below 1, not " + fraction);
        }
        boolean[] train = ImageDataset.split(all.strata(), all.classes().size(), 1 - fraction, seed);
        int[] learned = ImageDataset.indices(train, true);
        int[] measured = ImageDataset.indices(train, false);
        if (learned.length == 0 || measured.length == 0) {
            throw new IllegalArgumentException("Holding out " + fraction + " of the " + all.labels().length
                    + " pictures of " + name + " leaves one part empty: add pictures, or hold out another share");
        }
        return new Pictures(name, all.subset(learned), all.subset(measured), Optional.of(new HeldOut(all, seed)))
                .with(beside);
    }

    private static PicturePart drawn(int size, long seed) {
        return new Drawn(size, seed, IntStream.range(0, size).boxed().toList());
    }

    private static PicturePart some(PicturePart part, int most, long seed) {
        return part.subset(Strata.limit(part.strata(), part.classes().size(), most, seed));
    }
}
