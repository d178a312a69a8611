package io.github.blockwright.runtime.weights.formats;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.UnsafeByteOperations;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The parts of an ONNX model that its weights need, read message by message: Protobuf makes an object of every two bytes
 * if a file wants it to, so what is no tensor's values is counted before it is parsed.
 */
final class OnnxModelFile {
    private static final Set<Integer> VALUES = Set.of(
            TensorProto.FLOAT_DATA_FIELD_NUMBER,
            TensorProto.INT32_DATA_FIELD_NUMBER,
            TensorProto.INT64_DATA_FIELD_NUMBER,
            TensorProto.RAW_DATA_FIELD_NUMBER,
            TensorProto.DOUBLE_DATA_FIELD_NUMBER);

    private final Path file;
    private final List<NodeProto> nodes = new ArrayList<>();
    private final Map<String, TensorProto> tensors = new LinkedHashMap<>();
    private final List<String> inputs = new ArrayList<>();
    private final List<String> outputs = new ArrayList<>();
    private final Map<String, String> properties = new LinkedHashMap<>();
    private String producer = "";
    private long structure;

    private OnnxModelFile(Path file) {
        this.file = file;
    }

    /** @throws WeightFileException if it is no ONNX model, asks for too much, or is above 2 GiB */
    static OnnxModelFile read(Path file) throws IOException {
        if (Files.size(file) > Integer.MAX_VALUE - Long.BYTES) {
            throw new WeightFileException(
                    file,
                    "it has " + Files.size(file) + " bytes, above 2 GiB, which no ONNX model can have",
                    "export the weights into files beside it");
        }
        OnnxModelFile model = new OnnxModelFile(file);
        try {
            model.model(input(UnsafeByteOperations.unsafeWrap(Files.readAllBytes(file))));
        } catch (WeightFileException e) {
            throw e;
        } catch (IOException e) {
            // Protobuf's own: all of the file is in memory.
            throw WeightFileException.damaged(file, "it is no ONNX model to its end (" + e.getMessage() + ")", e);
        }
        if (model.nodes.isEmpty()) {
            throw WeightFileException.damaged(file, "this ONNX model has no graph");
        }
        return model;
    }

    List<NodeProto> nodes() {
        return nodes;
    }

    /** The initialisers by name. */
    Map<String, TensorProto> tensors() {
        return tensors;
    }

    /** The names of what the graph is given. */
    List<String> inputs() {
        return inputs;
    }

    /** The names of what it gives. */
    List<String> outputs() {
        return outputs;
    }

    /** What wrote the model. */
    String producer() {
        return producer;
    }

    /** What it says of itself. */
    Map<String, String> properties() {
        return properties;
    }

    private void model(CodedInputStream in) throws IOException {
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case ModelProto.PRODUCER_NAME_FIELD_NUMBER << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED ->
                    producer = counted(in.readBytes()).toStringUtf8();
                case ModelProto.GRAPH_FIELD_NUMBER << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED ->
                    graph(input(in.readBytes()));
                case ModelProto.METADATA_PROPS_FIELD_NUMBER << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED -> {
                    StringStringEntryProto entry = StringStringEntryProto.parseFrom(counted(in.readBytes()));
                    properties.put(entry.getKey(), entry.getValue());
                }
                default -> skip(in, tag);
            }
        }
    }

    private void graph(CodedInputStream in) throws IOException {
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case GraphProto.NODE_FIELD_NUMBER << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED ->
                    nodes.add(NodeProto.parseFrom(counted(in.readBytes())));
                case GraphProto.INITIALIZER_FIELD_NUMBER << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED ->
                    tensor(in.readBytes());
                case GraphProto.INPUT_FIELD_NUMBER << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED ->
                    inputs.add(ValueInfoProto.parseFrom(counted(in.readBytes())).getName());
                case GraphProto.OUTPUT_FIELD_NUMBER << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED ->
                    outputs.add(
                            ValueInfoProto.parseFrom(counted(in.readBytes())).getName());
                case GraphProto.SPARSE_INITIALIZER_FIELD_NUMBER << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED ->
                    throw new WeightFileException(
                            file, "it has sparse weights, which no table has", "export it with dense ones");
                default -> skip(in, tag);
            }
        }
    }

    private void tensor(ByteString message) throws IOException {
        CodedInputStream in = input(message);
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            int before = in.getTotalBytesRead();
            skip(in, tag);
            if (!VALUES.contains(WireFormat.getTagFieldNumber(tag))) {
                count(in.getTotalBytesRead() - before + 1);
            }
        }
        Limit.ONNX_TENSORS.require(file, tensors.size() + 1L, "a number of tensors of");
        TensorProto tensor = TensorProto.parseFrom(input(message));
        if (tensors.put(tensor.getName(), tensor) != null) {
            throw WeightFileException.damaged(
                    file, "there are two tensors named " + WeightFileException.quoted(tensor.getName()));
        }
    }

    private void skip(CodedInputStream in, int tag) throws IOException {
        if (!in.skipField(tag)) {
            throw WeightFileException.damaged(file, "it is no ONNX model to its end (a group ends that never began)");
        }
    }

    private ByteString counted(ByteString message) throws WeightFileException {
        count(message.size());
        return message;
    }

    private void count(long bytes) throws WeightFileException {
        structure += bytes;
        Limit.ONNX_GRAPH.require(file, structure, "a graph of bytes");
    }

    /** Gives messages as views, not as copies. */
    private static CodedInputStream input(ByteString bytes) {
        CodedInputStream in = bytes.newCodedInput();
        in.enableAliasing(true);
        return in;
    }
}
