package io.github.blockwright.runtime.data;

import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.data.OpenPictures.Role;
import io.github.blockwright.runtime.data.PicturePart.InMemory;
import io.github.blockwright.runtime.layouts.Part;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Labelled pictures, found and split into a part to train on and one to validate on. They are only found here; whoever
 * trains or measures a network has them read at the size of its input.
 *
 * <pre>{@code
 * Pictures photos = Pictures.of(Path.of("photos"));
 * System.out.println(photos);      // photos: 800 pictures to train on and 200 held out by the seed 0 to validate on, ...
 * }</pre>
 *
 * <p>An object of this class does not change, so threads may share it; {@link #limit} and {@link #holdOut} give others.
 */
public final class Pictures {
    private static final String IN_MEMORY = "images in memory";
    private static final int SHAPES_TRAIN = 10_000;
    private static final int SHAPES_VALIDATION = 2_000;

    private final Split split;
    private final PictureReading reading;

    private Pictures(Split split) {
        this(split, PictureReading.USUAL);
    }

    private Pictures(Split split, PictureReading reading) {
        this.split = split;
        this.reading = reading;
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
     * @throws IOException if there are no pictures with labels, a part has classes that the one to train on has not, or it is not
     *     clear what is meant; the message names the place and what to do
     */
    public static Pictures of(Path path) throws IOException {
        return new Pictures(DataSets.at(path));
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
        return new Pictures(DataSets.cifar10(path));
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
        return new Pictures(DataSets.cifar100(path, coarse));
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
        return new Pictures(DataSets.shapes(train, validation));
    }

    /**
     * Images in memory; a fifth of each class is held out to validate on, by the seed 0.
     *
     * @param images in memory; a part is held out to validate on
     * @return the pictures, not read yet
     */
    public static Pictures of(ImageDataset images) {
        return new Pictures(Split.usual(IN_MEMORY, new InMemory(images)));
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
        return new Pictures(Split.given(IN_MEMORY, new InMemory(train), new InMemory(validation)));
    }

    /** {@return the classes' names in the order of the labels} */
    public List<String> classes() {
        return split.train().classes();
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
        return with(split.holdOut(fraction, seed));
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
        return split.folds(number, seed).stream().map(this::with).toList();
    }

    /** {@return the number of pictures to train on} */
    public int trainCount() {
        return split.train().labels().length;
    }

    /** {@return the number of pictures to validate on} */
    public int validationCount() {
        return split.validation().labels().length;
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
        return with(split.limit(most, seed));
    }

    /**
     * The same pictures, decoded by so many threads ahead of the step that wants them; by default by as many as there are
     * cores but one, which is left to the thread that feeds the engine. The number changes no result.
     *
     * @param threads 1 to 1,024
     * @return the pictures, not read yet
     * @throws IllegalArgumentException if there are fewer or more
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
        Map<Role, PicturePart> parts =
                new EnumMap<>(Map.of(Role.TRAIN, split.train(), Role.VALIDATION, split.validation()));
        split.test().ifPresent(test -> parts.put(Role.TEST, test));
        return parts;
    }

    private Pictures with(PictureReading how) {
        return new Pictures(split, how);
    }

    private Pictures with(Split other) {
        return new Pictures(other, reading);
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
        return split.train().read(Objects.requireNonNull(input, "input"));
    }

    /**
     * Reads the pictures to validate on into memory, as {@link #train(InputSpec)} does.
     *
     * @param input the network's images: their size, channels and preprocessing
     * @return in memory, at the input's size
     * @throws IOException if pictures cannot be read; the message names them
     */
    public ImageDataset validation(InputSpec input) throws IOException {
        return split.validation().read(Objects.requireNonNull(input, "input"));
    }

    /**
     * Whether the data itself says which pictures are to validate or to test on; if not, those to validate on are held out of
     * the others.
     *
     * @return false for a folder of classes and nothing else
     */
    public boolean hasParts() {
        return split.heldOut().isEmpty() || split.test().isPresent();
    }

    /**
     * {@return how many pictures there are to test on; {@link OpenPictures#test} gives them, and a training measures itself on
     * them once, at its end}
     */
    public int testCount() {
        return split.test().map(part -> part.labels().length).orElse(0);
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
        return split.line();
    }

    /** What was passed over, and the like, each a line. */
    List<String> remarks() {
        return split.remarks();
    }

    /** The parts that have pictures. */
    Map<Part, PicturePart> byPart() {
        return split.parts();
    }
}
