package io.github.blockwright.runtime.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.github.blockwright.dsl.Activation;
import io.github.blockwright.runtime.batches.Batch;
import io.github.blockwright.runtime.batches.BatchStream;
import io.github.blockwright.runtime.batches.Batches;
import io.github.blockwright.runtime.blocks.Inference;
import io.github.blockwright.runtime.data.ImageDataset;
import io.github.blockwright.runtime.layers.BasicResidual;
import io.github.blockwright.runtime.layers.Conventions;
import io.github.blockwright.runtime.layers.Dense;
import io.github.blockwright.runtime.layers.FusedInvertedResidual;
import io.github.blockwright.runtime.layers.GhostBottleneck;
import io.github.blockwright.runtime.layers.Pooling;
import io.github.blockwright.runtime.layers.ShuffleUnit;
import io.github.blockwright.runtime.layers.UniversalInvertedBottleneck;
import io.github.blockwright.runtime.testing.Colours;
import io.github.blockwright.runtime.testing.RowsBlock;
import io.github.blockwright.runtime.testing.TinyBlock;
import io.github.blockwright.runtime.testing.WithEngine;
import io.github.blockwright.runtime.weights.SavedModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxInt8Test extends WithEngine {
    private final TinyBlock block = new TinyBlock();
    private final ImageDataset images = Colours.generate(60, 1);

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void fillBlock() {
        file = folder.resolve("model.onnx");
        block.initialize(manager);
        RowsBlock.disturb(block, manager);
    }

    private NDArray batch() {
        try (BatchStream stream =
                Batches.of(images, block.summary().input(), 60).open(0)) {
            Batch batch = stream.next(manager);
            return batch.images();
        }
    }

    private static void assertWithinSteps(float[] actual, NDArray expected) {
        float spread = expected.max().getFloat() - expected.min().getFloat();
        assertThat(spread).isGreaterThan(1e-2f);
        assertThat(actual).containsExactly(expected.toFloatArray(), Offset.offset(0.1f * spread));
    }

    @Test
    void onnxRuntimeComputesNearlyTheSameInInt8() throws Exception {
        Onnx.of(block).int8(images).write(file);
        assertWithinSteps(new OnnxFile(file).run(batch()), Inference.forward(block, batch()));
    }

    @Test
    void valuesThatNoEngineHasAreQuantisedByOne() throws Exception {
        SavedModel.save(block, List.of("a", "b", "c"), Map.of(), folder, "tiny");
        Onnx.of(block).int8(images).write(file);
        Path fromValues = folder.resolve("values.onnx");
        try (SavedModel values = SavedModel.loadValues(folder.resolve("tiny-0000.params"))) {
            Onnx.of(values.block()).int8(images).write(fromValues);
        }
        assertThat(fromValues).hasSameBinaryContentAs(file);
    }

    @Test
    void blocksOfOtherKindsAreQuantisedToo() throws Exception {
        RowsBlock other = RowsBlock.of(
                block.summary().input(),
                () -> RowsBlock.rows(
                        "fused",
                        FusedInvertedResidual.builder(Conventions.PYTORCH, 3, 8)
                                .expansion(2)
                                .activation(Activation.RELU6)
                                .strides(2)
                                .stage(2),
                        "universal",
                        UniversalInvertedBottleneck.builder(Conventions.PYTORCH, 8, 8)
                                .startKernel(3)
                                .expansion(2)
                                .build(),
                        "basic",
                        BasicResidual.builder(Conventions.PYTORCH, 8, 8).build(),
                        "shuffled",
                        ShuffleUnit.builder(Conventions.PYTORCH, 8, 8).build(),
                        "ghost",
                        GhostBottleneck.builder(Conventions.PYTORCH, 8, 8, 8).build(),
                        "pooled",
                        Pooling.globalAverage(),
                        "logits",
                        new Dense(8, 3, Activation.LINEAR)));
        other.initialize(manager);
        RowsBlock.disturb(other, manager);
        Onnx.of(other).int8(images).write(file);
        assertWithinSteps(new OnnxFile(file).run(batch()), Inference.forward(other, batch()));
        assertThat(new OnnxFile(file).proto().getGraph().getInitializerList())
                .filteredOn(tensor -> tensor.getDataType() == DataType.INT8_VALUE
                        && tensor.getName().endsWith(".codes"))
                .extracting(TensorProto::getName)
                .containsExactlyInAnyOrder(
                        "fused.0.fused.conv.weight.codes",
                        "fused.0.project.conv.weight.codes",
                        "fused.1.fused.conv.weight.codes",
                        "fused.1.project.conv.weight.codes",
                        "universal.start.conv.weight.codes",
                        "universal.expand.conv.weight.codes",
                        "universal.depthwise.conv.weight.codes",
                        "universal.project.conv.weight.codes",
                        "basic.first.conv.weight.codes",
                        "basic.second.conv.weight.codes",
                        "shuffled.reduce.conv.weight.codes",
                        "shuffled.depthwise.conv.weight.codes",
                        "shuffled.project.conv.weight.codes",
                        "ghost.expand.primary.conv.weight.codes",
                        "ghost.expand.cheap.conv.weight.codes",
                        "ghost.project.primary.conv.weight.codes",
                        "ghost.project.cheap.conv.weight.codes",
                        "logits.weight.codes");
    }

    @Test
    void preprocessingAndInt8GoTogether() throws Exception {
        Onnx.of(block).preprocessing().int8(images).write(file);
        byte[] pixels = new byte[60 * 8 * 8 * 3];
        for (int i = 0; i < 60; i++) {
            System.arraycopy(images.pixels(i), 0, pixels, i * 8 * 8 * 3, 8 * 8 * 3);
        }
        assertWithinSteps(
                new OnnxFile(file).run(pixels, new Shape(60, 8, 8, 3)),
                Inference.forward(block, batch()).softmax(1));
    }

    @Test
    void weightsAreInt8PerChannelAndBiasesInt32() throws Exception {
        Onnx.of(block).int8(images).write(file);
        GraphProto graph = new OnnxFile(file).proto().getGraph();
        TensorProto weight = constant(graph, "stage2.1.project.conv.weight.codes");
        assertThat(weight.getDataType()).isEqualTo(DataType.INT8_VALUE);
        assertThat(weight.getDimsList()).containsExactly(12L, 24L, 1L, 1L);
        assertThat(constant(graph, "stage2.1.project.conv.weight.scale").getDimsList())
                .containsExactly(12L);
        assertThat(constant(graph, "logits.bias.codes").getDataType()).isEqualTo(DataType.INT32_VALUE);
        assertThat(constant(graph, "stem.scale").getDimsList()).isEmpty();
    }

    private static TensorProto constant(GraphProto graph, String name) {
        return graph.getInitializerList().stream()
                .filter(tensor -> tensor.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatIsReadIsQuantisedButNeitherTheOutputNorWhatAnActivationClips() throws Exception {
        Onnx.of(block).int8(images).write(file);
        List<String> quantised = new OnnxFile(file)
                .proto().getGraph().getNodeList().stream()
                        .filter(node -> node.getOpType().equals("QuantizeLinear"))
                        .map(NodeProto::getName)
                        .toList();
        assertThat(quantised)
                .startsWith("images.codes", "stem.codes", "stage1.0.expand.codes", "stage1.0.depthwise.codes")
                .contains("stage1.1.project.codes", "stage1.codes", "pooled.codes")
                .doesNotContain("stem.conv.codes", "logits.codes");
    }

    @Test
    void int8HasNoBatchNormalisation() {
        assertThatThrownBy(() -> Onnx.of(block).keepBatchNorm().int8(images).write(file))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("There is no batch normalisation in int8: leave out either keepBatchNorm or int8");
    }

    @Test
    void calibrationImagesMustHaveTheNetworksSize() {
        ImageDataset small = new ImageDataset(4, 4, 3, List.of("a"), new byte[1][48], new int[1]);
        assertThatThrownBy(() -> Onnx.of(block).int8(small).write(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("The network's input is 8 × 8 × 3, but the data set has images of 4 × 4 × 3");
    }

    @Test
    void calibrationLeavesNoArrayOpen() throws Exception {
        int before = manager.getManagedArrays().size();
        Onnx.of(block).int8(images).write(file);
        assertThat(manager.getManagedArrays()).hasSize(before);
    }

    @Test
    void weightsThatAreNoNumbersAreRefused() {
        try (NDArray weight =
                block.getParameters().get("stem.conv.weight").getArray().stopGradient()) {
            weight.muli(Float.NaN);
        }
        assertThatThrownBy(() -> Onnx.of(block).int8(images).write(file))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("has values from NaN to NaN");
    }
}
