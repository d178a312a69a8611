package io.github.blockwright.processor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.blocks.NetworkSummary;
import io.github.blockwright.runtime.layers.Layer;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A generated block at work, and what it really has, counted without the processor. */
record BuiltNetwork(NetworkBlock<?, ?> block) {
    /** Compiles a table and makes its block. */
    static BuiltNetwork of(String table, String block) {
        return new BuiltNetwork(create(Compiling.load(Compiling.compileCleanly(Sources.withBackbones(table)), block)));
    }

    /** The block of another table of the same compilation. */
    BuiltNetwork sibling(String name) {
        try {
            return new BuiltNetwork(create(block.getClass().getClassLoader().loadClass(name)));
        } catch (ClassNotFoundException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    /** The same for so many classes. */
    BuiltNetwork forClasses(int classes) {
        try {
            Constructor<?> constructor = block.getClass().getDeclaredConstructor(int.class);
            constructor.setAccessible(true);
            return new BuiltNetwork((NetworkBlock<?, ?>) constructor.newInstance(classes));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    /** An instance of a generated class. */
    static NetworkBlock<?, ?> create(Class<?> type) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return (NetworkBlock<?, ?>) constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    NetworkSummary summary() {
        return block.summary();
    }

    /** The layers of the rows. */
    List<Layer> layers() {
        return block.getChildren().values().stream().map(Layer.class::cast).toList();
    }

    /** The shapes, without the batch, of the endpoints of one image. */
    List<Shape> endpointShapes(NDManager manager) {
        NDArray image = manager.zeros(summary().input().shape(1));
        Record endpoints = block.endpoints(image);
        List<Shape> shapes = new ArrayList<>();
        for (RecordComponent component : endpoints.getClass().getRecordComponents()) {
            shapes.add(endpoint(endpoints, component.getName()).getShape().slice(1));
        }
        return shapes;
    }

    /** The activation of a row. */
    static NDArray endpoint(Record endpoints, String row) {
        try {
            Method accessor = endpoints.getClass().getDeclaredMethod(row);
            accessor.setAccessible(true);
            return (NDArray) accessor.invoke(endpoints);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    /** The constants of the generated enum of rows. */
    static List<String> rowConstants(Block block) {
        return Arrays.stream(block.getClass().getDeclaredClasses())
                .filter(Class::isEnum)
                .flatMap(rows -> Arrays.stream(rows.getEnumConstants()))
                .map(Object::toString)
                .toList();
    }

    /** Every parameter by its name. */
    static Map<String, float[]> values(NetworkBlock<?, ?> block) {
        return block.getParameters().stream()
                .collect(Collectors.toMap(
                        parameter -> parameter.getKey(),
                        parameter -> parameter.getValue().getArray().toFloatArray(),
                        (a, b) -> a,
                        TreeMap::new));
    }

    /** The values of all parameters that are learned. */
    static long parameters(Block layer) {
        return count(layer, true);
    }

    /** The values of all running statistics. */
    static long statistics(Block layer) {
        return count(layer, false);
    }

    private static long count(Block layer, boolean trainable) {
        return layer.getParameters().values().stream()
                .filter(parameter -> Layer.isTrainable(parameter) == trainable)
                .mapToLong(parameter -> parameter.getShape().size())
                .sum();
    }
}
