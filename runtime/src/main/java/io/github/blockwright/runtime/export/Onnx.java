package io.github.blockwright.runtime.export;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.util.passthrough.PassthroughNDManager;
import ai.onnx.proto.OnnxMl.ModelProto;
import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.data.ImageSource;
import io.github.blockwright.runtime.export.LayerNodes.Registered;
import io.github.blockwright.runtime.files.AtomicFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Writes a network as an ONNX model of any batch size.
 *
 * <pre>{@code
 * Onnx.of(block).preprocessing().labels(classes).write(Path.of("cifar10.onnx"));
 * }</pre>
 *
 * <p>Its input is {@code images}, float32 of shape (batch, C, H, W) with the values that the table's {@code @Input}
 * makes of pixels, and its output the table's last row. Every layer's output is called after its place in the table, such
 * as {@code stage2} or {@code stage2.0.expand}; a dropout passes its input on and has none. The model's metadata has the table's name, its summary, its fingerprint,
 * the labels, one a line, and the licence under ONNX's own key {@code model_license}; of a network that gives several labels
 * also the {@code task}, {@code multi-label}, and the {@code thresholds}, one a line.
 */
public final class Onnx {
    /** The version of ONNX's operators in the models that are written: that of ONNX 1.13, from 2022. */
    public static final int OPSET = 18;

    private final NetworkBlock<?, ?> block;
    private final Map<Class<?>, Registered<?>> exporters = new HashMap<>();
    private boolean keepsBatchNorm;
    private boolean preprocesses;
    private int shorterSide;
    private List<String> labels = List.of();
    private List<Double> thresholds;
    private Optional<String> licence = Optional.empty();
    private Optional<ImageSource> calibration = Optional.empty();

    private Onnx(NetworkBlock<?, ?> block) {
        this.block = block;
        this.thresholds = block.summary().usualThresholds();
    }

    /**
     * Starts the export of a network: with batch normalisation folded into convolutions, and nothing else.
     *
     * @param block initialised, not folded
     * @return the export, to be written
     */
    public static Onnx of(NetworkBlock<?, ?> block) {
        return new Onnx(Objects.requireNonNull(block, "block"));
    }

    /**
     * Writes a network as {@code Onnx.of(block).write(file)} does.
     *
     * @param block initialised, not folded
     * @param file the file to write, which ends in {@code .onnx}
     * @throws IOException if the file cannot be read or written
     */
    public static void export(NetworkBlock<?, ?> block, Path file) throws IOException {
        of(block).write(file);
    }

    /**
     * Keeps batch normalisation as nodes of its own.
     *
     * @return this
     */
    public Onnx keepBatchNorm() {
        keepsBatchNorm = true;
        return this;
    }

    /**
     * Puts everything between a decoded picture and probabilities into the model: its input is then {@code pixels}, uint8 of
     * shape (batch, height, width, C) with any height and width, upright, RGB or grey as the table's {@code @Input} says;
     * and its output {@code probabilities}, float32 of shape (batch, classes). A picture is scaled until it just covers the
     * table's input, its middle is kept, and what {@code @Input} makes of pixels is made of that, as when this library
     * classifies a picture. Of a picture of extreme proportions, all that it is scaled to is held in memory.
     *
     * @return this
     */
    public Onnx preprocessing() {
        preprocesses = true;
        return this;
    }

    /**
     * Scales a picture's shorter side to so many pixels before the middle is kept, as published ImageNet networks are
     * evaluated: 256 for an input of 224. As little as the input needs unless this is called; for {@link #preprocessing}.
     *
     * @param pixels at least the larger side of the table's input
     * @return this
     * @throws IllegalArgumentException if it is less
     */
    public Onnx shorterSide(int pixels) {
        InputSpec input = block.summary().input();
        if (pixels < Math.max(input.height(), input.width())) {
            throw new IllegalArgumentException("The shorter side must be at least "
                    + Math.max(input.height(), input.width()) + ", the table's input, not " + pixels);
        }
        shorterSide = pixels;
        return this;
    }

    /**
     * Quantises the network to int8 (post-training, static, in ONNX's QDQ form): weights per output channel, activations
     * per array in the range that they take on calibration images. The weights take a quarter of the room; convolutions and
     * dense layers run on whole numbers where the machine has them.
     *
     * @param images a hundred or more like those that the model will see, in the size of the table's input; their labels
     *     play no part
     * @return this
     */
    public Onnx int8(ImageSource images) {
        calibration = Optional.of(images);
        return this;
    }

    /**
     * Names the classes in the model's metadata.
     *
     * @param labels in the order of the network's outputs
     * @return this
     * @throws IllegalArgumentException if a label has several lines
     */
    public Onnx labels(List<String> labels) {
        for (String label : labels) {
            if (label.lines().count() > 1) {
                throw new IllegalArgumentException(
                        "The label \"" + label.lines().findFirst().orElseThrow()
                                + "...\" has several lines, but the model's metadata has one label a line");
            }
        }
        this.labels = List.copyOf(labels);
        return this;
    }

    /**
     * Says in the model's metadata from which probability on a network of several labels gives each; 0.5 unless this is called.
     *
     * @param values one for each label; none for a network that gives one class
     * @return this
     * @throws IllegalArgumentException if there are more or fewer
     */
    public Onnx thresholds(List<Double> values) {
        if (values.size() != thresholds.size()) {
            throw new IllegalArgumentException(block.summary().name() + " needs " + thresholds.size()
                    + " thresholds, not " + values.size() + ": one for each label of a table with Task.MULTI_LABEL");
        }
        thresholds = List.copyOf(values);
        return this;
    }

    /**
     * Says in the model's metadata under which licence the weights are, such as {@code Apache-2.0}.
     *
     * @param licence as in the file's metadata
     * @return this
     */
    public Onnx licence(String licence) {
        this.licence = Optional.of(licence);
        return this;
    }

    /**
     * Registers how blocks of exactly this class are exported: those of {@code @Apply} rows, or layers of one's own.
     *
     * @param <B> the class
     * @param type of the blocks, exactly
     * @param exporter adds their nodes to the graph
     * @return this
     */
    public <B extends Block> Onnx exporter(Class<B> type, OnnxExporter<? super B> exporter) {
        exporters.put(type, new Registered<>(type, exporter));
        return this;
    }

    /**
     * Writes the model; the file appears whole or not at all. The same network gives the same bytes.
     *
     * @param file the file to write, which ends in {@code .onnx}
     * @throws IllegalStateException if the network has no weights yet, or is to be int8 and keep batch normalisation
     * @throws IllegalArgumentException if a row has a block without an exporter, the labels are not as many as the
     *     network's outputs, or the table ends in a map, of which there are no probabilities; the message names it
     * @throws IOException if the file cannot be read or written
     */
    public void write(Path file) throws IOException {
        ModelProto model = model();
        AtomicFiles.write(file, part -> {
            try (OutputStream out = Files.newOutputStream(part)) {
                model.writeTo(out);
            }
        });
    }

    /**
     * The bytes that {@link #write} writes, for a runtime in this process.
     *
     * @return the file's content
     * @throws IllegalStateException as {@link #write} does
     * @throws IllegalArgumentException as {@link #write} does
     */
    public byte[] toBytes() {
        return model().toByteArray();
    }

    private ModelProto model() {
        if (!block.isInitialized()) {
            throw new IllegalStateException(
                    block.summary().name() + " has no weights yet: initialize it or load weights before exporting it");
        }
        if (calibration.isPresent() && keepsBatchNorm) {
            throw new IllegalStateException(
                    "There is no batch normalisation in int8: leave out either keepBatchNorm or int8");
        }
        Shape output = block.outputShape(block.summary().input().shape(1));
        if (preprocesses && output.dimension() != 2) {
            throw new IllegalArgumentException(block.summary().name() + " ends in a map of shape " + output
                    + ", of which there are no probabilities: export it without preprocessing");
        }
        if (!labels.isEmpty() && labels.size() != output.get(1)) {
            throw new IllegalArgumentException(block.summary().name() + " has " + output.get(1)
                    + " outputs, but there are " + labels.size() + " labels: give one for each output");
        }
        if (keepsBatchNorm || block.getParameters().isEmpty()) {
            return model(block, Optional.empty());
        }
        NDManager owner = block.getParameters().valueAt(0).getArray().getManager();
        boolean withoutEngine = owner instanceof PassthroughNDManager;
        if (withoutEngine && calibration.isEmpty()) {
            try {
                return model(block.fold(owner), Optional.empty());
            } catch (UnsupportedOperationException e) {
                // A block of the user's own takes an engine to be made: it starts after all.
            }
        }
        try (NDManager scope = withoutEngine ? NDManager.newBaseManager() : owner.newSubManager()) {
            return model(block.fold(scope), Optional.of(scope));
        }
    }

    /** @param scope of calibration, if the model may be quantised */
    private ModelProto model(NetworkBlock<?, ?> network, Optional<NDManager> scope) {
        LayerNodes layers = new LayerNodes(exporters);
        OnnxModel model = new OnnxModel(network.summary(), layers, OnnxGraph.Observer.NONE);
        OnnxValue x = preprocesses
                ? model.pixels(new OnnxPreprocessing(network.summary().input(), shorterSide))
                : model.images();
        OnnxValue y = model.rows(network, x);
        model.output(preprocesses ? model.probabilities(y) : y);
        if (calibration.isPresent() && scope.isPresent()) {
            Map<String, Range> ranges = Calibration.of(network, layers, calibration.get(), x, scope.get());
            // Whatever reads the network's answer reads it in full precision.
            ranges.remove(y.name());
            model.quantize(ranges);
        }
        return model.build(labels, thresholds, licence);
    }
}
