package io.github.blockwright.runtime.weights;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blockwright.runtime.testing.WithEngine;
import io.github.blockwright.runtime.weights.formats.WeightFiles;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A network inside another model, as every tutorial of Keras makes it: Sequential([network, Dense(5)]). */
class NestedKerasTest extends WithEngine {
    @TempDir
    private Path folder;

    private final MobileBlock block = MobileBlock.narrow(2);
    private final NameMap names = NameMap.of(block, Family.KERAS);

    /** The variables of the network's layers, each value the number of its parameter. */
    private Map<String, Map<String, Object>> layers(boolean withTop) {
        Map<String, Map<String, Object>> layers = new LinkedHashMap<>();
        int number = 0;
        for (NameMap.Entry entry : names.entries()) {
            long[] shape = entry.layout()
                    .fileShape(block.getParameters()
                            .get(entry.parameter())
                            .getShape()
                            .getShape());
            int slash = entry.name().indexOf('/');
            if (withTop || !entry.isClassifier()) {
                layers.computeIfAbsent(entry.name().substring(0, slash), layer -> new LinkedHashMap<>())
                        .put(entry.name().substring(slash + 1), values(number, shape));
            }
            number++;
        }
        return layers;
    }

    private static Object values(int value, long... shape) {
        int[] lengths = Arrays.stream(shape).mapToInt(Math::toIntExact).toArray();
        Object array = Array.newInstance(float.class, lengths);
        fill(array, value);
        return array;
    }

    private static void fill(Object array, int value) {
        if (array instanceof float[] line) {
            Arrays.fill(line, value);
            return;
        }
        for (Object part : (Object[]) array) {
            fill(part, value);
        }
    }

    private void assertLoaded(Path file, boolean withTop) throws IOException {
        LoadReport report = Weights.load(block, file, manager);

        assertThat(report.kept()).hasSize(withTop ? 0 : 2);
        int number = 0;
        for (NameMap.Entry entry : names.entries()) {
            if (withTop || !entry.isClassifier()) {
                assertThat(block.getParameters()
                                .get(entry.parameter())
                                .getArray()
                                .toFloatArray())
                        .as(entry.parameter())
                        .containsOnly(number);
            }
            number++;
        }
    }

    /** In Keras 2 the network is one layer, whose weights have the names of its own layers. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ofKeras2(boolean ownHead) throws IOException {
        Path file = folder.resolve("net.h5");
        try (WritableHdfFile hdf = HdfFile.write(file)) {
            WritableGroup root = hdf.putGroup("model_weights");
            root.putAttribute("layer_names", ownHead ? new String[] {"mobile", "dense_5"} : new String[] {"mobile"});
            WritableGroup network = root.putGroup("mobile");
            Map<String, Map<String, Object>> layers = layers(false);
            network.putAttribute(
                    "weight_names",
                    layers.entrySet().stream()
                            .flatMap(layer -> layer.getValue().keySet().stream()
                                    .map(variable -> layer.getKey() + "/" + variable + ":0"))
                            .toArray(String[]::new));
            layers.forEach((layer, variables) -> {
                WritableGroup group = network.putGroup(layer);
                variables.forEach((variable, values) -> group.putDataset(variable + ":0", values));
            });
            if (ownHead) {
                WritableGroup head = root.putGroup("dense_5");
                head.putAttribute("weight_names", new String[] {"dense_5/kernel:0", "dense_5/bias:0"});
                WritableGroup inner = head.putGroup("dense_5");
                inner.putDataset("kernel:0", values(50, 7, 2));
                inner.putDataset("bias:0", values(51, 2));
            }
        }
        if (ownHead) {
            assertLoaded(file, true);
        } else {
            assertLoaded(file, false);
        }
    }

    /** In Keras 3 it is a group whose layers lie in it, and are counted from 0 there. */
    @Test
    void ofKeras3() throws IOException {
        Path file = folder.resolve("net.weights.h5");
        try (WritableHdfFile hdf = HdfFile.write(file)) {
            WritableGroup outer = hdf.putGroup("layers");
            WritableGroup inner = outer.putGroup("functional").putGroup("layers");
            Map<String, Integer> counts = new HashMap<>();
            layers(false).forEach((layer, variables) -> {
                String kind = variables.containsKey("gamma")
                        ? "batch_normalization"
                        : variables.containsKey("kernel") ? "conv2d" : "depthwise_conv2d";
                int number = counts.merge(kind, 1, Integer::sum) - 1;
                put(inner, number == 0 ? kind : kind + "_" + number, layer, List.copyOf(variables.values()));
            });
            put(outer, "dense", "dense_3", List.of(values(50, 7, 2), values(51, 2)));
        }

        assertThat(WeightFiles.read(file).tensors()).containsKeys("Conv1/kernel", "dense_3/bias");
        assertLoaded(file, true);
    }

    private static void put(WritableGroup group, String kind, String name, List<Object> values) {
        WritableGroup variables = group.putGroup(kind).putGroup("vars");
        variables.putAttribute("name", name);
        for (int i = 0; i < values.size(); i++) {
            variables.putDataset(Integer.toString(i), values.get(i));
        }
    }
}
