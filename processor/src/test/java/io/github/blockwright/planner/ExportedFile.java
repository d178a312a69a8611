package io.github.blockwright.planner;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.InvalidProtocolBufferException;
import io.github.blockwright.dsl.Precision;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.blocks.NetworkSummary;
import io.github.blockwright.runtime.export.Onnx;

/** What the file that a network is exported to asks of a device. The tests of the networks are compiled with it too. */
public final class ExportedFile {
    private ExportedFile() {}

    /**
     * Requires that the memory and the size that a table says are those of the exported file.
     *
     * @param block initialised
     */
    public static void requireMemoryAndSizeOf(NetworkBlock<?, ?> block) throws InvalidProtocolBufferException {
        NetworkSummary summary = block.summary();
        byte[] file = Onnx.of(block).toBytes();
        GraphProto graph = ModelProto.parseFrom(file).getGraph();
        long peak = OnnxPlanner.peak(graph, summary.input().shape(1).getShape());
        assertThat(summary.peakMemory(Precision.INT8)).as(summary.name()).isEqualTo(peak);
        assertThat(summary.peakMemory(Precision.FLOAT32)).isEqualTo(4 * peak);
        long weights = graph.getInitializerList().stream()
                // The bounds of activations have no sides, and the numbers of slices and shapes are integers.
                .filter(constant ->
                        constant.getDimsCount() > 0 && constant.getDataType() == TensorProto.DataType.FLOAT.getNumber())
                .mapToLong(constant -> constant.getRawData().size())
                .sum();
        assertThat(summary.modelSize(Precision.FLOAT32)).as(summary.name()).isEqualTo(weights);
        assertThat(file.length - weights)
                .as("bytes around the weights")
                .isLessThan(5_000 + 300L * graph.getNodeCount());
    }
}
