package io.github.blockwright.runtime.weights.formats;

import static io.github.blockwright.runtime.weights.formats.WeightFileException.quoted;

import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads tensors of an ONNX model, those that lie in a file beside it too. */
final class OnnxTensors {
    private final Path file;
    // What may still be read from each file beside the model: tensors could overlap, and so be more than it.
    private final Map<String, Long> budgets = new HashMap<>();

    OnnxTensors(Path file) {
        this.file = file;
    }

    /**
     * The tensor; empty if its type is none that a layer's weights can have.
     *
     * @throws WeightFileException if its bytes are not those of its shape, or not beside the model
     */
    Optional<WeightTensor> read(TensorProto tensor) throws IOException {
        Optional<WeightType> type = type(tensor.getDataType());
        if (type.isEmpty()) {
            return Optional.empty();
        }
        long[] shape = new long[tensor.getDimsCount()];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = tensor.getDims(i);
        }
        try {
            long bytes = WeightTensor.elements(shape) * type.get().bytes();
            ByteBuffer values = tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL
                    ? external(tensor, bytes)
                    : inside(tensor, type.get());
            return Optional.of(WeightTensor.of(type.get(), shape, values));
        } catch (IllegalArgumentException e) {
            throw bad(tensor, "cannot be: " + e.getMessage());
        }
    }

    private ByteBuffer inside(TensorProto tensor, WeightType type) throws WeightFileException {
        if (tensor.hasRawData()) {
            return tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        }
        int count = Math.max(
                Math.max(tensor.getFloatDataCount(), tensor.getDoubleDataCount()),
                Math.max(tensor.getInt32DataCount(), tensor.getInt64DataCount()));
        ByteBuffer bytes =
                ByteBuffer.allocate(Math.multiplyExact(count, type.bytes())).order(ByteOrder.LITTLE_ENDIAN);
        switch (type) {
            case F32 -> tensor.getFloatDataList().forEach(bytes::putFloat);
            case F64 -> tensor.getDoubleDataList().forEach(bytes::putDouble);
            case I64 -> tensor.getInt64DataList().forEach(bytes::putLong);
            case I32 -> tensor.getInt32DataList().forEach(bytes::putInt);
            case F16, BF16, I16 -> tensor.getInt32DataList().forEach(value -> bytes.putShort(value.shortValue()));
            case I8, U8, BOOL -> tensor.getInt32DataList().forEach(value -> bytes.put(value.byteValue()));
        }
        if (bytes.hasRemaining()) {
            throw bad(tensor, "is of " + type + ", but its values are of another type");
        }
        return bytes.flip();
    }

    private ByteBuffer external(TensorProto tensor, long bytes) throws IOException {
        Map<String, String> entries = new HashMap<>();
        for (StringStringEntryProto entry : tensor.getExternalDataList()) {
            entries.put(entry.getKey(), entry.getValue());
        }
        String name = entries.getOrDefault("location", "");
        // A name with a path in it could lead to any file of the machine.
        Path data = name.matches("[\\w .-]+") ? file.resolveSibling(name) : null;
        if (data == null || !Files.isRegularFile(data)) {
            throw new WeightFileException(
                    file,
                    "tensor " + quoted(tensor.getName()) + " is in " + quoted(name) + ", which is no file beside it",
                    "get the model and the files of its weights into the same folder");
        }
        long offset = number(tensor, entries.getOrDefault("offset", "0"));
        long length = number(tensor, entries.getOrDefault("length", Long.toString(bytes)));
        try (FileChannel channel = FileChannel.open(data)) {
            long size = channel.size();
            long left = budgets.getOrDefault(name, size) - length;
            if (length != bytes || offset > size - length || left < 0) {
                throw bad(
                        tensor,
                        "needs " + bytes + " bytes, but has " + length + " from " + offset + " in " + quoted(name)
                                + ", which has " + size + " bytes for all tensors");
            }
            budgets.put(name, left);
            ByteBuffer values = ByteBuffer.allocate(Math.toIntExact(length)).order(ByteOrder.LITTLE_ENDIAN);
            while (values.hasRemaining()) {
                if (channel.read(values, offset + values.position()) < 0) {
                    throw bad(tensor, "ends within " + quoted(name));
                }
            }
            return values.flip();
        }
    }

    private long number(TensorProto tensor, String text) throws WeightFileException {
        try {
            long number = Long.parseLong(text);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw bad(tensor, "has the place " + quoted(text) + ", which is no number of bytes");
    }

    private WeightFileException bad(TensorProto tensor, String what) {
        return WeightFileException.damaged(file, "tensor " + quoted(tensor.getName()) + " " + what);
    }

    private static Optional<WeightType> type(int number) {
        TensorProto.DataType type = TensorProto.DataType.forNumber(number);
        if (type == null) {
            return Optional.empty();
        }
        return switch (type) {
            case FLOAT -> Optional.of(WeightType.F32);
            case DOUBLE -> Optional.of(WeightType.F64);
            case FLOAT16 -> Optional.of(WeightType.F16);
            case BFLOAT16 -> Optional.of(WeightType.BF16);
            case INT64 -> Optional.of(WeightType.I64);
            case INT32 -> Optional.of(WeightType.I32);
            case INT16 -> Optional.of(WeightType.I16);
            case INT8 -> Optional.of(WeightType.I8);
            case UINT8 -> Optional.of(WeightType.U8);
            case BOOL -> Optional.of(WeightType.BOOL);
            default -> Optional.empty();
        };
    }
}
