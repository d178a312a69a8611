package io.github.blockwright.runtime.fuzz;

import io.github.blockwright.runtime.weights.WeightFixtures;
import io.github.blockwright.runtime.weights.formats.WeightFile;
import io.github.blockwright.runtime.weights.formats.WeightFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Weights of every format have one door, and the seeds decide which reader is tried. */
final class WeightReaders {
    private WeightReaders() {}

    static void read(byte[] bytes) throws IOException {
        Folders.fresh(folder -> values(WeightFiles.read(Files.write(folder.resolve("weights"), bytes))));
    }

    /** An index of several files, of which one is there. */
    static void readIndex(byte[] bytes) throws IOException {
        Folders.fresh(folder -> {
            Files.copy(WeightFixtures.path("shard-one.safetensors"), folder.resolve("shard-one.safetensors"));
            Path index = Files.write(folder.resolve("model.safetensors.index.json"), bytes);
            values(WeightFiles.read(index));
        });
    }

    /** Values too, for a tensor's place is checked before its values are. */
    private static void values(WeightFile file) {
        file.tensors().values().forEach(tensor -> {
            var unused = tensor.toFloats();
        });
    }
}
