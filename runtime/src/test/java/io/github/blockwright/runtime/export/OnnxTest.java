package io.github.blockwright.runtime.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.github.blockwright.dsl.Activation;
import io.github.blockwright.dsl.Padding;
import io.github.blockwright.runtime.blocks.Backbone;
import io.github.blockwright.runtime.blocks.Inference;
import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.layers.BasicResidual;
import io.github.blockwright.runtime.layers.ConvNormActivation;
import io.github.blockwright.runtime.layers.Conventions;
import io.github.blockwright.runtime.layers.Dense;
import io.github.blockwright.runtime.layers.DepthwiseSeparable;
import io.github.blockwright.runtime.layers.Dropout;
import io.github.blockwright.runtime.layers.Fire;
import io.github.blockwright.runtime.layers.Flatten;
import io.github.blockwright.runtime.layers.FusedInvertedResidual;
import io.github.blockwright.runtime.layers.GhostBottleneck;
import io.github.blockwright.runtime.layers.InvertedResidual;
import io.github.blockwright.runtime.layers.Layer;
import io.github.blockwright.runtime.layers.Pooling;
import io.github.blockwright.runtime.layers.Residual;
import io.github.blockwright.runtime.layers.ShuffleUnit;
import io.github.blockwright.runtime.layers.UniversalInvertedBottleneck;
import io.github.blockwright.runtime.testing.RowsBlock;
import io.github.blockwright.runtime.testing.TinyBlock;
import io.github.blockwright.runtime.testing.WithEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxTest extends WithEngine {
    @TempDir
    private Path folder;

    private <B extends NetworkBlock<?, ?>> B filled(B block) {
        block.initialize(manager);
        RowsBlock.disturb(block, manager);
        return block;
    }

    private RowsBlock network(Supplier<Map<String, Layer>> rows) {
        return filled(RowsBlock.of(RowsBlock.oddAndEven(), rows));
    }

    private static Map<String, Layer> everyOperator(Conventions conventions) {
        return RowsBlock.rows(
                "stem",
                ConvNormActivation.builder(conventions, 2, 8)
                        .kernel(5)
                        .strides(2)
                        .activation(Activation.SILU)
                        .build(),
                "grouped",
                ConvNormActivation.builder(conventions, 8, 12)
                        .kernel(3)
                        .groups(4)
                        .withoutPadding()
                        .withoutBatchNorm()
                        .build(),
                "maximum",
                Pooling.maximum(2, 1),
                "stage",
                InvertedResidual.builder(conventions, 12, 6)
                        .expansion(2)
                        .strides(2)
                        .stage(2),
                "average",
                Pooling.average(2, 1),
                "dropped",
                new Dropout(0.5f),
                "flat",
                new Flatten(),
                "hidden",
                new Dense(18, 7, Activation.RELU),
                "logits",
                new Dense(7, 5, Activation.LINEAR));
    }

    private Path write(Onnx onnx) throws IOException {
        Path file = folder.resolve("model.onnx");
        onnx.write(file);
        return file;
    }

    private static void assertEqualUpToRounding(float[] actual, NDArray expected) {
        float largest = expected.abs().max().getFloat();
        assertThat(largest).isGreaterThan(1e-3f);
        assertThat(actual).containsExactly(expected.toFloatArray(), Offset.offset(1e-5f * largest));
    }

    @ParameterizedTest
    @CsvSource({"SYMMETRIC, false", "SYMMETRIC, true", "SAME, false", "SAME, true"})
    void onnxRuntimeComputesWhatTheBlockComputesForEveryOperator(Padding padding, boolean keepBatchNorm)
            throws Exception {
        Conventions conventions = new Conventions(1e-3f, 0.1f, padding);
        RowsBlock block = network(() -> everyOperator(conventions));
        Onnx onnx = keepBatchNorm ? Onnx.of(block).keepBatchNorm() : Onnx.of(block);
        NDArray images = normal(32, 2, 19, 14);
        assertEqualUpToRounding(new OnnxFile(write(onnx)).run(images), Inference.forward(block, images));
    }

    @ParameterizedTest
    @EnumSource
    void everyKindOfResidualIsExported(Padding padding) throws Exception {
        Conventions conventions = new Conventions(1e-3f, 0.1f, padding);
        RowsBlock block = network(() -> RowsBlock.rows(
                "separable",
                DepthwiseSeparable.builder(conventions, 2, 6).strides(2).stage(2),
                "squeezed",
                InvertedResidual.builder(conventions, 6, 6)
                        .squeeze(4, 2, Activation.SILU, Activation.SIGMOID)
                        .stage(2),
                "betweenExpansions",
                InvertedResidual.builder(conventions, 6, 6)
                        .shortcutBetweenExpansions()
                        .build(),
                "unconnected",
                InvertedResidual.builder(conventions, 6, 6).withoutShortcut().build(),
                "fused",
                FusedInvertedResidual.builder(conventions, 6, 6)
                        .squeeze(4, 2, Activation.SILU, Activation.SIGMOID)
                        .stage(2),
                "unwidened",
                FusedInvertedResidual.builder(conventions, 6, 6).expansion(1).build(),
                "universal",
                UniversalInvertedBottleneck.builder(conventions, 6, 6)
                        .startKernel(5)
                        .strides(2)
                        .stage(2),
                "depthwiseFirst",
                UniversalInvertedBottleneck.builder(conventions, 6, 6)
                        .startKernel(3)
                        .kernel(0)
                        .build(),
                "residual",
                Residual.builder(conventions, 6, 4, 8)
                        .squeeze(4, 2, Activation.RELU, Activation.SIGMOID)
                        .strides(2)
                        .stage(2),
                "basic",
                BasicResidual.builder(conventions, 8, 6).strides(2).stage(2),
                "shuffled",
                ShuffleUnit.builder(conventions, 6, 8).stage(2),
                "ghost",
                GhostBottleneck.builder(conventions, 8, 10, 6)
                        .squeeze(4, 2, Activation.RELU, Activation.HARD_SIGMOID)
                        .strides(2)
                        .stage(2),
                "fire",
                Fire.builder(conventions, 6, 3, 8).stage(2)));
        NDArray images = normal(4, 2, 19, 14);
        NDArray expected = Inference.forward(block, images);
        assertEqualUpToRounding(new OnnxFile(write(Onnx.of(block))).run(images), expected);
        assertEqualUpToRounding(new OnnxFile(write(Onnx.of(block).keepBatchNorm())).run(images), expected);
    }

    @ParameterizedTest
    @EnumSource
    void everyActivationIsExported(Activation activation) throws Exception {
        RowsBlock block = network(() -> RowsBlock.rows(
                "map",
                ConvNormActivation.builder(Conventions.PYTORCH, 2, 16)
                        .activation(activation)
                        .build()));
        NDArray images = normal(2, 2, 19, 14).mul(5);
        assertEqualUpToRounding(new OnnxFile(write(Onnx.of(block))).run(images), Inference.forward(block, images));
    }

    @Test
    void aBackboneIsExportedUnderItsOwnRowsNames() throws Exception {
        RowsBlock block = filled(RowsBlock.of(
                new TinyBlock().summary().input(),
                () -> RowsBlock.rows(
                        "features",
                        Backbone.of(new TinyBlock(), TinyBlock.Row.POOLED),
                        "logits",
                        new Dense(16, 2, Activation.LINEAR))));
        OnnxFile file = new OnnxFile(write(Onnx.of(block)));
        NDArray images = normal(3, 3, 8, 8);
        assertEqualUpToRounding(file.run(images), Inference.forward(block, images));
        assertThat(file.proto().getGraph().getNodeList())
                .extracting(NodeProto::getName)
                .contains("features.stage2.1.project.conv");
    }

    @Test
    void nodesAndValuesHaveTheNamesOfRowsRepeatsAndParts() throws IOException {
        List<NodeProto> nodes = new OnnxFile(write(Onnx.of(filled(new TinyBlock()))))
                .proto()
                .getGraph()
                .getNodeList();
        assertThat(nodes)
                .extracting(NodeProto::getName)
                .startsWith("stem.conv", "stem.activation", "stage1.0.expand.conv", "stage1.0.expand.activation")
                .contains("stage1.1.project.conv", "stage1.1.add")
                .endsWith("pooled.mean", "pooled.flatten", "logits.product");
        assertThat(nodes)
                .extracting(node -> node.getOutput(0))
                .startsWith("stem.conv", "stem", "stage1.0.expand.conv", "stage1.0.expand")
                .contains("stage1", "stage2", "pooled")
                .endsWith("logits");
    }

    @Test
    void batchNormalisationIsFoldedUnlessItIsToBeKept() throws IOException {
        TinyBlock block = filled(new TinyBlock());
        assertThat(operators(Onnx.of(block))).doesNotContain("BatchNormalization");
        assertThat(operators(Onnx.of(block).keepBatchNorm())).contains("BatchNormalization");
    }

    private List<String> operators(Onnx onnx) throws IOException {
        return new OnnxFile(write(onnx))
                .proto().getGraph().getNodeList().stream()
                        .map(NodeProto::getOpType)
                        .toList();
    }

    @Test
    void theModelSaysWhatItIs() throws IOException {
        TinyBlock block = filled(new TinyBlock());
        ModelProto model = new OnnxFile(write(
                        Onnx.of(block).labels(List.of("cat", "dog", "neither")).licence("Apache-2.0")))
                .proto();
        Map<String, String> properties = model.getMetadataPropsList().stream()
                .collect(Collectors.toMap(StringStringEntryProto::getKey, StringStringEntryProto::getValue));
        assertThat(properties)
                .containsEntry("table", "Tiny")
                .containsEntry("summary", block.summary().toText())
                .containsEntry("fingerprint", "tiny-3")
                .containsEntry("labels", "cat\ndog\nneither")
                .containsEntry("model_license", "Apache-2.0");
        assertThat(model.getGraph().getName()).isEqualTo("Tiny");
        assertThat(model.getOpsetImport(0).getVersion()).isEqualTo(Onnx.OPSET);
        assertThat(model.getGraph().getInput(0).getName()).isEqualTo("images");
        assertThat(model.getGraph().getOutput(0).getName()).isEqualTo("logits");
    }

    @Test
    void withPreprocessingPixelsGiveProbabilities() throws Exception {
        TinyBlock block = filled(new TinyBlock());
        InputSpec input = block.summary().input();
        byte[] pixels = new byte[4 * 8 * 8 * 3];
        new SplittableRandom(1).nextBytes(pixels);
        float[] values = new float[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            values[i] = input.table(i % 3)[pixels[i] & 0xff];
        }
        NDArray images = manager.create(values, new Shape(4, 8, 8, 3)).transpose(0, 3, 1, 2);
        OnnxFile file = new OnnxFile(write(Onnx.of(block).preprocessing()));
        assertEqualUpToRounding(
                file.run(pixels, new Shape(4, 8, 8, 3)),
                Inference.forward(block, images).softmax(1));
        assertThat(file.proto().getGraph().getOutput(0).getName()).isEqualTo("probabilities");
    }

    @Test
    void rowsMayHaveTheNamesOfInputsAndOutputs() throws Exception {
        RowsBlock block = network(() -> RowsBlock.rows(
                "images",
                new Flatten(),
                "pixels",
                new Dense(532, 3, Activation.LINEAR),
                "preprocessing",
                new Dense(3, 3, Activation.RELU),
                "probabilities",
                new Dense(3, 2, Activation.LINEAR)));
        NDArray images = normal(2, 2, 19, 14);
        OnnxFile plain = new OnnxFile(write(Onnx.of(block)));
        assertEqualUpToRounding(plain.run(images), Inference.forward(block, images));
        assertThat(namesOf(plain)).containsExactly("images", "probabilities_");
        OnnxFile whole = new OnnxFile(write(Onnx.of(block).preprocessing()));
        assertThat(whole.run(new byte[2 * 19 * 14 * 2], new Shape(2, 19, 14, 2)))
                .hasSize(4);
        assertThat(namesOf(whole)).containsExactly("pixels", "probabilities");
    }

    /** What everyone who runs a file relies on, whatever the table calls its rows. */
    @ParameterizedTest
    @ValueSource(strings = {"logits", "images", "images_", "pixels", "input", "output", "größe", "層", "yield", "x"})
    void inputsAndOutputsKeepTheirNames(String row) throws Exception {
        RowsBlock block = network(() -> RowsBlock.rows(
                row,
                new Flatten(),
                "images__",
                new Dense(532, 3, Activation.RELU),
                "last",
                new Dense(3, 2, Activation.LINEAR)));
        OnnxFile plain = new OnnxFile(write(Onnx.of(block)));
        NDArray images = normal(2, 2, 19, 14);
        assertEqualUpToRounding(plain.run(images), Inference.forward(block, images));
        assertThat(namesOf(plain)).containsExactly("images", "last");
        assertThat(namesOf(new OnnxFile(write(Onnx.of(block).preprocessing()))))
                .containsExactly("pixels", "probabilities");
    }

    private static List<String> namesOf(OnnxFile file) throws IOException {
        GraphProto graph = file.proto().getGraph();
        return Stream.concat(
                        graph.getInputList().stream().map(ValueInfoProto::getName),
                        graph.getOutputList().stream().map(ValueInfoProto::getName))
                .toList();
    }

    @Test
    void theSameNetworkGivesTheSameBytes() throws IOException {
        TinyBlock block = filled(new TinyBlock());
        byte[] first = Files.readAllBytes(write(Onnx.of(block)));
        Onnx.export(block, folder.resolve("again.onnx"));
        assertThat(folder.resolve("again.onnx")).hasBinaryContent(first);
    }

    @Test
    void exportingLeavesNoArrayOpen() throws IOException {
        TinyBlock block = filled(new TinyBlock());
        int before = manager.getManagedArrays().size();
        write(Onnx.of(block));
        assertThat(manager.getManagedArrays()).hasSize(before);
    }

    @Test
    void aNetworkWithoutWeightsIsNotExported() {
        assertThatThrownBy(() -> write(Onnx.of(new TinyBlock())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Tiny has no weights yet: initialize it or load weights before exporting it");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void labelsMustBeAsManyAsOutputs() {
        TinyBlock block = filled(new TinyBlock());
        assertThatThrownBy(() -> write(Onnx.of(block).labels(List.of("cat", "dog"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Tiny has 3 outputs, but there are 2 labels: give one for each output");
    }

    @Test
    void aMapHasNoProbabilities() {
        RowsBlock block = network(() -> RowsBlock.rows("map", Pooling.maximum(2, 2)));
        assertThatThrownBy(() -> write(Onnx.of(block).preprocessing()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Rows ends in a map of shape (1, 2, 9, 7), of which there are no probabilities: export it"
                        + " without preprocessing");
    }

    @Test
    void aLabelIsOneLine() {
        Onnx onnx = Onnx.of(new TinyBlock());
        assertThatThrownBy(() -> onnx.labels(List.of("cat", "dog\nwolf")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The label \"dog...\" has several lines, but the model's metadata has one label a line");
    }
}
