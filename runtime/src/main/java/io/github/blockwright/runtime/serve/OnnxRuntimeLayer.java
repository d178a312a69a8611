package io.github.blockwright.runtime.serve;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.layers.Layer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;

/**
 * A network that ONNX Runtime computes; without parameters, since they are in its session. Classes of ONNX
 * Runtime, which need not be there, are named here and where rows are timed.
 */
final class OnnxRuntimeLayer extends Layer implements AutoCloseable {
    private final OrtEnvironment runtime = OrtEnvironment.getEnvironment();
    private final NetworkBlock<?, ?> network;
    private final OrtSession session;
    private final String input;

    /**
     * @param network which the model was exported from
     * @param model as {@link io.github.blockwright.runtime.export.Onnx} writes it without preprocessing
     * @throws ServingException if this version of ONNX Runtime does not take it
     */
    OnnxRuntimeLayer(NetworkBlock<?, ?> network, byte[] model, int threads) {
        this.network = network;
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            // On a busy machine, two threads that spin while they wait were half as fast as one; two that sleep were
            // not.
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            session = runtime.createSession(model, options);
        } catch (OrtException e) {
            throw new ServingException(
                    "ONNX Runtime " + runtime.getVersion() + " does not take "
                            + network.summary().name() + ": " + e.getMessage(),
                    e);
        }
        input = session.getInputNames().iterator().next();
    }

    /** Such as 1.22.0. */
    String version() {
        return runtime.getVersion();
    }

    /** @throws IllegalStateException if it is to be trained, is closed, or ONNX Runtime fails */
    @Override
    public NDArray forward(ParameterStore store, NDArray x, boolean training) {
        if (training) {
            throw new IllegalStateException(network.summary().name() + " is served and cannot be trained");
        }
        Shape shape = x.getShape();
        try (NDManager scope = x.getManager().newSubManager()) {
            // A name of its own for the same memory: a copy with the channels first, if it takes one, belongs to it.
            NDArray images = x.stopGradient();
            images.attach(scope);
            ByteBuffer bytes = images.toByteBuffer(true).order(ByteOrder.nativeOrder());
            return x.getManager().create(run(bytes.asFloatBuffer(), shape), outputShape(shape));
        }
    }

    /**
     * Runs the network on plain values.
     *
     * @param images of shape (N, C, H, W), outside Java's heap, or they are copied
     * @return the network's output
     * @throws IllegalStateException if it is closed, or ONNX Runtime fails
     */
    FloatBuffer run(FloatBuffer images, Shape shape) {
        try (OnnxTensor tensor = OnnxTensor.createTensor(runtime, images, shape.getShape());
                OrtSession.Result result = session.run(Map.of(input, tensor))) {
            return ((OnnxTensor) result.get(0)).getFloatBuffer();
        } catch (OrtException e) {
            throw new IllegalStateException(
                    "ONNX Runtime failed on a batch of shape " + shape + ": " + e.getMessage(), e);
        }
    }

    @Override
    public Shape outputShape(Shape shape) {
        return network.outputShape(shape);
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime's session cannot be closed: " + e.getMessage(), e);
        }
    }
}
