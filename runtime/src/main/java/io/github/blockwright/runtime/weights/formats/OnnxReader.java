package io.github.blockwright.runtime.weights.formats;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Reads the weights of an ONNX model: those of convolutions, of dense layers and of the batch normalisations behind them,
 * by the names that the graph has for them, and what else its layers compute with.
 */
final class OnnxReader {
    private static final int HIGHEST_VERSION = 64;
    // The fields of a model that can follow its first, with their kinds.
    private static final String NEXT = "\u0012\u001a\"(2:Br";

    private OnnxReader() {}

    /** Whether a file that starts with these bytes can be one: a model begins with the version of its format. */
    static boolean recognises(byte[] start) {
        return start.length > Long.BYTES
                && start[0] == 8
                && start[1] > 0
                && start[1] < HIGHEST_VERSION
                && NEXT.indexOf(start[2]) >= 0
                // A long header of safetensors can begin so too, but then its length ends in zeros.
                && (start[4] != 0 || start[5] != 0 || start[6] != 0 || start[7] != 0);
    }

    /** @throws WeightFileException if it is damaged, or computes with weights as no table does */
    static WeightFile read(Path file) throws IOException {
        OnnxModelFile model = OnnxModelFile.read(file);
        OnnxLayers layers = OnnxLayers.of(file, model);
        Map<String, String> metadata = model.producer().equals("Blockwright") ? model.properties() : Map.of();
        return new WeightFile(file, metadata, layers.tensors(), layers.graph());
    }
}
