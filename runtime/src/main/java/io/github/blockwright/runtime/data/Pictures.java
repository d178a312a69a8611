package io.github.blockwright.runtime.data;

import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.data.OpenPictures.Role;
import io.github.blockwright.runtime.data.PicturePart.Drawn;
import io.github.blockwright.runtime.data.PicturePart.InMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

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
    private static final List<String> TRAIN_FOLDERS = List.of("train", "training");
    private static final List<String> VALIDATION_FOLDERS = List.of("validation", "val", "test");
    private static final double HELD_OUT = 0.2;
    private static final int SHAPES_TRAIN = 10_000;
    private static final int SHAPES_VALIDATION = 2_000;

    private final String name;
    private final PicturePart train;
    private final PicturePart validation;
    private final Optional<HeldOut> heldOut;
    private final PictureReading reading;

    private Pictures(String name, PicturePart train, PicturePart validation, Optional<HeldOut> heldOut) {
        this(name, train, validation, heldOut, PictureReading.USUAL);
    }

    private Pictures(
            String name, PicturePart train, PicturePart validation, Optional<HeldOut> heldOut, PictureReading reading) {
        this.reading = reading;
        this.name = name;
        this.train = train;
        this.validation = validation;
        this.heldOut = heldOut;
    }

    /** What was split, and by which seed. */
    private record HeldOut(PicturePart all, long seed) {}

    /**
     * Finds the pictures at a path: a folder with a sub-folder for each class, {@code CLASS/*.jpg} (also {@code .jpeg} and
     * {@code .png}); the same within {@code train} and {@code validation} (or {@code val}, or {@code test}); or CIFAR-10's
     * official binary layout, as a folder or the published archive. Where there is no validation part, a fifth of each
     * class is held out, by the seed 0.
     *
     * @param path a folder, or CIFAR-10's
     * @return the pictures, not read yet
     * @throws IOException if there is nothing of the kind, a class has no pictures, or the parts have other classes; the
     *     message names the place and what to do
     */
    public static Pictures of(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new IOException("There is no " + path
                    + ": check the path; Pictures.downloadCifar10 (--download) fetches CIFAR-10 into a folder");
        }
        if (Cifar10.isAt(path)) {
            return cifar10(path);
        }
        Optional<Path> train = subfolder(path, TRAIN_FOLDERS);
        Optional<Path> validation = subfolder(path, VALIDATION_FOLDERS);
        if (train.isEmpty() || validation.isEmpty()) {
            return heldOut(path.toString(), ImageFolder.find(path), HELD_OUT, 0);
        }
        ImageFolder learned = ImageFolder.find(train.get());
        ImageFolder measured = ImageFolder.find(validation.get());
        if (!learned.classes().equals(measured.classes())) {
            throw new IOException(validation.get() + " has the classes " + measured.classes() + ", but " + train.get()
                    + " has " + learned.classes() + ": give both the same folders");
        }
        return new Pictures(path.toString(), learned, measured, Optional.empty());
    }

    /**
     * CIFAR-10, 32 × 32 RGB (Krizhevsky, <a href="https://www.cs.toronto.edu/~kriz/cifar.html">Learning Multiple Layers of
     * Features from Tiny Images</a>, 2009): 50,000 pictures to train on, the 10,000 test pictures to validate on.
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
                new InMemory(Cifar10.load(path, Cifar10.Split.TRAIN)),
                new InMemory(Cifar10.load(path, Cifar10.Split.TEST)),
                Optional.empty());
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
        return heldOut("images in memory", new InMemory(images), HELD_OUT, 0);
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
     * and what was there to validate on is left alone.
     *
     * @param fraction of each class that is held out, above 0 and below 1
     * @param seed decides which pictures
     * @return the pictures, not read yet
     * @throws IllegalArgumentException if the fraction is out of range or leaves one part without pictures
     */
    public Pictures holdOut(double fraction, long seed) {
        return heldOut(name, heldOut.map(HeldOut::all).orElse(train), fraction, seed)
                .with(reading);
    }

    /**
     * Only the first so many pictures of each part, to try things out.
     *
     * @param most pictures of each part
     * @return the pictures, not read yet
     */
    public Pictures limit(int most) {
        if (most < 2) {
            throw new IllegalArgumentException("There must be at least 2 pictures to train on, not " + most);
        }
        return new Pictures(name, first(train, most), first(validation, most), Optional.empty(), reading);
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
        return new EnumMap<>(Map.of(Role.TRAIN, train, Role.VALIDATION, validation));
    }

    private Pictures with(PictureReading how) {
        return new Pictures(name, train, validation, heldOut, how);
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

    /** Where they are, of which classes, and how many are in which part. */
    @Override
    public String toString() {
        String split = heldOut.map(share -> String.format(
                        Locale.ROOT, "%,d held out by the seed %d", validation.labels().length, share.seed()))
                .orElseGet(() -> String.format(Locale.ROOT, "%,d", validation.labels().length));
        return String.format(
                Locale.ROOT,
                "%s: %,d pictures to train on and %s to validate on, of %d classes: %s",
                name,
                train.labels().length,
                split,
                classes().size(),
                String.join(", ", classes()));
    }

    private static Pictures heldOut(String name, PicturePart all, double fraction, long seed) {
        if (!(fraction > 0 && fraction < 1)) {
            throw new IllegalArgumentException("The held-out fraction must be above 0 and below 1, not " + fraction);
        }
        boolean[] train = ImageDataset.split(all.labels(), all.classes().size(), 1 - fraction, seed);
        int[] learned = ImageDataset.indices(train, true);
        int[] measured = ImageDataset.indices(train, false);
        if (learned.length == 0 || measured.length == 0) {
            throw new IllegalArgumentException("Holding out " + fraction + " of the " + all.labels().length
                    + " pictures of " + name + " leaves one part empty: add pictures, or hold out another share");
        }
        return new Pictures(name, all.subset(learned), all.subset(measured), Optional.of(new HeldOut(all, seed)));
    }

    private static PicturePart drawn(int size, long seed) {
        return new Drawn(size, seed, IntStream.range(0, size).boxed().toList());
    }

    private static PicturePart first(PicturePart part, int most) {
        return part.subset(
                IntStream.range(0, Math.min(most, part.labels().length)).toArray());
    }

    private static Optional<Path> subfolder(Path folder, List<String> names) {
        return names.stream().map(folder::resolve).filter(Files::isDirectory).findFirst();
    }
}
