package io.github.blockwright.runtime.export;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** An exported file as others see it: ONNX Runtime runs it, and protobuf reads it. */
record OnnxFile(Path path) {
    private static final OrtEnvironment RUNTIME = OrtEnvironment.getEnvironment();

    /** Every output value for images (N, C, H, W) as the network sees them. */
    float[] run(NDArray images) throws OrtException {
        try (OnnxTensor input = OnnxTensor.createTensor(
                RUNTIME,
                FloatBuffer.wrap(images.toFloatArray()),
                images.getShape().getShape())) {
            return run(input);
        }
    }

    /** Every output value for pixels (N, H, W, C). */
    float[] run(byte[] pixels, Shape shape) throws OrtException {
        ByteBuffer bytes = ByteBuffer.allocateDirect(pixels.length).put(pixels).rewind();
        try (OnnxTensor input = OnnxTensor.createTensor(RUNTIME, bytes, shape.getShape(), OnnxJavaType.UINT8)) {
            return run(input);
        }
    }

    private float[] run(OnnxTensor input) throws OrtException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            try (OrtSession session = RUNTIME.createSession(path.toString(), options);
                    OrtSession.Result result = session.run(
                            Map.of(session.getInputNames().iterator().next(), input))) {
                FloatBuffer values = ((OnnxTensor) result.get(0)).getFloatBuffer();
                float[] array = new float[values.remaining()];
                values.get(array);
                return array;
            }
        }
    }

    /** The model as it lies in the file. */
    ModelProto proto() throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return ModelProto.parseFrom(in);
        }
    }
}
