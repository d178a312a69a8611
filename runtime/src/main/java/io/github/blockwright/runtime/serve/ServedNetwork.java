package io.github.blockwright.runtime.serve;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.Translator;
import io.github.blockwright.runtime.batches.PictureReader;
import io.github.blockwright.runtime.blocks.Inference;
import io.github.blockwright.runtime.engine.NativeFloats;
import io.github.blockwright.runtime.layers.Layer;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A network that is open for inference; it owns what the engine needs until it is closed. Its layer may run on several
 * threads at a time; a DJL predictor is for one thread. {@link #close} waits for what is running.
 */
public final class ServedNetwork implements AutoCloseable {
    private final Gate gate;
    private final Layer layer;
    private final GatedLayer gated;
    private final ServingEngine engine;
    private final String name;
    private final String description;
    private Optional<Model> model;

    /** @param layer closed with this; DJL's engine starts when something asks for its part of this */
    ServedNetwork(OnnxRuntimeLayer layer, String name, String description) {
        this(layer, ServingEngine.ONNXRUNTIME, name, description, Optional.empty());
    }

    /**
     * @param model owns the layer's arrays; owned from now on
     * @param layer that runs the network
     */
    ServedNetwork(Model model, Layer layer, String description) {
        this(layer, ServingEngine.PYTORCH, model.getName(), description, Optional.of(model));
        model.setBlock(gated);
    }

    private ServedNetwork(Layer layer, ServingEngine engine, String name, String description, Optional<Model> model) {
        this.gate = new Gate(name);
        this.layer = layer;
        this.gated = new GatedLayer(layer, gate);
        this.engine = engine;
        this.name = name;
        this.description = description;
        this.model = model;
    }

    private synchronized Model model() {
        if (model.isEmpty()) {
            Model made = Model.newInstance(name, Device.cpu());
            made.setBlock(gated);
            model = Optional.of(made);
        }
        return model.get();
    }

    /**
     * What the network says of pictures. Where ONNX Runtime computes it, no other engine starts. To be called {@link
     * #whileOpen}.
     *
     * @param pixels of each picture, as the reader makes them
     * @return the last row's output for each
     */
    List<float[]> logits(PictureReader reader, List<byte[]> pixels) {
        FloatBuffer all = layer instanceof OnnxRuntimeLayer session
                ? logits(session, reader, pixels)
                : FloatBuffer.wrap(logits(reader, pixels, manager()));
        int outputs = all.remaining() / pixels.size();
        return pixels.stream()
                .map(one -> {
                    float[] own = new float[outputs];
                    all.get(own);
                    return own;
                })
                .toList();
    }

    private static FloatBuffer logits(OnnxRuntimeLayer session, PictureReader reader, List<byte[]> pixels) {
        Shape shape = reader.input().shape(pixels.size());
        try (NativeFloats images = new NativeFloats(Math.toIntExact(shape.size()))) {
            reader.write(pixels, images.floats());
            return session.run(images.floats(), shape);
        }
    }

    private float[] logits(PictureReader reader, List<byte[]> pixels, NDManager manager) {
        try (NDManager scope = manager.newSubManager()) {
            return Inference.forward(layer, reader.batch(pixels, scope)).toFloatArray();
        }
    }

    /**
     * The network as a block without weights to train, as {@link
     * io.github.blockwright.runtime.blocks.Inference#forward} and {@link
     * io.github.blockwright.runtime.batches.Evaluator} take it: (N, C, H, W) in, the table's last row out.
     *
     * @return owned by this, and closed with it: then it throws an {@link IllegalStateException}
     */
    public Layer layer() {
        return gated;
    }

    /**
     * A predictor that runs it, such as one of image files; close it before this.
     *
     * @param <I> what is given, such as a picture
     * @param <O> what comes back, such as DJL's {@code Classifications}
     * @param translator from one to the other
     * @return owned by the caller
     * @throws IllegalStateException if this is closed
     */
    public <I, O> Predictor<I, O> newPredictor(Translator<I, O> translator) {
        return gate.whileOpen(() -> new GatedPredictor<>(model(), translator, gate));
    }

    /**
     * Does some work that this stays open for.
     *
     * @throws IllegalStateException if this is closed
     */
    <T> T whileOpen(Supplier<T> work) {
        return gate.whileOpen(work::get);
    }

    /** Of DJL's engine, where the layer runs; closed with this. To be called {@link #whileOpen}. */
    NDManager manager() {
        return model().getNDManager();
    }

    /** The table's name. */
    String name() {
        return name;
    }

    /** {@return what runs it: {@link ServingEngine#ONNXRUNTIME} or {@link ServingEngine#PYTORCH}} */
    public ServingEngine engine() {
        return engine;
    }

    /** {@return the engine in a line, such as {@code ONNX Runtime 1.22.0, 2 threads}, and why it is not the faster one} */
    public String description() {
        return description;
    }

    /** Frees what the engine holds, after what is running on other threads. A second call does nothing. */
    @Override
    public void close() {
        close(() -> {});
    }

    /** @param owner frees what was served, with the network */
    void close(Runnable owner) {
        gate.close(() -> {
            if (layer instanceof OnnxRuntimeLayer session) {
                session.close();
            }
            synchronized (this) {
                model.ifPresent(Model::close);
            }
            owner.run();
        });
    }
}
