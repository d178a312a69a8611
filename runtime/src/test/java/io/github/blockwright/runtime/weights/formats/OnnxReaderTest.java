package io.github.blockwright.runtime.weights.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** ONNX models that nobody exports. */
class OnnxReaderTest {
    @TempDir
    private Path folder;

    private static TensorProto tensor(String name, long... shape) {
        int size = 1;
        TensorProto.Builder tensor =
                TensorProto.newBuilder().setName(name).setDataType(TensorProto.DataType.FLOAT_VALUE);
        for (long length : shape) {
            tensor.addDims(length);
            size *= (int) length;
        }
        return tensor.addAllFloatData(Collections.nCopies(size, 1f)).build();
    }

    private static NodeProto node(String operator, String output, String... inputs) {
        return NodeProto.newBuilder()
                .setName("the " + operator)
                .setOpType(operator)
                .addAllInput(List.of(inputs))
                .addOutput(output)
                .build();
    }

    private static NodeProto pointwise(String output, String... inputs) {
        return node("Conv", output, inputs);
    }

    private static GraphProto.Builder graph(NodeProto... nodes) {
        return GraphProto.newBuilder()
                .addInput(ValueInfoProto.newBuilder().setName("images"))
                .addOutput(ValueInfoProto.newBuilder().setName("y"))
                .addAllNode(List.of(nodes));
    }

    private WeightFile read(GraphProto.Builder graph) throws IOException {
        ModelProto model = ModelProto.newBuilder()
                .setIrVersion(8)
                .setProducerName("a test")
                .setGraph(graph)
                .build();
        return WeightFiles.read(Files.write(folder.resolve("net.onnx"), model.toByteArray()));
    }

    private void assertRefused(GraphProto.Builder graph, String message) {
        assertThatThrownBy(() -> read(graph))
                .isInstanceOf(WeightFileException.class)
                .hasMessageContaining(message);
    }

    /** Of a residual with a convolution in its shortcut, whichever is written first. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theLongerBranchComesFirstHoweverTheNodesAreWritten(boolean shortcutFirst) throws IOException {
        NodeProto shortcut = pointwise("s", "images", "shortcut");
        NodeProto one = pointwise("a", "images", "one");
        NodeProto two = pointwise("b", "a", "two");
        NodeProto sum = node("Add", "y", shortcutFirst ? "s" : "b", shortcutFirst ? "b" : "s");
        GraphProto.Builder graph = shortcutFirst ? graph(shortcut, one, two, sum) : graph(one, two, shortcut, sum);
        for (String name : List.of("shortcut", "one", "two")) {
            graph.addInitializer(tensor(name, 3, 3, 1, 1));
        }

        assertThat(read(graph).graph().layers().stream().map(FileLayer::weight))
                .containsExactly("one", "two", "shortcut");
    }

    @Test
    void aModelAsDeepAsItIsLongIsNoRecursion() throws IOException {
        GraphProto.Builder graph = graph().addInitializer(tensor("w", 3, 3, 1, 1));
        String last = "images";
        for (int i = 0; i < 50_000; i++) {
            graph.addNode(node("Relu", "x" + i, last));
            last = "x" + i;
        }
        graph.addNode(pointwise("y", last, "w"));

        assertThat(read(graph).graph().layers()).hasSize(1);
    }

    @Test
    void tensorsThatAreSharedOrTurnedAreSeenAsTheLayerSeesThem() throws IOException {
        NodeProto turn = node("Transpose", "t", "w");
        NodeProto same = node("Identity", "named.weight", "t");
        GraphProto.Builder graph =
                graph(turn, same, node("Gemm", "y", "images", "named.weight")).addInitializer(tensor("w", 2, 5));

        // Gemm without transB has (features, units), and the node in front of it has turned that already.
        assertThat(read(graph).tensors().get("named.weight").shape()).containsExactly(2, 5);
    }

    @Test
    void whatNothingMakesIsRefused() {
        assertRefused(graph(pointwise("y", "nowhere", "w")).addInitializer(tensor("w", 3, 3, 1, 1)), "takes 'nowhere'");
        assertRefused(graph(pointwise("y", "images", "images")), "what they are depends on the input");
        assertRefused(
                graph(pointwise("y", "images", "w"))
                        .addInitializer(tensor("w", 1, 1, 1, 1))
                        .addInitializer(tensor("w", 1, 1, 1, 1)),
                "there are two tensors named 'w'");
        assertRefused(graph(), "this ONNX model has no graph");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"2 2 2 2 | pads by [2, 2, 2, 2]", "1 1 0 0 | pads by [1, 1, 0, 0]"})
    void paddingThatNoTableHasIsRefused(String pads, String message) {
        AttributeProto.Builder attribute = AttributeProto.newBuilder().setName("pads");
        for (String pad : pads.split(" ", -1)) {
            attribute.addInts(Long.parseLong(pad));
        }
        NodeProto convolution = pointwise("y", "images", "w").toBuilder()
                .addAttribute(attribute)
                .build();

        assertRefused(graph(convolution).addInitializer(tensor("w", 1, 1, 3, 3)), message);
    }

    @ParameterizedTest
    @CsvSource({
        "../weights.bin, 0, 12",
        "/etc/passwd, 0, 12",
        "'', 0, 12",
        "weights.bin, 4, 12",
        "weights.bin, -4, 12",
        "weights.bin, 0, 8",
        "weights.bin, 9223372036854775807, 12"
    })
    void weightsElsewhereAreNeverRead(String location, String offset, String length) throws IOException {
        Files.write(folder.resolve("weights.bin"), new byte[12]);
        TensorProto.Builder outside = TensorProto.newBuilder()
                .setName("w")
                .setDataType(TensorProto.DataType.FLOAT_VALUE)
                .addDims(3)
                .addDims(1)
                .addDims(1)
                .addDims(1)
                .setDataLocation(TensorProto.DataLocation.EXTERNAL);
        for (List<String> entry :
                List.of(List.of("location", location), List.of("offset", offset), List.of("length", length))) {
            outside.addExternalData(
                    StringStringEntryProto.newBuilder().setKey(entry.get(0)).setValue(entry.get(1)));
        }

        assertRefused(graph(pointwise("y", "images", "w")).addInitializer(outside), "tensor 'w'");
    }

    @Test
    void overlappingTensorsAreNotMoreThanTheFile() throws IOException {
        Files.write(folder.resolve("weights.bin"), new byte[12]);
        GraphProto.Builder graph = graph(pointwise("y", "images", "w0"));
        for (int i = 0; i < 2; i++) {
            graph.addInitializer(TensorProto.newBuilder()
                    .setName("w" + i)
                    .setDataType(TensorProto.DataType.FLOAT_VALUE)
                    .addDims(3)
                    .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                    .addExternalData(StringStringEntryProto.newBuilder()
                            .setKey("location")
                            .setValue("weights.bin")));
        }

        assertRefused(
                graph, "tensor 'w1' needs 12 bytes, but has 12 from 0 in 'weights.bin', which has 12 bytes for all");
    }

    @Test
    void tensorsThatAreLargerThanTheirBytesAreRefused() {
        TensorProto absurd =
                tensor("w").toBuilder().addDims(1 << 20).addDims(1 << 20).build();

        assertRefused(graph(pointwise("y", "images", "w")).addInitializer(absurd), "tensor 'w' cannot be: shape");
    }

    /** Protobuf would make an object of every two bytes. */
    @Test
    void aGraphOfNothingButNodesIsRefusedBeforeItIsParsed() throws IOException {
        System.setProperty(Limit.ONNX_GRAPH.property(), "1000");
        try {
            GraphProto.Builder graph = graph().addInitializer(tensor("w", 2));
            for (int i = 0; i < 500; i++) {
                graph.addNode(node("Relu", "y", "images"));
            }
            assertRefused(
                    graph,
                    "is above the limit of 1000 (blockwright.limit.onnxGraph); the file is damaged: get it again, or, if you trust");
        } finally {
            System.clearProperty(Limit.ONNX_GRAPH.property());
        }
    }
}
