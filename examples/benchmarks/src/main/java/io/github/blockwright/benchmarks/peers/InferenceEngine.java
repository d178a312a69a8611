package io.github.blockwright.benchmarks.peers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.blockwright.runtime.blocks.Inference;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.export.Onnx;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What runs a network, ready to run it again and again on the same images. */
interface InferenceEngine extends AutoCloseable {
    /** The scores, copied to the heap. */
    float[] run() throws OrtException;

    @Override
    void close() throws OrtException, IOException;

    /** Which there are. */
    enum Kind {
        /** The generated block. */
        DJL {
            @Override
            InferenceEngine open(NetworkBlock<?, ?> block, NDArray images, int threads) {
                return new Djl(block, images);
            }
        },
        /** The same with batch normalisation folded into convolutions. */
        FOLDED {
            @Override
            InferenceEngine open(NetworkBlock<?, ?> block, NDArray images, int threads) {
                return new Djl(block.fold(images.getManager()), images);
            }
        },
        /** The exported block in ONNX Runtime. */
        ONNXRUNTIME {
            @Override
            InferenceEngine open(NetworkBlock<?, ?> block, NDArray images, int threads)
                    throws OrtException, IOException {
                return new OnnxRuntime(block, images, threads);
            }
        };

        /**
         * Makes everything ready.
         *
         * @param images (N, C, H, W), closed by the caller after the engine
         */
        abstract InferenceEngine open(NetworkBlock<?, ?> block, NDArray images, int threads)
                throws OrtException, IOException;
    }

    /** A block in DJL's engine. */
    record Djl(NetworkBlock<?, ?> block, NDArray images) implements InferenceEngine {
        @Override
        public float[] run() {
            try (NDManager scope = images.getManager().newSubManager()) {
                NDArray scores = Inference.forward(block, images);
                scores.attach(scope);
                return scores.toFloatArray();
            }
        }

        @Override
        public void close() {}
    }

    /** An exported block in ONNX Runtime. */
    final class OnnxRuntime implements InferenceEngine {
        private final Path file;
        private final OrtSession session;
        private final OnnxTensor input;

        OnnxRuntime(NetworkBlock<?, ?> block, NDArray images, int threads) throws OrtException, IOException {
            file = Files.createTempFile("benchmark", ".onnx");
            Onnx.export(block, file);
            OrtEnvironment runtime = OrtEnvironment.getEnvironment();
            try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
                options.setIntraOpNumThreads(threads);
                session = runtime.createSession(file.toString(), options);
            }
            input = OnnxTensor.createTensor(
                    runtime,
                    FloatBuffer.wrap(images.toFloatArray()),
                    images.getShape().getShape());
        }

        @Override
        public float[] run() throws OrtException {
            try (OrtSession.Result result = session.run(Map.of("images", input))) {
                FloatBuffer values = ((OnnxTensor) result.get(0)).getFloatBuffer();
                float[] scores = new float[values.remaining()];
                values.get(scores);
                return scores;
            }
        }

        @Override
        public void close() throws OrtException, IOException {
            input.close();
            session.close();
            Files.delete(file);
        }
    }
}
