package io.github.blockwright.runtime.explain;

import ai.djl.modality.Classifications;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.github.blockwright.runtime.batches.PictureReader;
import io.github.blockwright.runtime.blocks.Inference;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.data.Frame;
import io.github.blockwright.runtime.data.ImageSource;
import io.github.blockwright.runtime.names.Nearest;
import io.github.blockwright.runtime.pictures.Images;
import io.github.blockwright.runtime.pictures.Picture;
import io.github.blockwright.runtime.serve.ServedNetwork;
import io.github.blockwright.runtime.serve.Serving;
import io.github.blockwright.runtime.weights.RunDescription;
import io.github.blockwright.runtime.weights.SavedModel;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Shows why a network says what it says.
 *
 * <pre>{@code
 * try (Explainer explainer = Explainer.open(Path.of("runs/mushrooms"))) {
 *     SeenPicture basket = explainer.see(Path.of("basket.jpg"));
 *     basket.gradCam().write(Path.of("basket-why.png"));
 * }
 * }</pre>
 *
 * <p>A picture is scaled until it just covers the network's input, and its middle is kept, as {@link
 * io.github.blockwright.runtime.serve.Classifier} does it. For one thread at a time.
 */
public final class Explainer implements AutoCloseable {
    private static final int NAMED = 10;

    private final NetworkBlock<?, ?> block;
    private final List<String> classes;
    private final NetworkRows rows;
    private final Serving serving;
    private final NDManager manager;
    private final Runnable owner;
    private PictureReader reader;
    private OptionalInt row = OptionalInt.empty();
    private Occlusion occlusion;
    private Optional<ServedNetwork> served = Optional.empty();
    private boolean closed;

    private Explainer(NetworkBlock<?, ?> block, List<String> classes, Runnable owner) {
        this.block = block;
        this.classes = List.copyOf(classes);
        this.owner = owner;
        this.serving = Serving.of(block);
        if (block.summary().classes() != classes.size()) {
            throw new IllegalArgumentException(block.summary().name() + " has "
                    + block.summary().classes() + " outputs, but there are " + classes.size()
                    + " classes: name one class for each output");
        }
        this.rows = NetworkRows.of(block);
        this.reader = reader(0, block.summary().usualThresholds());
        this.occlusion = Occlusion.of(reader);
        this.manager = NDManager.newBaseManager(
                block.getParameters().valueAt(0).getArray().getDevice());
    }

    /**
     * Of a block with the weights that it has.
     *
     * @param block initialised, not folded; it stays its owner's
     * @param classes in the order of the network's outputs
     * @return open until it is closed, which is the caller's to do; before the block
     * @throws IllegalArgumentException if there are more or fewer classes than outputs, or the input is neither RGB nor grey
     * @throws IllegalStateException if the block has no weights yet
     */
    public static Explainer of(NetworkBlock<?, ?> block, List<String> classes) {
        return new Explainer(block, classes, () -> {});
    }

    /**
     * Opens a run directory that a training wrote, or a model file from one. The network's table must be on the class path.
     *
     * @param runOrModel a run directory, or a file that ends in {@code -0000.params}
     * @return open until it is closed, which is the caller's to do
     * @throws IOException if there is no such thing, it is damaged, or its table is not there; the message says which
     */
    public static Explainer open(Path runOrModel) throws IOException {
        SavedModel saved;
        if (Files.isDirectory(runOrModel)) {
            RunDescription run = RunDescription.read(runOrModel);
            saved = SavedModel.load(runOrModel.resolve(run.model()), run.newBlock());
        } else {
            saved = SavedModel.load(runOrModel);
        }
        try {
            return new Explainer(saved.block(), saved.classes(), saved::close).thresholds(saved.thresholds());
        } catch (RuntimeException e) {
            saved.close();
            throw e;
        }
    }

    /**
     * Says which row Grad-CAM looks at; the last that has a map of more than one position, unless this is called. Earlier rows
     * have finer maps of simpler things.
     *
     * @param name a component's name, such as {@code stage5}; of a backbone's rows with its name before it, {@code
     *     features.stage5}
     * @return this
     * @throws IllegalArgumentException if there is no such row, or it has no map; the message names those that have
     */
    public Explainer row(String name) {
        row = OptionalInt.of(rows.withMap(name));
        return this;
    }

    /**
     * Says how large the square is that occlusion hides a part with; a fifth of the image unless this is called.
     *
     * @param pixels its side, at most the shorter side of the network's input
     * @return this
     * @throws IllegalArgumentException if it is not at least 1, or larger than the image
     */
    public Explainer square(int pixels) {
        occlusion = Occlusion.of(reader, pixels);
        return this;
    }

    /**
     * Scales a picture's shorter side to so many pixels before the middle is kept, as published ImageNet networks are
     * evaluated: 256 for an input of 224. As little as the input needs unless this is called.
     *
     * @param pixels at least the larger side of the table's input; 0 for as little as it needs
     * @return this
     * @throws IllegalArgumentException if it is smaller
     */
    public Explainer shorterSide(int pixels) {
        reader = reader(pixels, reader.thresholds());
        occlusion = new Occlusion(reader, occlusion.side(), occlusion.stride());
        return this;
    }

    /**
     * Says from which probability on a network of several labels gives each; 0.5 unless this is called.
     *
     * @param values one for each label; none for a network that gives one class
     * @return this
     * @throws IllegalArgumentException if there are more or fewer
     */
    public Explainer thresholds(List<Double> values) {
        if (values.size() != reader.thresholds().size()) {
            throw new IllegalArgumentException(block.summary().name() + " needs "
                    + reader.thresholds().size()
                    + " thresholds, not " + values.size() + ": one for each label of a table with Task.MULTI_LABEL");
        }
        reader = reader(reader.shorterSide(), values);
        return this;
    }

    /** {@return the classes' names in the order of the network's outputs} */
    public List<String> classes() {
        return classes;
    }

    /** {@return whether a row has a map of more than one position, which Grad-CAM needs} */
    public boolean hasMap() {
        return rows.haveMap();
    }

    /**
     * Shows the network a picture file.
     *
     * @param picture a file of any kind that the guide lists
     * @return what it sees and says
     * @throws IOException if the file is no picture that can be read; the message names it and what to do
     * @throws IllegalStateException if this is closed
     */
    public SeenPicture see(Path picture) throws IOException {
        return see(Images.decode(picture));
    }

    /**
     * Shows the network a picture from a stream, which is read to the end and stays open.
     *
     * @param picture the bytes of a picture file; the stream is not closed
     * @return what it sees and says
     * @throws IOException if it is no picture that can be read
     * @throws IllegalStateException if this is closed
     */
    public SeenPicture see(InputStream picture) throws IOException {
        return see(Images.decode(picture.readAllBytes(), "The picture"));
    }

    /**
     * Shows the network a picture in memory.
     *
     * @param picture of any size; what is transparent is laid on white
     * @return what it sees and says
     * @throws IllegalStateException if this is closed
     */
    public SeenPicture see(BufferedImage picture) {
        return see(Picture.of(picture));
    }

    /**
     * Shows the network an image of a data set.
     *
     * @param image of any size
     * @return what it sees and says
     * @throws IllegalStateException if this is closed
     */
    public SeenPicture see(Frame image) {
        return see(new Picture(image.height(), image.width(), image.channels(), image.pixels()));
    }

    private SeenPicture see(Picture picture) {
        requireOpen();
        byte[] pixels = reader.pixels(picture);
        try (NDManager scope = manager.newSubManager()) {
            NDArray logits = Inference.forward(block, reader.batch(List.of(pixels), scope));
            Classifications answer = reader.classifications(logits.toFloatArray());
            return new SeenPicture(this, pixels, Drawing.shown(reader, picture), answer);
        }
    }

    private PictureReader reader(int shorterSide, List<Double> thresholds) {
        return new PictureReader(block.summary().input(), classes, shorterSide, thresholds);
    }

    /**
     * Finds the pictures that the network takes for the most like others: those whose features, which its first row without
     * places gives, have the greatest cosine with theirs. One pass over the data, in the memory of a batch.
     *
     * @param pictures of this explainer
     * @param data such as the pictures that it was trained on, of the size of the network's input
     * @param count how many for each, at least 1
     * @return for each picture its neighbours, the most similar first
     * @throws IOException if one of them cannot be read; the message names it
     * @throws java.io.UncheckedIOException if another cannot be read
     * @throws IllegalArgumentException if there is not at least one to find, or the data is of another size
     * @throws IllegalStateException if this is closed
     */
    public List<List<Neighbour>> neighbours(List<SeenPicture> pictures, ImageSource data, int count)
            throws IOException {
        requireOpen();
        if (count < 1) {
            throw new IllegalArgumentException("There must be at least 1 neighbour to find, not " + count);
        }
        if (pictures.isEmpty()) {
            return List.of();
        }
        try (NDManager scope = manager.newSubManager()) {
            List<NDArray> images = pictures.stream()
                    .map(picture -> reader.batch(List.of(picture.pixels()), scope))
                    .toList();
            return new NearestPictures(rows, reader.input(), manager).of(images, data, count);
        }
    }

    /**
     * Draws the filters of the first convolution, each scaled by its largest weight: grey is 0, and a colour's channel is
     * brighter where its weight is above.
     *
     * @param png the file to write
     * @return whether the network begins with a convolution, without which nothing is written
     * @throws IOException if the file cannot be written
     * @throws IllegalStateException if this is closed
     */
    public boolean writeFilters(Path png) throws IOException {
        requireOpen();
        Optional<BufferedImage> sheet = Filters.sheet(rows.get(0));
        if (sheet.isPresent()) {
            Drawing.write(png, sheet.get());
        }
        return sheet.isPresent();
    }

    List<String> labels(Classifications answer) {
        return reader.labels(answer);
    }

    HeatMap gradCam(SeenPicture picture, String className) {
        requireOpen();
        int label = label(className);
        int place = row.orElseGet(rows::lastWithMap);
        NetworkRow looked = rows.get(place);
        try (NDManager scope = manager.newSubManager()) {
            NDArray images = reader.batch(List.of(picture.pixels()), scope);
            float[] map = GradCam.of(rows, place, classes.size(), images, label).toFloatArray();
            int height = Math.toIntExact(looked.output().get(1));
            return new HeatMap(picture, className, "Grad-CAM at " + looked.name(), height, map.length / height, map);
        }
    }

    HeatMap occlusion(SeenPicture picture, String className) {
        requireOpen();
        int label = label(className);
        if (served.isEmpty()) {
            served = Optional.of(serving.open());
        }
        float[] falls = occlusion.of(served.get().layer(), manager, picture.pixels(), label);
        String method = "occlusion by " + occlusion.side() + " × " + occlusion.side();
        return new HeatMap(
                picture,
                className,
                method,
                reader.input().height(),
                reader.input().width(),
                falls);
    }

    List<Path> writeFeatureMaps(SeenPicture picture, Path folder, int maps) throws IOException {
        requireOpen();
        if (maps < 1) {
            throw new IllegalArgumentException("There must be at least 1 map of each row to draw, not " + maps);
        }
        try (NDManager scope = manager.newSubManager()) {
            NDArray images = reader.batch(List.of(picture.pixels()), scope);
            return new FeatureMaps(block.summary().name(), rows, maps).write(folder, images, picture.image());
        }
    }

    /**
     * Checks a class's name.
     *
     * @param className to be explained
     * @throws IllegalArgumentException if the network does not know it; the message names those that it knows
     */
    public void requireClass(String className) {
        label(className);
    }

    private int label(String className) {
        int label = classes.indexOf(className);
        if (label < 0) {
            String more = classes.size() > NAMED ? ", ..." : "";
            throw new IllegalArgumentException(block.summary().name() + " knows no class " + className + "; "
                    + Nearest.question(className, classes) + "there are "
                    + String.join(", ", classes.subList(0, Math.min(NAMED, classes.size()))) + more);
        }
        return label;
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("The explainer is closed: open another, and close it after its last use");
        }
    }

    /** Frees what the engine holds. A second call does nothing. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            served.ifPresent(ServedNetwork::close);
            manager.close();
            owner.run();
        }
    }
}
