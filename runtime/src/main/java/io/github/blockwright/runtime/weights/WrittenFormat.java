package io.github.blockwright.runtime.weights;

import io.github.blockwright.runtime.weights.formats.Keras3Writer;
import io.github.blockwright.runtime.weights.formats.KerasWriter;
import io.github.blockwright.runtime.weights.formats.PyTorchWriter;
import io.github.blockwright.runtime.weights.formats.SafetensorsWriter;
import io.github.blockwright.runtime.weights.formats.WeightTensor;
import io.github.blockwright.runtime.weights.formats.WeightType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The formats that weights are written in, which the end of a file's name decides. */
enum WrittenFormat {
    SAFETENSORS(".safetensors") {
        @Override
        void write(Path file, Family family, Map<String, WeightTensor> tensors, Map<String, String> metadata)
                throws IOException {
            Map<String, String> all = new LinkedHashMap<>();
            all.put("format", family == Family.KERAS ? "keras" : "pt");
            all.putAll(metadata);
            SafetensorsWriter.write(file, tensors, all);
        }
    },
    PYTORCH(".pth", ".pt") {
        @Override
        void write(Path file, Family family, Map<String, WeightTensor> tensors, Map<String, String> metadata)
                throws IOException {
            PyTorchWriter.write(file, tensors, metadata);
        }
    },
    KERAS_ARCHIVE(".keras") {
        @Override
        void write(Path file, Family family, Map<String, WeightTensor> tensors, Map<String, String> metadata)
                throws IOException {
            Keras3Writer.writeArchive(file, tensors, metadata);
        }
    },
    // Keras tells the layout of Keras 3 by this longer end.
    KERAS_3(".weights.h5") {
        @Override
        void write(Path file, Family family, Map<String, WeightTensor> tensors, Map<String, String> metadata)
                throws IOException {
            Keras3Writer.write(file, tensors, metadata);
        }
    },
    KERAS_2(".h5") {
        @Override
        void write(Path file, Family family, Map<String, WeightTensor> tensors, Map<String, String> metadata)
                throws IOException {
            KerasWriter.write(file, tensors, metadata);
        }
    };

    // An unmodifiable list.
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<String> ends;

    WrittenFormat(String... ends) {
        this.ends = List.of(ends);
    }

    /** Writes a file; it appears whole or not at all. */
    abstract void write(Path file, Family family, Map<String, WeightTensor> tensors, Map<String, String> metadata)
            throws IOException;

    /** Whether it is one of Keras' own. */
    boolean isKeras() {
        return this == KERAS_ARCHIVE || this == KERAS_3 || this == KERAS_2;
    }

    /**
     * The format for a file's name.
     *
     * @throws IllegalArgumentException if the name ends otherwise, or such a file cannot hold the family or the type
     */
    static WrittenFormat of(Path file, Family family, WeightType type) {
        String name = file.getFileName().toString();
        WrittenFormat format = Arrays.stream(values())
                .filter(each -> each.ends.stream().anyMatch(name::endsWith))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        file + " should end in .safetensors, in .pth, or for Keras in .weights.h5, .h5 or .keras"));
        if (format == PYTORCH && family == Family.KERAS) {
            throw new IllegalArgumentException(
                    file + ": Keras loads no files of PyTorch's; write .weights.h5, .h5 or .safetensors");
        }
        if (format.isKeras() && (family != Family.KERAS || type != WeightType.F32)) {
            throw new IllegalArgumentException(file + ": " + format.ends.get(0)
                    + " holds Keras' names and float32, not " + family + " and " + type + "; write .safetensors");
        }
        return format;
    }
}
