package io.github.blockwright.runtime.export;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.util.Pair;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import ai.onnx.proto.OnnxMl.Version;
import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.blocks.NetworkSummary;
import io.github.blockwright.runtime.blocks.RowSummary;
import java.util.List;
import java.util.Optional;

/** What is around a network's layers in a model: input, preprocessing, output and metadata. */
final class OnnxModel {
    private static final String BATCH = "batch";

    private final NetworkSummary summary;
    private final GraphProto.Builder proto = GraphProto.newBuilder();
    private final OnnxGraph graph;

    OnnxModel(NetworkSummary summary, LayerNodes layers) {
        this.summary = summary;
        this.graph = OnnxGraph.of(proto, layers);
    }

    /** The whole model, once. */
    ModelProto of(NetworkBlock<?, ?> block, boolean preprocesses, List<String> labels, Optional<String> licence) {
        OnnxValue x = preprocesses ? pixels() : images();
        for (Pair<String, Block> row : block.getChildren()) {
            x = graph.at(row.getKey()).layer(row.getValue(), x);
        }
        if (preprocesses) {
            x = graph.at(free("probabilities"))
                    .node("Softmax")
                    .input(x)
                    .attribute("axis", 1)
                    .output(x.shape());
        }
        proto.setName(summary.name()).addOutput(info(x.name(), DataType.FLOAT, x.shape()));
        ModelProto.Builder model = ModelProto.newBuilder()
                .setIrVersion(Version.IR_VERSION_2021_7_30_VALUE)
                .setProducerName("Blockwright")
                .setDocString(summary.toText())
                .setGraph(proto);
        model.addOpsetImportBuilder().setDomain("").setVersion(Onnx.OPSET);
        property(model, "table", summary.name());
        property(model, "summary", summary.toText());
        property(model, "fingerprint", summary.fingerprint());
        if (!labels.isEmpty()) {
            property(model, "labels", String.join("\n", labels));
        }
        licence.ifPresent(text -> property(model, "model_license", text));
        return model.build();
    }

    private OnnxValue images() {
        return input(free("images"), DataType.FLOAT, summary.input().shape(1));
    }

    /** Bytes (batch, H, W, C) as what the table's input makes of them: v * scale / deviation - mean / deviation. */
    private OnnxValue pixels() {
        InputSpec spec = summary.input();
        int channels = spec.channels();
        Shape last = new Shape(1, spec.height(), spec.width(), channels);
        Shape first = spec.shape(1);
        float[] factors = new float[channels];
        float[] summands = new float[channels];
        for (int c = 0; c < channels; c++) {
            double deviation = spec.standardDeviation().get(c);
            factors[c] = (float) (spec.scale() / deviation);
            summands[c] = (float) (-spec.mean().get(c) / deviation);
        }
        OnnxGraph place = graph.at(free("preprocessing"));
        OnnxGraph scale = place.at("scale");
        OnnxGraph shift = place.at("shift");
        Shape perChannel = new Shape(channels, 1, 1);
        OnnxValue x = input(free("pixels"), DataType.UINT8, last);
        x = place.at("cast")
                .node("Cast")
                .input(x)
                .attribute("to", DataType.FLOAT_VALUE)
                .output(last);
        x = place.at("channelsFirst")
                .node("Transpose")
                .input(x)
                .list("perm", 0, 3, 1, 2)
                .output(first);
        x = scale.node("Mul")
                .input(x, scale.constant("factors", factors, perChannel))
                .output(first);
        return shift.node("Add")
                .input(x, shift.constant("summands", summands, perChannel))
                .output(first);
    }

    private OnnxValue input(String name, DataType type, Shape shape) {
        proto.addInput(info(name, type, shape));
        return new OnnxValue(name, shape);
    }

    /** A name that no row has, as near to the wanted one as can be. */
    private String free(String wanted) {
        String name = wanted;
        List<String> rows = summary.rows().stream().map(RowSummary::name).toList();
        while (rows.contains(name)) {
            name += "_";
        }
        return name;
    }

    private static ValueInfoProto info(String name, DataType type, Shape shape) {
        TensorShapeProto.Builder dimensions = TensorShapeProto.newBuilder();
        dimensions.addDimBuilder().setDimParam(BATCH);
        for (long size : shape.slice(1).getShape()) {
            dimensions.addDimBuilder().setDimValue(size);
        }
        ValueInfoProto.Builder info = ValueInfoProto.newBuilder().setName(name);
        info.getTypeBuilder()
                .getTensorTypeBuilder()
                .setElemType(type.getNumber())
                .setShape(dimensions);
        return info.build();
    }

    private static void property(ModelProto.Builder model, String key, String value) {
        model.addMetadataPropsBuilder().setKey(key).setValue(value);
    }
}
