package io.github.blockwright.runtime.weights;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import com.google.gson.JsonParser;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.blocks.NetworkSummary;
import io.github.blockwright.runtime.files.AtomicFiles;
import io.github.blockwright.runtime.files.CannotWriteException;
import io.github.blockwright.runtime.files.EncodedArrays;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * A trained network in DJL's own format: {@code <name>-0000.params}, which {@code Model.load} reads back into the same
 * generated block without anything of this library but that block. The classes' names and what was measured are among
 * the model's properties.
 *
 * @param model the DJL model; it owns the block's arrays until it is closed
 * @param block the block with its weights
 * @param classes in the order of the network's outputs
 */
public record SavedModel(Model model, NetworkBlock<?, ?> block, List<String> classes) implements AutoCloseable {
    private static final String STREAM = "The stream";
    private static final String SUFFIX = "-0000.params";

    /** The property of a network of several labels that says from which probability on each is given: numbers as JSON. */
    public static final String THRESHOLDS = "Thresholds";

    /**
     * Takes copies of the lists.
     *
     * @param model as the record says
     * @param block as the record says
     * @param classes as the record says
     */
    public SavedModel {
        classes = List.copyOf(classes);
    }

    /**
     * Writes a network; the file appears whole or not at all.
     *
     * @param block with its weights, not folded
     * @param classes in the order of its outputs
     * @param directory made if it is not there
     * @param name of the file without {@code -0000.params}
     * @param properties for whoever reads it, as {@code Model.getProperty}
     * @throws IOException if the file cannot be written
     * @throws IllegalArgumentException if there are more or fewer classes than outputs
     */
    public static void save(
            NetworkBlock<?, ?> block, List<String> classes, Map<String, String> properties, Path directory, String name)
            throws IOException {
        requireClasses(block.summary(), classes);
        Path file = directory.resolve(name + SUFFIX);
        try {
            Files.createDirectories(directory);
            write(block, classes, properties, file, name, Files.createTempDirectory(directory, ".saving"));
        } catch (IOException e) {
            throw CannotWriteException.explained(file, e, bytes(block));
        }
    }

    private static void write(
            NetworkBlock<?, ?> block,
            List<String> classes,
            Map<String, String> properties,
            Path file,
            String name,
            Path temporary)
            throws IOException {
        Path whole = temporary.resolve(fileName(name));
        try (Model model = Model.newInstance(name)) {
            model.setBlock(block);
            // DJL numbers its files by this property; there is one file, whichever epoch it comes from.
            model.setProperty("Epoch", "0");
            ModelHeader.of(block, classes).writeTo(model);
            properties.forEach(model::setProperty);
            model.save(temporary, name);
            AtomicFiles.write(file, part -> Files.move(whole, part));
        } finally {
            Files.deleteIfExists(whole);
            Files.deleteIfExists(temporary);
        }
    }

    private static long bytes(NetworkBlock<?, ?> block) {
        return Float.BYTES * (block.summary().parameters() + block.summary().statistics());
    }

    private static void requireClasses(NetworkSummary summary, List<String> classes) {
        int outputs = summary.classes();
        if (outputs != classes.size()) {
            throw new IllegalArgumentException(summary.name() + " gives " + outputs + " values, but there are "
                    + classes.size() + " names of classes, " + classes + ": name one for each");
        }
    }

    /**
     * What {@link #save} calls the file of this name.
     *
     * @param name as given to {@link #save}
     * @return the name with {@code -0000.params} behind it
     */
    public static String fileName(String name) {
        return name + SUFFIX;
    }

    /**
     * Whether a file is called as {@link #save} calls one.
     *
     * @param file that may be a saved model
     * @return true if its name ends in {@code -0000.params}
     */
    public static boolean isNamedLikeOne(Path file) {
        return file.getFileName().toString().endsWith(SUFFIX);
    }

    /**
     * Reads a network that {@link #save} wrote.
     *
     * @param file ends in {@code -0000.params}
     * @param block a new block of the same table
     * @return owns the arrays, and is the caller's to close
     * @throws IOException if the file is missing, damaged, or of another table; the message says which
     */
    public static SavedModel load(Path file, NetworkBlock<?, ?> block) throws IOException {
        String name = nameOf(file);
        Model model = Model.newInstance(name);
        return read(model, block, file.toString(), () -> {
            EncodedArrays.check(Files.readAllBytes(file));
            model.load(file.toAbsolutePath().getParent(), name);
        });
    }

    private static String nameOf(Path file) throws IOException {
        requireFile(file);
        if (!isNamedLikeOne(file)) {
            throw new IOException(file + " is not named like a saved model, <name>" + SUFFIX);
        }
        String fileName = file.getFileName().toString();
        return fileName.substring(0, fileName.length() - SUFFIX.length());
    }

    private static void requireFile(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file.toString(), null, "there is no such model file");
        }
    }

    private static void readChecked(Model model, byte[] content) throws IOException, MalformedModelException {
        EncodedArrays.check(content);
        model.load(new ByteArrayInputStream(content));
    }

    /**
     * Reads a network that {@link #save} wrote, of the block whose class the file names.
     *
     * @param file ends in {@code -0000.params}
     * @return owns the arrays, and is the caller's to close
     * @throws IOException if the file is missing or damaged, or that class is not there; the message says which
     */
    public static SavedModel load(Path file) throws IOException {
        requireFile(file);
        return load(file, newBlock(file));
    }

    /**
     * Reads a network's values into Java's memory, for who exports or serves it: no engine starts, which saves the time and
     * the memory that it takes. The block computes nothing itself; what is folded from it with an engine's manager does. Where
     * a block of the user's own needs an engine to be read, it is read with one.
     *
     * @param file ends in {@code -0000.params}
     * @return owns the arrays, and is the caller's to close
     * @throws IOException as {@link #load(Path)} does
     */
    public static SavedModel loadValues(Path file) throws IOException {
        requireFile(file);
        return loadValues(file, newBlock(file));
    }

    /**
     * The same of a block that is there already.
     *
     * @param file ends in {@code -0000.params}
     * @param block a new block of the same table, not to be used by itself
     * @return owns the arrays, and is the caller's to close
     * @throws IOException as {@link #load(Path, NetworkBlock)} does
     */
    public static SavedModel loadValues(Path file, NetworkBlock<?, ?> block) throws IOException {
        Model model = new ValuesModel(nameOf(file));
        try {
            return read(model, block, file.toString(), () -> readChecked(model, Files.readAllBytes(file)));
        } catch (UnsupportedOperationException e) {
            return load(file, block);
        }
    }

    private static NetworkBlock<?, ?> newBlock(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return ModelHeader.read(in, file.toString()).newBlock(file.toString());
        }
    }

    /**
     * Reads what {@link #save} wrote from a stream, such as a resource in a program's own jar. The stream is read to the end
     * and stays open.
     *
     * @param in what {@link #save} wrote
     * @param block a new block of the same table
     * @return owns the arrays, and is the caller's to close
     * @throws IOException if the content is damaged, or of another table; the message says which
     */
    public static SavedModel load(InputStream in, NetworkBlock<?, ?> block) throws IOException {
        return load(in.readAllBytes(), block);
    }

    /**
     * Reads what {@link #save} wrote from a stream, of the block whose class it names. The stream is read to the end and stays
     * open.
     *
     * @param in what {@link #save} wrote
     * @return owns the arrays, and is the caller's to close
     * @throws IOException if the content is damaged, or that class is not there; the message says which
     */
    public static SavedModel load(InputStream in) throws IOException {
        byte[] content = in.readAllBytes();
        return load(content, newBlock(content));
    }

    /**
     * The same with values in Java's memory, as {@link #loadValues(Path)} has them.
     *
     * @param in what {@link #save} wrote
     * @return owns the arrays, and is the caller's to close
     * @throws IOException as {@link #load(InputStream)} does
     */
    public static SavedModel loadValues(InputStream in) throws IOException {
        byte[] content = in.readAllBytes();
        NetworkBlock<?, ?> block = newBlock(content);
        Model model = new ValuesModel(block.summary().name());
        try {
            return read(model, block, STREAM, () -> readChecked(model, content));
        } catch (UnsupportedOperationException e) {
            return load(content, block);
        }
    }

    private static NetworkBlock<?, ?> newBlock(byte[] content) throws IOException {
        return ModelHeader.read(new ByteArrayInputStream(content), STREAM).newBlock(STREAM);
    }

    private static SavedModel load(byte[] content, NetworkBlock<?, ?> block) throws IOException {
        Model model = Model.newInstance(block.summary().name());
        return read(model, block, STREAM, () -> readChecked(model, content));
    }

    /**
     * From which probability on each label is given, of a network of several.
     *
     * @return one for each class, 0.5 where none were chosen; for a network that gives one class, none
     */
    public List<Double> thresholds() {
        String json = model.getProperty(THRESHOLDS);
        if (json == null || !block.summary().multiLabel()) {
            return block.summary().usualThresholds();
        }
        return StreamSupport.stream(
                        JsonParser.parseString(json).getAsJsonArray().spliterator(), false)
                .map(element -> element.getAsDouble())
                .toList();
    }

    /**
     * Lets a block adopt the conventions of a saved model; the block's values stay.
     *
     * @param file ends in {@code -0000.params}
     * @param block of the same table
     * @throws IOException if the file is missing, damaged, or of another table; the message says which
     */
    public static void adoptConventions(Path file, NetworkBlock<?, ?> block) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            ModelHeader.adoptConventions(in, file.toString(), block);
        }
    }

    /** Reads a model that may be damaged in any way. */
    @FunctionalInterface
    private interface Reading {
        void read() throws IOException, MalformedModelException;
    }

    private static SavedModel read(Model model, NetworkBlock<?, ?> block, String source, Reading reading)
            throws IOException {
        String task;
        try {
            model.setBlock(block);
            reading.read();
            ModelHeader header = ModelHeader.of(model);
            SavedModel saved = new SavedModel(model, block, header.classes());
            var unused = saved.thresholds();
            task = header.task();
            if (task.equals(RunDescription.taskOf(block.summary()))) {
                return saved;
            }
        } catch (MalformedModelException e) {
            model.close();
            throw new IOException(source + ": " + e.getMessage(), e);
        } catch (IOException | RuntimeException e) {
            model.close();
            if (model instanceof ValuesModel && e instanceof UnsupportedOperationException needsAnEngine) {
                throw needsAnEngine;
            }
            throw new IOException(source + " is not a whole model file: " + e, e);
        } catch (OutOfMemoryError e) {
            model.close();
            throw ModelHeader.tooLarge(source, e);
        }
        model.close();
        throw RunDescription.otherTask(source, task, block.summary());
    }

    /**
     * Reads the names of the classes that a model has, and no weights.
     *
     * @param file which {@link #save} wrote
     * @return in the order of the network's outputs
     * @throws IOException if the file is missing or damaged; the message says which
     */
    public static List<String> classesOf(Path file) throws IOException {
        requireFile(file);
        try (InputStream in = Files.newInputStream(file)) {
            return ModelHeader.read(in, file.toString()).classes();
        }
    }

    @Override
    public void close() {
        model.close();
    }
}
