package io.github.blockwright.runtime.serve;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.util.cuda.CudaUtils;
import ai.djl.util.passthrough.PassthroughNDArray;
import io.github.blockwright.runtime.batches.PictureReader;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.engine.EngineThreads;
import io.github.blockwright.runtime.export.Onnx;
import io.github.blockwright.runtime.export.OnnxExporter;
import io.github.blockwright.runtime.weights.SavedModel;
import java.util.List;
import java.util.Objects;

/**
 * Opens a trained network for inference on the fastest engine at hand.
 *
 * <pre>{@code
 * try (Classifier classifier = Serving.of(block).threads(2).classifier(classes)) {
 *     System.out.println(classifier.description());
 *     System.out.println(classifier.classify(Path.of("basket.jpg")).best());
 * }
 * }</pre>
 *
 * <p>The output is the block's own up to rounding, whichever engine computes it. The settings are for one thread; {@link
 * Classifier} and {@link ServedNetwork} say what they are for.
 */
public final class Serving {
    private final NetworkBlock<?, ?> block;
    private final Onnx onnx;
    private ServingEngine engine = ServingEngine.AUTO;
    private int threads = EngineThreads.count();
    private int shorterSide;
    private List<Double> thresholds;

    private Serving(NetworkBlock<?, ?> block) {
        this.block = block;
        this.onnx = Onnx.of(block);
        this.thresholds = block.summary().usualThresholds();
    }

    /**
     * A network to be served with the weights that it has when it is opened.
     *
     * @param block initialised, not folded; it stays its owner's
     * @return this serving, to be opened
     * @throws IllegalArgumentException if the block is folded
     * @throws IllegalStateException if it has no weights yet
     */
    public static Serving of(NetworkBlock<?, ?> block) {
        String name = block.summary().name();
        if (block.isFolded()) {
            throw new IllegalArgumentException(
                    name + " is folded for inference already: serve the block that it is folded from");
        }
        if (!block.isInitialized()) {
            throw new IllegalStateException(
                    name + " has no weights yet: initialize it or load weights before serving it");
        }
        return new Serving(block);
    }

    /**
     * Chooses the engine; {@link ServingEngine#AUTO} unless this is called.
     *
     * @param choice the engine
     * @return this
     */
    public Serving engine(ServingEngine choice) {
        engine = Objects.requireNonNull(choice, "choice");
        return this;
    }

    /**
     * Sets the number of ONNX Runtime's threads, which is that of {@link EngineThreads} unless this is called.
     *
     * @param count at least 1
     * @return this
     * @throws IllegalArgumentException if there is not at least one
     */
    public Serving threads(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("There must be at least 1 thread, not " + count);
        }
        threads = count;
        return this;
    }

    /**
     * Says how ONNX Runtime computes blocks of exactly this class; see {@link Onnx#exporter}.
     *
     * @param type of the blocks, exactly
     * @param exporter adds their nodes to the graph
     * @param <B> the class
     * @return this
     */
    public <B extends Block> Serving exporter(Class<B> type, OnnxExporter<? super B> exporter) {
        onnx.exporter(type, exporter);
        return this;
    }

    /**
     * Scales a picture's shorter side to so many pixels before the middle is kept, as published ImageNet networks are
     * evaluated: 256 for an input of 224. As little as the input needs unless this is called.
     *
     * @param pixels at least the larger side of the table's input
     * @return this
     */
    public Serving shorterSide(int pixels) {
        shorterSide = pixels;
        return this;
    }

    /**
     * Says from which probability on a network of several labels gives each, as {@link
     * SavedModel#thresholds} does; 0.5 unless this is called.
     *
     * @param values one for each label; none for a network that gives one class
     * @return this
     * @throws IllegalArgumentException if there are more or fewer
     */
    public Serving thresholds(List<Double> values) {
        if (values.size() != thresholds.size()) {
            throw new IllegalArgumentException(block.summary().name() + " needs " + thresholds.size()
                    + " thresholds, not " + values.size() + ": one for each label of a table with Task.MULTI_LABEL");
        }
        thresholds = List.copyOf(values);
        return this;
    }

    /**
     * Opens the network as a classifier of pictures. The block stays its owner's.
     *
     * @param classes in the order of the network's outputs
     * @return open until it is closed, which is the caller's to do
     * @throws ServingException as {@link #open} does
     * @throws IllegalArgumentException if there are more or fewer classes than outputs, or the input is neither RGB
     *     nor grey
     */
    public Classifier classifier(List<String> classes) {
        return classifier(classes, () -> {});
    }

    /** @param owner frees the block, with the classifier */
    Classifier classifier(List<String> classes, Runnable owner) {
        Shape output = block.outputShape(block.summary().input().shape(1));
        if (output.dimension() != 2 || output.get(1) != classes.size()) {
            throw new IllegalArgumentException(block.summary().name() + " gives " + output + ", but there are "
                    + classes.size() + " classes: name one class for each output");
        }
        PictureReader reader = new PictureReader(block.summary().input(), classes, shorterSide, thresholds);
        return new Classifier(open(), reader, owner);
    }

    /**
     * Opens the network.
     *
     * @return open until it is closed, which is the caller's to do
     * @throws ServingException if ONNX Runtime is chosen and is not there or does not take the network
     * @throws IllegalArgumentException if ONNX Runtime is chosen and a row has a block without an exporter
     */
    public ServedNetwork open() {
        return switch (engine) {
            case AUTO -> fastest();
            case ONNXRUNTIME -> onnxRuntime();
            case PYTORCH -> pytorch("");
        };
    }

    private ServedNetwork fastest() {
        if (device().isGpu()) {
            return pytorch(" on " + device());
        }
        try {
            return onnxRuntime();
        } catch (ServingException | IllegalArgumentException e) {
            return pytorch(" (not ONNX Runtime: " + e.getMessage() + ")");
        }
    }

    private ServedNetwork onnxRuntime() {
        requireOnnxRuntime();
        OnnxRuntimeLayer layer = new OnnxRuntimeLayer(block, onnx.toBytes(), threads);
        String description = "ONNX Runtime " + layer.version() + ", " + counted(threads);
        return new ServedNetwork(layer, block.summary().name(), description);
    }

    private ServedNetwork pytorch(String remark) {
        Model model = Model.newInstance(block.summary().name(), device());
        Engine djl = model.getNDManager().getEngine();
        String description =
                djl.getEngineName() + " " + djl.getVersion() + ", " + counted(EngineThreads.count()) + remark;
        return new ServedNetwork(model, block.fold(model.getNDManager()), description);
    }

    /** Where the weights are, or would be if an engine had read them. */
    private Device device() {
        List<Parameter> parameters = block.getParameters().values();
        if (!parameters.isEmpty() && !(parameters.get(0).getArray() instanceof PassthroughNDArray)) {
            return parameters.get(0).getArray().getDevice();
        }
        return CudaUtils.hasCuda() ? Engine.getInstance().defaultDevice() : Device.cpu();
    }

    private static String counted(int threads) {
        return threads == 1 ? "1 thread" : threads + " threads";
    }

    private static Throwable rootOf(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static void requireOnnxRuntime() {
        try {
            Class<?> there = Class.forName("ai.onnxruntime.OrtEnvironment");
            // It may lie on the class path of a program that is made of modules.
            Serving.class.getModule().addReads(there.getModule());
        } catch (ClassNotFoundException e) {
            throw new ServingException(
                    "ONNX Runtime is not on the class path; add com.microsoft.onnxruntime:onnxruntime", e);
        } catch (LinkageError e) {
            throw new ServingException(
                    "ONNX Runtime's native library, which is unpacked into " + System.getProperty("java.io.tmpdir")
                            + ", cannot be loaded: " + rootOf(e),
                    e);
        }
    }
}
