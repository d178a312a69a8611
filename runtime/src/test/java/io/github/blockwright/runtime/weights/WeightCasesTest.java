package io.github.blockwright.runtime.weights;

import static io.github.blockwright.runtime.weights.WeightFixtures.assertSameTensors;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.blockwright.runtime.testing.Cases;
import io.github.blockwright.runtime.weights.formats.WeightFile;
import io.github.blockwright.runtime.weights.formats.WeightFiles;
import io.github.blockwright.runtime.weights.formats.WeightTensor;
import io.github.blockwright.runtime.weights.formats.WeightType;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Files that somebody else wrote of the kinds that {@code PyTorchReaderTest} writes itself. */
class WeightCasesTest {
    private static final String STEM = "features.0.0.weight";

    private static WeightFile read(String name) throws IOException {
        return WeightFiles.read(Cases.path("weights/" + name));
    }

    @Test
    void theZipFormatIsRead() throws IOException {
        WeightFile file = read("zip.pth");

        assertThat(file.tensors()).hasSize(8);
        assertThat(file.tensors().get(STEM).shape()).containsExactly(4, 3, 3, 3);
        assertThat(sum(file.tensors().get(STEM))).isCloseTo(-5.000023054890335, within(1e-12));
        assertThat(file.tensors().get("features.0.1.num_batches_tracked").toFloats())
                .containsExactly(7);
    }

    @Test
    void theLayoutBeforeItHoldsTheSame() throws IOException {
        assertSameTensors(read("legacy.pth"), read("zip.pth"));
    }

    @Test
    void thePrefixOfDataParallelIsFound() throws IOException {
        WeightFile file = read("module-prefix.pth");
        Map<String, WeightTensor> plain = new LinkedHashMap<>();
        file.tensors().forEach((name, tensor) -> plain.put(name.replaceFirst("^module\\.", ""), tensor));

        assertThat(Prefix.of(
                        List.of(List.of(STEM), List.of("classifier.1.bias")),
                        file.tensors().keySet()))
                .isEqualTo("module.");
        assertSameTensors(new WeightFile(file.source(), file.metadata(), plain), read("zip.pth"));
    }

    @Test
    void theStateDictionaryOfACheckpointIsFound() throws IOException {
        WeightFile file = read("checkpoint.pth");

        assertThat(file.metadata()).isEqualTo(Map.of(WeightFile.DICTIONARY, "state_dict"));
        assertSameTensors(file, read("zip.pth"));
    }

    @Test
    void averagedWeightsComeFirst() throws IOException {
        assertSameTensors(read("ema.pth"), read("zip.pth"));

        WeightFile plain = WeightFiles.read(Cases.path("weights/ema.pth"), Optional.of("model"));
        assertThat(sum(plain.tensors().get(STEM))).isCloseTo(-10.00004610978067, within(1e-12));
    }

    @Test
    void halfPrecisionIsReadAsFloats() throws IOException {
        WeightFile half = read("half.pth");

        read("zip.pth").tensors().forEach((name, exact) -> {
            assertThat(half.tensors().get(name).type()).as(name).isEqualTo(WeightType.F16);
            assertThat(half.tensors().get(name).toFloats())
                    .as(name)
                    .isEqualTo(WeightTensor.of(exact.shape(), exact.toFloats())
                            .as(WeightType.F16)
                            .toFloats());
        });
    }

    private static double sum(WeightTensor tensor) {
        double sum = 0;
        for (float value : tensor.toFloats()) {
            sum += value;
        }
        return sum;
    }
}
