package io.github.blockwright.runtime.serve;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.translate.Translator;
import io.github.blockwright.runtime.layers.Layer;

/**
 * A network that is open for inference; it owns what the engine needs until it is closed. Its layer may run on several
 * threads at a time; a DJL predictor is for one thread.
 */
public final class ServedNetwork implements AutoCloseable {
    private final Model model;
    private final Layer layer;
    private final ServingEngine engine;
    private final String description;

    /**
     * @param model whose block runs the network; owned from now on
     * @param layer that block, closed with the model if it can be
     */
    ServedNetwork(Model model, Layer layer, ServingEngine engine, String description) {
        this.model = model;
        this.layer = layer;
        this.engine = engine;
        this.description = description;
        model.setBlock(layer);
    }

    /**
     * The network as a block without weights to train, as {@link
     * io.github.blockwright.runtime.blocks.Inference#forward} and {@link
     * io.github.blockwright.runtime.batches.Evaluator} take it: (N, C, H, W) in, the table's last row out.
     *
     * @return owned by this, and closed with it
     */
    public Layer layer() {
        return layer;
    }

    /**
     * A predictor that runs it, such as one of image files; close it before this.
     *
     * @param <I> what is given, such as a picture
     * @param <O> what comes back, such as DJL's {@code Classifications}
     * @param translator from one to the other
     * @return owned by the caller
     */
    public <I, O> Predictor<I, O> newPredictor(Translator<I, O> translator) {
        return model.newPredictor(translator);
    }

    /** Where it runs. */
    Device device() {
        return model.getNDManager().getDevice();
    }

    /** The table's name. */
    String name() {
        return model.getName();
    }

    /** {@return what runs it: {@link ServingEngine#ONNXRUNTIME} or {@link ServingEngine#PYTORCH}} */
    public ServingEngine engine() {
        return engine;
    }

    /** {@return the engine in a line, such as {@code ONNX Runtime 1.22.0, 2 threads}, and why it is not the faster one} */
    public String description() {
        return description;
    }

    @Override
    public void close() {
        if (layer instanceof OnnxRuntimeLayer session) {
            session.close();
        }
        model.close();
    }
}
