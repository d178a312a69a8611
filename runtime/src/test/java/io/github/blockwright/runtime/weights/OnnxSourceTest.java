package io.github.blockwright.runtime.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.blockwright.dsl.Padding;
import io.github.blockwright.runtime.blocks.Inference;
import io.github.blockwright.runtime.layers.Conventions;
import io.github.blockwright.runtime.testing.WithEngine;
import io.github.blockwright.runtime.weights.formats.WeightFileException;
import io.github.blockwright.runtime.weights.formats.WeightTensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** ONNX models as a source of weights; PyTorch exported them, and ONNX Runtime said what they compute. */
class OnnxSourceTest extends WithEngine {
    private static final float TOLERANCE = 1e-5f;

    private static Path model(String name) {
        return WeightFixtures.path("onnx-" + name + ".onnx");
    }

    private void assertOutputs(MobileBlock block, String expected) throws IOException {
        WeightTensor images =
                WeightFixtures.expected("onnx-outputs.safetensors").tensors().get("images");
        WeightTensor outputs =
                WeightFixtures.expected("onnx-outputs.safetensors").tensors().get(expected);
        try (NDManager scope = manager.newSubManager()) {
            NDArray input = scope.create(images.toFloats(), new Shape(images.shape()));
            float[] found = block.forward(new Inference(scope), input, false).toFloatArray();
            assertThat(found).hasSameSizeAs(outputs.toFloats());
            for (int i = 0; i < found.length; i++) {
                assertThat(Math.abs(found[i] - outputs.toFloats()[i]))
                        .as("output " + i)
                        .isLessThan(TOLERANCE);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"named", "folded", "external", "product"})
    void everyWayToWriteANetworkComputesAsOnnxRuntimeDoes(String name) throws IOException {
        MobileBlock block = MobileBlock.narrow(2);

        LoadReport report = Weights.load(block, model(name), manager);

        assertThat(report.matched()).hasSize(block.getParameters().size());
        assertThat(report.unknown()).isEmpty();
        assertOutputs(block, "outputs");
    }

    @Test
    void namesAreKeptWhereTheModelHasThemAndElseTheOrderIsSaid() throws IOException {
        assertThat(Weights.load(MobileBlock.narrow(2), model("named"), manager).remarks())
                .noneMatch(remark -> remark.contains("order"));

        assertThat(Weights.load(MobileBlock.narrow(2), model("folded"), manager).remarks())
                .anyMatch(remark -> remark.startsWith("layers are taken in their order: onnx::Conv_"));
    }

    @ParameterizedTest
    @EnumSource
    void theNamesOfAnyFamilyWillDo(Family family) throws IOException {
        if (family == Family.TIMM_TF) {
            return; // It has no MobileNetV2.
        }
        MobileBlock block = MobileBlock.narrow(2);

        Weights.load(block, model("folded"), family, manager);

        assertOutputs(block, "outputs");
    }

    @Test
    void thePaddingIsTheModels() throws IOException {
        MobileBlock block = MobileBlock.narrow(2);

        LoadReport report = Weights.load(block, model("same"), manager);

        assertThat(report.remarks()).anyMatch(remark -> remark.startsWith("the padding is now SAME"));
        assertOutputs(block, "same");
    }

    @Test
    void anotherEpsilonIsMadeUpForInTheVariances() throws IOException {
        MobileBlock block = MobileBlock.narrow(2, new Conventions(1e-3f, 0.1f, Padding.SAME));

        Weights.load(block, model("named"), Family.KERAS, manager);

        assertOutputs(block, "outputs");
    }

    @Test
    void aClassifierForOtherClassesIsLeftOut() throws IOException {
        MobileBlock block = MobileBlock.narrow(5);

        LoadReport report = Weights.load(block, model("folded"), manager);

        assertThat(report.kept()).containsExactly("logits.weight", "logits.bias");
        assertThat(report.remarks())
                .anyMatch(
                        remark -> remark.startsWith("the classifier is left out, since classifier.1.weight is [2, 7]"));
    }

    @Test
    void whatTheModelDoesToPixelsIsSaidToBeLeftOut() throws IOException {
        MobileBlock block = MobileBlock.narrow(2);

        LoadReport report = Weights.load(block, model("prepared"), manager);

        assertThat(report.remarks()).contains("what the model does to pixels before its first layer is left out");
        assertOutputs(block, "outputs");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "quantised | (Conv) cannot be read: what they are is computed by DequantizeLinear; export the network as",
                "float8 | (Conv) cannot be read: what they are is of the type FLOAT8E4M3FN; export the network as float32"
            })
    void weightsThatAreNoneAreRefusedByName(String name, String message) {
        assertThatThrownBy(() -> Weights.load(MobileBlock.narrow(2), model(name), manager))
                .isInstanceOf(WeightFileException.class)
                .hasMessageStartingWith(model(name) + ": the weights '")
                .hasMessageContaining(message);
    }

    @Test
    void numbersThatNoLayerHasAreNotPassedOver() {
        assertThatThrownBy(() -> Weights.load(MobileBlock.narrow(2), model("scaled"), manager))
                .isInstanceOf(WeightFileException.class)
                .hasMessageContaining("1 unknown to the table")
                .hasMessageContaining("scales")
                .hasMessageContaining("[1, 2]");
    }

    @Test
    void anotherNetworkIsATableOfDifferencesAndChangesNothing() throws IOException {
        MobileBlock block = MobileBlock.narrowV3(2, false, Conventions.PYTORCH);

        assertThatThrownBy(() -> Weights.load(block, model("folded"), manager))
                .isInstanceOf(WeightFileException.class)
                .hasMessageContaining("the file has")
                .hasMessageContaining("more differences");
        assertThat(block.isInitialized()).isFalse();
    }

    @Test
    void aKeyIsForCheckpointsAlone() {
        assertThatThrownBy(() -> Weights.load(
                        MobileBlock.narrow(2), model("named"), Optional.empty(), Optional.of("ema"), manager))
                .hasMessageContaining("it has no dictionaries of which 'ema' could be one");
    }
}
