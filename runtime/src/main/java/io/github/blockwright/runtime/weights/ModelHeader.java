package io.github.blockwright.runtime.weights;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UTFDataFormatException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a saved model says of itself in front of its values, as properties of DJL's.
 *
 * @param network the class of its block; empty if it was not said
 * @param classes in the order of its outputs
 * @param task of its table
 */
record ModelHeader(Optional<String> network, List<String> classes, String task) {
    private static final String CLASSES = "Classes";
    private static final String NETWORK = "Network";
    private static final String TASK = "Task";

    static ModelHeader of(NetworkBlock<?, ?> block, List<String> classes) {
        return new ModelHeader(
                Optional.of(block.getClass().getName()), classes, RunDescription.taskOf(block.summary()));
    }

    /** @throws IllegalStateException if it does not name its classes */
    static ModelHeader of(Model model) {
        return new ModelHeader(
                Optional.ofNullable(model.getProperty(NETWORK)),
                names(model.getProperty(CLASSES)),
                // Earlier versions knew one task.
                Objects.requireNonNullElse(model.getProperty(TASK), RunDescription.CLASSIFICATION));
    }

    void writeTo(Model model) {
        JsonArray names = new JsonArray();
        classes.forEach(names::add);
        model.setProperty(CLASSES, names.toString());
        network.ifPresent(name -> model.setProperty(NETWORK, name));
        model.setProperty(TASK, task);
    }

    /**
     * Reads the header of a model, and no values.
     *
     * @param source for messages
     * @throws IOException if it is damaged
     */
    static ModelHeader read(InputStream in, String source) throws IOException {
        try (Model model = new ValuesModel("header")) {
            load(model, in, source, Optional.empty());
            return of(model);
        } catch (RuntimeException e) {
            throw damaged(source, e);
        }
    }

    /** Lets a block adopt the conventions of a model, whose values are not read. */
    static void adoptConventions(InputStream in, String source, NetworkBlock<?, ?> block) throws IOException {
        try (Model model = new ValuesModel("header")) {
            load(model, in, source, Optional.of(block));
        }
    }

    /**
     * A new block of the network, for as many classes.
     *
     * @param source for messages
     * @throws IOException if its class is not said or not here
     */
    NetworkBlock<?, ?> newBlock(String source) throws IOException {
        if (network.isEmpty()) {
            throw new IOException(source + " does not say of which network it is: give the block too");
        }
        return NetworkBlocks.create(network.get(), classes.size(), source);
    }

    private static void load(Model model, InputStream in, String source, Optional<NetworkBlock<?, ?>> block)
            throws IOException {
        try {
            model.setBlock(new Unread(block));
            model.load(in);
        } catch (MalformedModelException e) {
            throw new IOException(source + ": " + e.getMessage(), e);
        } catch (EOFException | UTFDataFormatException | RuntimeException e) {
            throw damaged(source, e);
        } catch (OutOfMemoryError e) {
            throw tooLarge(source, e);
        }
    }

    /** What stands in front of the arrays can claim more than any memory holds. */
    static IOException tooLarge(String source, OutOfMemoryError cause) {
        return new IOException(
                source + " asks for more memory than there is (" + cause.getMessage()
                        + "): it is damaged, or give Java more with -Xmx",
                cause);
    }

    private static IOException damaged(String source, Exception cause) {
        return new IOException(source + " is not a whole model file: " + cause, cause);
    }

    private static List<String> names(String json) {
        if (json == null) {
            throw new IllegalStateException("it does not name its classes");
        }
        return JsonParser.parseString(json).getAsJsonArray().asList().stream()
                .map(JsonElement::getAsString)
                .toList();
    }

    /** Takes the place of the block while only what stands before the values is wanted: it reads none. */
    private static final class Unread extends AbstractBlock {
        private final Optional<NetworkBlock<?, ?>> block;

        /** @param block adopts the conventions; empty if only the properties are wanted */
        private Unread(Optional<NetworkBlock<?, ?>> block) {
            this.block = block;
        }

        @Override
        protected NDList forwardInternal(
                ParameterStore store, NDList inputs, boolean training, PairList<String, Object> parameters) {
            return inputs;
        }

        @Override
        public Shape[] getOutputShapes(Shape[] inputShapes) {
            return inputShapes;
        }

        @Override
        public void loadParameters(NDManager manager, DataInputStream is) throws IOException, MalformedModelException {
            if (block.isPresent()) {
                block.get().adoptSaved(is);
            }
        }
    }
}
