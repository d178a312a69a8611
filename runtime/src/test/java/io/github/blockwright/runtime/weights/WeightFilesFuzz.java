package io.github.blockwright.runtime.weights;

import io.github.blockwright.runtime.weights.formats.WeightFileException;
import io.github.blockwright.runtime.weights.formats.WeightFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What Jazzer calls with bytes that it makes up: reading them as a file of weights ends in weights or in one clear error.
 * Every format has the same door, and the seeds decide which reader is tried.
 */
public final class WeightFilesFuzz {
    private static final int LONGEST_MESSAGE = 1500;

    private WeightFilesFuzz() {}

    /** Jazzer finds it by this name. */
    public static void fuzzerTestOneInput(byte[] bytes) throws IOException {
        Path file = Files.createTempFile("fuzz", ".weights");
        try {
            Files.write(file, bytes);
            // Values are read too, for a tensor's place is checked before its values are.
            WeightFiles.read(file).tensors().values().forEach(tensor -> {
                var unused = tensor.toFloats();
            });
        } catch (WeightFileException e) {
            if (!e.getMessage().startsWith(file + ": ") || e.getMessage().length() > LONGEST_MESSAGE) {
                throw new IllegalStateException("This is no clear error: " + e.getMessage(), e);
            }
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
