package io.github.blockwright.runtime.export;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.util.Pair;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import ai.onnx.proto.OnnxMl.Version;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.blocks.NetworkSummary;
import io.github.blockwright.runtime.blocks.RowSummary;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is around a network's layers in a model: input, preprocessing, output and metadata. Who runs a model knows the names of
 * its inputs and outputs, so these are the same for every table, and a row that is called like one gives way.
 */
final class OnnxModel {
    private static final String BATCH = "batch";
    private static final String IMAGES = "images";
    private static final String PIXELS = "pixels";
    private static final String PREPROCESSING = "preprocessing";
    private static final String PROBABILITIES = "probabilities";
    private static final Set<String> OWN = Set.of(IMAGES, PIXELS, PREPROCESSING, PROBABILITIES);

    private final NetworkSummary summary;
    private final GraphProto.Builder proto = GraphProto.newBuilder();
    private final OnnxGraph graph;
    private Optional<String> taken = Optional.empty();

    OnnxModel(NetworkSummary summary, LayerNodes layers, OnnxGraph.Observer observer) {
        this.summary = summary;
        this.graph = OnnxGraph.of(proto, layers, observer);
    }

    /** Adds the network's rows, and gives the last one's output. */
    OnnxValue rows(NetworkBlock<?, ?> block, OnnxValue input) {
        OnnxValue x = input;
        for (Pair<String, Block> row : block.getChildren()) {
            x = graph.at(nodeOf(row.getKey())).layer(row.getValue(), x);
        }
        return x;
    }

    /** Adds the softmax of the last row's output, or the sigmoid where that gives several labels. */
    OnnxValue probabilities(OnnxValue logits) {
        if (summary.multiLabel()) {
            return graph.at(PROBABILITIES).node("Sigmoid").input(logits).output(logits.shape());
        }
        return graph.at(PROBABILITIES)
                .node("Softmax")
                .input(logits)
                .attribute("axis", 1)
                .output(logits.shape());
    }

    /** Makes an array the model's output. */
    void output(OnnxValue output) {
        proto.addOutput(info(output.name(), DataType.FLOAT, output.shape()));
    }

    /** Puts int8 into what is there so far. */
    void quantize(Map<String, Range> ranges) {
        GraphProto quantized = Quantizer.quantize(proto.build(), ranges);
        proto.clear().mergeFrom(quantized);
    }

    /** The whole model. */
    ModelProto build(List<String> labels, List<Double> thresholds, Optional<String> licence) {
        ModelProto.Builder model = ModelProto.newBuilder()
                .setIrVersion(Version.IR_VERSION_2021_7_30_VALUE)
                .setProducerName("Blockwright")
                .setDocString(summary.toText())
                .setGraph(proto.setName(summary.name()));
        model.addOpsetImportBuilder().setDomain("").setVersion(Onnx.OPSET);
        property(model, "table", summary.name());
        property(model, "summary", summary.toText());
        property(model, "fingerprint", summary.fingerprint());
        if (summary.multiLabel()) {
            property(model, "task", "multi-label");
            property(
                    model,
                    "thresholds",
                    thresholds.stream().map(String::valueOf).collect(Collectors.joining("\n")));
        }
        if (!labels.isEmpty()) {
            property(model, "labels", String.join("\n", labels));
        }
        taken.ifPresent(text -> property(model, "pixels", text));
        licence.ifPresent(text -> property(model, "model_license", text));
        return model.build();
    }

    /** Adds the input as the network sees images: float32 (batch, C, H, W). */
    OnnxValue images() {
        return input(IMAGES, DataType.FLOAT, summary.input().shape(1));
    }

    /** Adds uint8 pictures (batch, any height, any width, C) as the input, and gives what the network sees of them. */
    OnnxValue pixels(OnnxPreprocessing preprocessing) {
        taken = Optional.of(preprocessing.pixels());
        Shape anySize = new Shape(1, -1, -1, summary.input().channels());
        OnnxValue pixels = input(PIXELS, DataType.UINT8, anySize);
        return preprocessing.of(pixels, graph.at(PREPROCESSING));
    }

    private OnnxValue input(String name, DataType type, Shape shape) {
        proto.addInput(info(name, type, shape));
        return new OnnxValue(name, shape);
    }

    /** What the nodes of a row are called: like the row, where neither the model's own nor another row's are. */
    private String nodeOf(String row) {
        if (!OWN.contains(row)) {
            return row;
        }
        List<String> rows = summary.rows().stream().map(RowSummary::name).toList();
        String name = row;
        do {
            name += "_";
        } while (rows.contains(name));
        return name;
    }

    private static ValueInfoProto info(String name, DataType type, Shape shape) {
        TensorShapeProto.Builder dimensions = TensorShapeProto.newBuilder();
        dimensions.addDimBuilder().setDimParam(BATCH);
        for (int i = 1; i < shape.dimension(); i++) {
            Dimension.Builder dimension = dimensions.addDimBuilder();
            if (shape.get(i) >= 0) {
                dimension.setDimValue(shape.get(i));
            } else {
                dimension.setDimParam(i == 1 ? "height" : "width");
            }
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
