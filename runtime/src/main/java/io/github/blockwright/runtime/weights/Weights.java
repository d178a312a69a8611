package io.github.blockwright.runtime.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.util.Pair;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.engine.InPlace;
import io.github.blockwright.runtime.layers.Conventions;
import io.github.blockwright.runtime.weights.formats.WeightFile;
import io.github.blockwright.runtime.weights.formats.WeightFileException;
import io.github.blockwright.runtime.weights.formats.WeightFiles;
import io.github.blockwright.runtime.weights.formats.WeightTensor;
import io.github.blockwright.runtime.weights.formats.WeightType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Moves weights between files and blocks, by the names that a family has for them. */
public final class Weights {
    private static final String VARIANCE = ".norm.runningVar";

    private Weights() {}

    /**
     * Fills a block's parameters, statistics too, from a file of any family and format: safetensors, a PyTorch state
     * dictionary, Keras' weights or an ONNX model, told by its content. The family is the one whose names the file has. A classifier of
     * another shape, for other classes, is left out, and the block's own keeps its values.
     *
     * @param file safetensors, PyTorch, Keras or ONNX; the kind is told from its content
     * @param block initialised or not
     * @param manager owns the arrays of a block that is not initialised yet
     * @return what was loaded and what was left
     * @throws IOException if the file cannot be read, or fits the block under no family's names; the message says how the
     *     nearest differs
     * @throws IllegalArgumentException if no family has names for the table, or the block is folded
     */
    public static LoadReport load(NetworkBlock<?, ?> block, Path file, NDManager manager) throws IOException {
        return load(block, file, Optional.empty(), Optional.empty(), manager);
    }

    /**
     * The same for a file that has the names of this family.
     *
     * @param block initialised or not
     * @param file safetensors, PyTorch, Keras or ONNX; the kind is told from its content
     * @param family whose names the file has
     * @param manager owns the arrays of a block that is not initialised yet
     * @return what was loaded and what was left
     * @throws IOException if the file cannot be read or does not fit the block; the message says how they differ
     * @throws IllegalArgumentException if the family has no names for the table, or the block is folded
     */
    public static LoadReport load(NetworkBlock<?, ?> block, Path file, Family family, NDManager manager)
            throws IOException {
        return load(block, file, Optional.of(family), Optional.empty(), manager);
    }

    /**
     * The same with a choice among the weights of a checkpoint.
     *
     * @param block initialised or not
     * @param file the file
     * @param family whose names the file has; empty to find it by them
     * @param key of a PyTorch checkpoint under which the weights are; empty for the usual keys, averaged weights first
     * @param manager owns the arrays of a block that is not initialised yet
     * @return what was loaded and what was left
     * @throws IOException if the file cannot be read, has nothing under the key, or does not fit the block; the message
     *     says how they differ
     * @throws IllegalArgumentException if the family has no names for the table, or the block is folded
     */
    public static LoadReport load(
            NetworkBlock<?, ?> block, Path file, Optional<Family> family, Optional<String> key, NDManager manager)
            throws IOException {
        WeightFile content = WeightFiles.read(file, key);
        NameMap names = family.isPresent() ? NameMap.of(block, family.get()) : FamilyOfFile.names(block, content);
        return load(block, names, content, Head.IF_IT_FITS, manager);
    }

    /**
     * Fills a block's parameters, statistics too. Everything is checked first, so a block is filled wholly or left as it
     * was.
     *
     * @param block initialised or not
     * @param names where the parameters are
     * @param file holds all of them and, but for what only training needs, nothing else
     * @param key of a PyTorch checkpoint under which the weights are; empty for the usual keys, averaged weights first
     * @param head whether the classifier is among them
     * @param manager owns the arrays of a block that is not initialised yet
     * @return what was loaded and what was left
     * @throws IOException if the file cannot be read, parameters are missing, shapes differ, the file has more than the
     *     table, or a value is not finite; the message has a table of the first differences, and the fix
     */
    public static LoadReport load(
            NetworkBlock<?, ?> block, NameMap names, Path file, Optional<String> key, Head head, NDManager manager)
            throws IOException {
        return load(block, names, WeightFiles.read(file, key), head, manager);
    }

    /**
     * The same from the usual keys of a checkpoint.
     *
     * @param block initialised or not
     * @param names of the block's parameters in the family's files
     * @param file the file
     * @param head what becomes of the classifier
     * @param manager owns the arrays of a block that is not initialised yet
     * @return what was loaded and what was left
     * @throws IOException if the file cannot be read or written
     */
    public static LoadReport load(NetworkBlock<?, ?> block, NameMap names, Path file, Head head, NDManager manager)
            throws IOException {
        return load(block, names, file, Optional.empty(), head, manager);
    }

    static LoadReport load(NetworkBlock<?, ?> block, NameMap names, WeightFile file, Head head, NDManager manager)
            throws WeightFileException {
        Map<String, Parameter> parameters = parameters(block);
        Matching matching = Matching.of(names, shapes(parameters), file, head);
        matching.requireComplete(block.summary().name(), file);
        Unpadded.requireSame(block, file);
        matching.file().requireFinite();
        List<String> adopted = Adoption.of(block, matching.names(), file);
        if (!block.isInitialized()) {
            block.initialize(manager);
        }
        matching.tensors().forEach((entry, tensor) -> {
            float[] values = entry.layout().toTable(tensor.toFloats(), tensor.shape());
            fill(parameters.get(entry.parameter()).getArray(), values);
        });
        return matching.report().with(adopted);
    }

    /**
     * A block for as many classes as a file's classifier has, to load the file into.
     *
     * @param block of the network that the file is of; stays as it is
     * @param file the file
     * @param family whose names the file has; empty to find it by them
     * @param key of a PyTorch checkpoint under which the weights are; empty for the usual keys, averaged weights first
     * @return the block itself if it has as many, or the file has no classifier
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if the family has no names for the table, or it cannot be made for the classes
     */
    public static NetworkBlock<?, ?> blockFor(
            NetworkBlock<?, ?> block, Path file, Optional<Family> family, Optional<String> key) throws IOException {
        WeightFile content = WeightFiles.read(file, key);
        NameMap names = family.isPresent() ? NameMap.of(block, family.get()) : FamilyOfFile.names(block, content);
        Optional<Long> classes = Fitting.classes(Matching.of(names, shapes(block), content, Head.SKIP));
        return classes.isPresent() && block.summary().takesClasses()
                ? block.forClasses(Math.toIntExact(classes.get()))
                : block;
    }

    /**
     * Writes a block's parameters as float32, statistics too, under the names and in the layout of a family; the file
     * appears whole or not at all. Where the family's batch normalisation has another epsilon than the block's, the running
     * variances are written so much smaller or larger that the family's network computes the same.
     *
     * @param block initialised
     * @param names of the block's parameters in the family's files
     * @param file ends in {@code .safetensors}, in {@code .pth} for PyTorch's own, or for {@code model.load_weights} of
     *     Keras in {@code .weights.h5}, {@code .h5} or {@code .keras}
     * @throws IOException if the file cannot be written
     * @throws IllegalArgumentException if the name ends otherwise, such a file cannot hold the family, or the family pads
     *     otherwise than the block
     */
    public static void save(NetworkBlock<?, ?> block, NameMap names, Path file) throws IOException {
        save(block, names, WeightType.F32, file);
    }

    /**
     * As above, in another type.
     *
     * @param type a floating point type; values are rounded to it
     * @param file ends in {@code .safetensors}, in {@code .pth} for PyTorch's own, or for {@code model.load_weights} of
     *     Keras in {@code .weights.h5}, {@code .h5} or {@code .keras}
     * @throws IllegalArgumentException if the name ends otherwise, or such a file cannot hold the family or the type
     */
    static void save(NetworkBlock<?, ?> block, NameMap names, WeightType type, Path file) throws IOException {
        WrittenFormat format = WrittenFormat.of(file, names.family(), type);
        Map<String, Parameter> parameters = parameters(block);
        Map<String, WeightTensor> tensors = new LinkedHashMap<>();
        Map<String, Conventions> conventions = Adoption.conventions(block);
        requireSamePadding(conventions.values(), names, file);
        for (NameMap.Entry entry : names.entries()) {
            NDArray array = parameters.get(entry.parameter()).getArray();
            long[] shape = array.getShape().getShape();
            float[] values = entry.layout().toFile(array.toFloatArray(), shape);
            if (entry.parameter().endsWith(VARIANCE)) {
                String layer = entry.parameter().substring(0, entry.parameter().length() - VARIANCE.length());
                shift(values, conventions.get(layer), names.conventions());
            }
            tensors.put(
                    entry.name(),
                    WeightTensor.of(entry.layout().fileShape(shape), values).as(type));
        }
        if (format.isKeras()) {
            // Keras 2 loads by the order of the layers, of which this is the first.
            Map<String, WeightTensor> layers = new LinkedHashMap<>(
                    KerasNormalization.of(names, block.summary().input()));
            layers.putAll(tensors);
            tensors = layers;
        }
        format.write(
                file,
                names.family(),
                tensors,
                WrittenInput.metadata(block.summary().name(), block.summary().input()));
    }

    private static void requireSamePadding(Collection<Conventions> conventions, NameMap names, Path file) {
        for (Conventions block : conventions) {
            if (block.padding() != names.conventions().padding()) {
                throw new IllegalArgumentException(file + ": networks of " + names.family() + " pad "
                        + names.conventions().padding() + ", but these weights were trained with padding "
                        + block.padding() + ", so they would predict something else there: write the names of another"
                        + " family, or train with padding = Padding."
                        + names.conventions().padding() + " in @Network");
            }
        }
    }

    /** Makes variance + epsilon what it was, with the epsilon of the network that will have the values. */
    private static void shift(float[] variances, Conventions block, Conventions family) {
        double difference = (double) block.batchNormEpsilon() - family.batchNormEpsilon();
        if (difference != 0) {
            for (int i = 0; i < variances.length; i++) {
                variances[i] = (float) (variances[i] + difference);
            }
        }
    }

    private static Map<String, Parameter> parameters(NetworkBlock<?, ?> block) {
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        for (Pair<String, Parameter> parameter : block.getParameters()) {
            parameters.put(parameter.getKey(), parameter.getValue());
        }
        return parameters;
    }

    /** The shapes of a block's parameters by their paths, known before there are values. */
    static Map<String, Shape> shapes(NetworkBlock<?, ?> block) {
        return shapes(parameters(block));
    }

    private static Map<String, Shape> shapes(Map<String, Parameter> parameters) {
        Map<String, Shape> shapes = new HashMap<>();
        parameters.forEach((path, parameter) -> shapes.put(path, parameter.getShape()));
        return shapes;
    }

    /** Into the array's own memory, where views of it see the values. */
    private static void fill(NDArray array, float[] values) {
        try (NDArray target = array.stopGradient();
                NDArray source = target.getManager().create(values, target.getShape())) {
            InPlace.copy(source, target);
        }
    }
}
