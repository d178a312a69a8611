package io.github.blockwright.runtime.weights.formats;

import static io.github.blockwright.runtime.weights.WeightFixtures.assertSameTensors;
import static io.github.blockwright.runtime.weights.WeightFixtures.expected;
import static io.github.blockwright.runtime.weights.WeightFixtures.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PyTorchReaderTest {
    @ParameterizedTest
    @CsvSource({
        "pytorch.pth, pytorch.safetensors",
        "pytorch-protocol5.pth, pytorch.safetensors",
        "pytorch-checkpoint.pt, pytorch-checkpoint.safetensors",
        "pytorch-views.pth, pytorch-views.safetensors"
    })
    void readsWhatPyTorchWroteToTheBit(String file, String expected) throws IOException {
        assertSameTensors(WeightFiles.read(path(file)), expected(expected));
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
                "pytorch-before-zip.pth | it is in the format that PyTorch wrote before version 1.6; load it in a newer",
                "pytorch-whole-model.pth | asks for 'torch.nn.modules.container.Sequential'",
                "pytorch-script.pt | this is a TorchScript program, not a state dictionary; load it"
            })
    void otherFilesOfPyTorchAreRefusedWithTheWayOut(String file, String message) {
        assertThatThrownBy(() -> WeightFiles.read(path(file)))
                .isInstanceOf(WeightFileException.class)
                .hasMessageContaining(file + ": ")
                .hasMessageContaining(message)
                .hasMessageContaining("torch.save(");
    }
}
