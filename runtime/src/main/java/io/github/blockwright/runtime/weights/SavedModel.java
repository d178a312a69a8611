package io.github.blockwright.runtime.weights;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.files.AtomicFiles;
import java.io.IOException;
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
    private static final String SUFFIX = "-0000.params";
    private static final String CLASSES = "Classes";

    public SavedModel {
        classes = List.copyOf(classes);
    }

    /**
     * Writes a network; the file appears whole or not at all.
     *
     * @param name of the file without {@code -0000.params}
     * @param properties for whoever reads it, as {@code Model.getProperty}
     */
    public static void save(
            NetworkBlock<?, ?> block, List<String> classes, Map<String, String> properties, Path directory, String name)
            throws IOException {
        Files.createDirectories(directory);
        Path temporary = Files.createTempDirectory(directory, ".saving");
        try (Model model = Model.newInstance(name)) {
            model.setBlock(block);
            // DJL numbers its files by this property; there is one file, whichever epoch it comes from.
            model.setProperty("Epoch", "0");
            model.setProperty(CLASSES, json(classes));
            properties.forEach(model::setProperty);
            model.save(temporary, name);
            AtomicFiles.write(
                    directory.resolve(name + SUFFIX), part -> Files.move(temporary.resolve(name + SUFFIX), part));
        } finally {
            Files.deleteIfExists(temporary.resolve(name + SUFFIX));
            Files.deleteIfExists(temporary);
        }
    }

    /**
     * Reads a network that {@link #save} wrote.
     *
     * @param file ends in {@code -0000.params}
     * @param block a new block of the same table
     * @throws IOException if the file is missing, damaged, or of another table; the message says which
     */
    public static SavedModel load(Path file, NetworkBlock<?, ?> block) throws IOException {
        String fileName = file.getFileName().toString();
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file.toString(), null, "there is no such model file");
        }
        if (!fileName.endsWith(SUFFIX)) {
            throw new IOException(file + " is not named like a saved model, <name>" + SUFFIX);
        }
        String name = fileName.substring(0, fileName.length() - SUFFIX.length());
        Model model = Model.newInstance(name);
        try {
            model.setBlock(block);
            model.load(file.toAbsolutePath().getParent(), name);
            return new SavedModel(model, block, parse(model.getProperty(CLASSES)));
        } catch (MalformedModelException e) {
            model.close();
            throw new IOException(file + ": " + e.getMessage(), e);
        } catch (IOException | RuntimeException e) {
            model.close();
            throw new IOException(file + " is not a whole model file: " + e, e);
        }
    }

    @Override
    public void close() {
        model.close();
    }

    private static String json(List<String> names) {
        JsonArray array = new JsonArray();
        names.forEach(array::add);
        return array.toString();
    }

    private static List<String> parse(String json) {
        if (json == null) {
            throw new IllegalStateException("it does not name its classes");
        }
        JsonArray array = JsonParser.parseString(json).getAsJsonArray();
        return StreamSupport.stream(array.spliterator(), false)
                .map(element -> element.getAsString())
                .toList();
    }
}
