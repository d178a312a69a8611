package io.github.blockwright.runtime.weights.formats;

import static io.github.blockwright.runtime.weights.formats.WeightFileException.quoted;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.api.dataset.ContiguousDataset;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import io.jhdf.object.datatype.OrderedDataType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What Keras needs of HDF5. Links to other places or files are refused: Keras writes none. */
record Hdf5(Path file, ByteBuffer bytes, Hdf5Chunks chunks) {
    Hdf5(Path file, ByteBuffer bytes) {
        this(file, bytes, new Hdf5Chunks(file, bytes));
    }

    /** Reads something from the root group. */
    @FunctionalInterface
    interface Reading<T> {
        T from(Group root) throws WeightFileException;
    }

    /**
     * Opens the file for one reading.
     *
     * @throws WeightFileException if it is damaged: jHDF throws almost anything then, and recurses along its trees
     */
    <T> T read(Reading<T> reading) throws WeightFileException {
        try (HdfFile hdf = HdfFile.fromByteBuffer(bytes.duplicate())) {
            return reading.from(hdf);
        } catch (RuntimeException | StackOverflowError e) {
            throw new WeightFileException(
                    file,
                    "it is no HDF5 file that jHDF can read to the end (" + e.getMessage() + ")",
                    "if Keras loads it, save it as float32 (jHDF knows no bfloat16), else it is damaged: get it again",
                    e);
        }
    }

    /** A group's child of this name, if it has one. */
    Optional<Node> child(Group group, String name) throws WeightFileException {
        Node child = group.getChildren().get(name);
        if (child != null && child.isLink()) {
            throw new WeightFileException(
                    file,
                    quoted(group.getPath() + name) + " is a link, which Keras never writes",
                    "save the weights again with Keras");
        }
        return Optional.ofNullable(child);
    }

    /** A child that is a group, if there is one. */
    Optional<Group> group(Group group, String name) throws WeightFileException {
        return child(group, name).filter(Group.class::isInstance).map(Group.class::cast);
    }

    /** The texts of an attribute, if there is one. */
    Optional<List<String>> texts(Node node, String name) throws WeightFileException {
        Attribute attribute = node.getAttribute(name);
        if (attribute == null) {
            return Optional.empty();
        }
        if (attribute.isEmpty() || attribute.getSize() == 0) {
            return Optional.of(List.of());
        }
        // An element has a byte at least.
        if (attribute.getSize() < 0 || attribute.getSizeInBytes() > bytes.capacity()) {
            throw WeightFileException.damaged(
                    file, "attribute " + quoted(name) + " of " + quoted(node.getPath()) + " is larger than the file");
        }
        Object data = attribute.getData();
        if (data instanceof String text) {
            return Optional.of(List.of(text));
        }
        if (data instanceof String[] texts) {
            return Optional.of(List.of(texts));
        }
        throw WeightFileException.damaged(
                file, "attribute " + quoted(name) + " of " + quoted(node.getPath()) + " is no list of texts");
    }

    /** The values of a dataset. */
    WeightTensor tensor(Dataset dataset) throws WeightFileException {
        String path = quoted(dataset.getPath());
        WeightType type = type(dataset, path);
        long[] shape = dataset.getDimensionsAsLong();
        try {
            ByteBuffer values = WeightTensor.elements(shape) == 0 ? ByteBuffer.allocate(0) : values(dataset, type);
            return WeightTensor.of(type, shape, values);
        } catch (IllegalArgumentException e) {
            throw WeightFileException.damaged(file, "dataset " + path + " cannot be: " + e.getMessage(), e);
        }
    }

    private ByteBuffer values(Dataset dataset, WeightType type) throws WeightFileException {
        if (dataset instanceof ContiguousDataset contiguous) {
            return contiguous.getBuffer();
        }
        if (dataset instanceof ChunkedDataset chunked) {
            return chunks.read(chunked, type.bytes());
        }
        throw new WeightFileException(
                file,
                "dataset " + quoted(dataset.getPath()) + " is stored as " + dataset.getDataLayout()
                        + ", which Keras never does",
                "save the weights again with Keras");
    }

    private WeightType type(Dataset dataset, String path) throws WeightFileException {
        DataType type = dataset.getDataType();
        if (type instanceof OrderedDataType ordered && ordered.getByteOrder() != ByteOrder.LITTLE_ENDIAN) {
            throw new WeightFileException(
                    file, "dataset " + path + " is big-endian", "save the weights again with Keras on another machine");
        }
        WeightType found = null;
        if (type instanceof FloatingPoint) {
            found = bySize(type.getSize(), WeightType.F16, WeightType.F32, WeightType.F64);
        } else if (type instanceof FixedPoint integer && integer.isSigned()) {
            found = bySize(type.getSize(), WeightType.I8, WeightType.I16, WeightType.I32, WeightType.I64);
        } else if (type instanceof FixedPoint) {
            found = bySize(type.getSize(), WeightType.U8);
        }
        if (found == null) {
            throw new WeightFileException(
                    file,
                    "dataset " + path + " is of " + type.getClass().getSimpleName() + " with " + type.getSize()
                            + " bytes an element, which is no type of weights",
                    "save the weights again as float32");
        }
        return found;
    }

    private static WeightType bySize(int size, WeightType... types) {
        for (WeightType type : types) {
            if (type.bytes() == size) {
                return type;
            }
        }
        return null;
    }
}
