package io.github.blockwright.runtime.weights.formats;

import static io.github.blockwright.runtime.weights.WeightFixtures.assertSameTensors;
import static io.github.blockwright.runtime.weights.WeightFixtures.expected;
import static io.github.blockwright.runtime.weights.WeightFixtures.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PyTorchReaderTest {
    @ParameterizedTest
    @CsvSource({
        "pytorch.pth, pytorch.safetensors",
        "pytorch-protocol5.pth, pytorch.safetensors",
        "pytorch-before-zip.pth, pytorch.safetensors",
        "pytorch-checkpoint.pt, pytorch-checkpoint.safetensors",
        "pytorch-training.pth, pytorch.safetensors",
        "pytorch-training-protocol4.pth, pytorch.safetensors",
        "pytorch-training-legacy.pth, pytorch.safetensors",
        "pytorch-averaged.pth, pytorch-averaged.safetensors",
        "pytorch-attributes.pth, pytorch-attributes.safetensors",
        "pytorch-views.pth, pytorch-views.safetensors",
        "pytorch-views-legacy.pth, pytorch-views.safetensors"
    })
    void readsWhatPyTorchWroteToTheBit(String file, String expected) throws IOException {
        assertSameTensors(WeightFiles.read(path(file)), expected(expected));
    }

    @ParameterizedTest
    @CsvSource({"pytorch-half.pth, F16", "pytorch-bfloat16.pth, BF16", "pytorch-double.pth, F64"})
    void otherPrecisionsAreReadAsTheNearestFloats(String file, WeightType type) throws IOException {
        WeightFile read = WeightFiles.read(path(file));

        expected("pytorch.safetensors").tensors().forEach((name, exact) -> {
            WeightTensor tensor = read.tensors().get(name);
            assertThat(tensor.type()).as(name).isEqualTo(type);
            assertThat(tensor.toFloats()).as(name).isEqualTo(rounded(exact, type));
        });
    }

    private static float[] rounded(WeightTensor exact, WeightType type) {
        return WeightTensor.of(exact.shape(), exact.toFloats()).as(type).toFloats();
    }

    @Test
    void averagedWeightsComeFirstAndOthersByTheirKey() throws IOException {
        Path file = path("pytorch-averaged.pth");
        WeightFile averaged = WeightFiles.read(file);
        WeightFile plain = WeightFiles.read(file, Optional.of("model"));

        assertThat(averaged.metadata()).isEqualTo(Map.of("dictionary", "model_ema", "other dictionaries", "model"));
        assertThat(plain.metadata()).isEqualTo(Map.of("dictionary", "model", "other dictionaries", "model_ema"));
        float[] bias = averaged.tensors().get("module.bias").toFloats();
        assertThat(plain.tensors().get("module.bias").toFloats()).containsExactly(bias[0] + 1);
    }

    @Test
    void aKeyThatLeadsToNoWeightsIsRefusedWithThoseThatDo() {
        assertThatThrownBy(() -> WeightFiles.read(path("pytorch-averaged.pth"), Optional.of("ema_decay")))
                .isInstanceOf(WeightFileException.class)
                .hasMessageContaining("there are no tensors under the key 'ema_decay', but a dictionary with the keys"
                        + " 'model' (Dict), 'model_ema' (Dict), 'ema_decay' (Real)")
                .hasMessageEndingWith("choose a key that leads to weights: 'model' or 'model_ema'");
        assertThatThrownBy(() -> WeightFiles.read(path("pytorch.safetensors"), Optional.of("model")))
                .isInstanceOf(WeightFileException.class)
                .hasMessageContaining("leave out the key");
    }

    @Test
    void keepsTheOrderOfTheStateDictionary() throws IOException {
        assertThat(WeightFiles.read(path("pytorch.pth")).tensors().keySet())
                .containsExactly(
                        "conv.weight",
                        "norm.weight",
                        "norm.bias",
                        "norm.running_mean",
                        "norm.running_var",
                        "norm.num_batches_tracked",
                        "classifier.weight",
                        "classifier.bias");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pytorch-whole-model.pth | no dictionary but a 'torch.nn.modules.container.Sequential'",
                "pytorch-whole-model-legacy.pth | no dictionary but a 'torch.nn.modules.container.Sequential'",
                "pytorch-script.pt | this is a TorchScript program, not a state dictionary; load it"
            })
    void otherFilesOfPyTorchAreRefusedWithTheWayOut(String file, String message) {
        assertThatThrownBy(() -> WeightFiles.read(path(file)))
                .isInstanceOf(WeightFileException.class)
                .hasMessageContaining(file + ": ")
                .hasMessageContaining(message)
                .hasMessageContaining("torch.save(");
    }

    @ParameterizedTest
    @CsvSource({
        "pytorch-float8.pth, _rebuild_tensor_v3 of torch.float8_e4m3fn",
        "pytorch-uint16.pth, _rebuild_tensor_v3 of torch.uint16",
        "pytorch-complex.pth, _rebuild_tensor_v2 of torch.ComplexFloatStorage",
        "pytorch-quantised.pth, _rebuild_qtensor",
        "pytorch-sparse.pth, _rebuild_sparse_tensor"
    })
    void tensorsOfOtherKindsAreRefusedByName(String file, String kind) {
        assertThatThrownBy(() -> WeightFiles.read(path(file)))
                .isInstanceOf(WeightFileException.class)
                .hasMessageContaining("'weight' among the weights asks for 'torch._utils." + kind + "'");
    }
}
