package io.github.blockwright.benchmarks;

import ai.djl.ndarray.NDArray;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;

/** A way to run a network. */
@FunctionalInterface
interface InferencePath {
    /**
     * The scores of a batch, one image after the other.
     *
     * @param images (N, C, H, W)
     */
    float[] scores(NDArray images) throws OrtException;

    /** An exported file on one core. */
    final class OnnxRuntime implements InferencePath, AutoCloseable {
        private final OrtEnvironment runtime = OrtEnvironment.getEnvironment();
        private final OrtSession session;

        OnnxRuntime(Path file) throws OrtException {
            try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
                options.setIntraOpNumThreads(1);
                session = runtime.createSession(file.toString(), options);
            }
        }

        @Override
        public float[] scores(NDArray images) throws OrtException {
            try (OnnxTensor input = OnnxTensor.createTensor(
                            runtime,
                            FloatBuffer.wrap(images.toFloatArray()),
                            images.getShape().getShape());
                    OrtSession.Result result = session.run(Map.of("images", input))) {
                FloatBuffer values = ((OnnxTensor) result.get(0)).getFloatBuffer();
                float[] scores = new float[values.remaining()];
                values.get(scores);
                return scores;
            }
        }

        @Override
        public void close() throws OrtException {
            session.close();
        }
    }
}
