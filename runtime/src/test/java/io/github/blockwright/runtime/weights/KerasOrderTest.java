package io.github.blockwright.runtime.weights;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blockwright.runtime.layers.Conventions;
import io.github.blockwright.runtime.testing.WithEngine;
import io.github.blockwright.runtime.weights.formats.WeightFile;
import io.github.blockwright.runtime.weights.formats.WeightTensor;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Files whose layers Keras has counted, because the program that built the network gave them no names. */
class KerasOrderTest extends WithEngine {
    private final MobileBlock block = MobileBlock.narrow(2);
    private final NameMap names = NameMap.of(block, Family.KERAS);

    /** What the block would write, with each value the number of its parameter. */
    private Map<String, WeightTensor> tensors() {
        Map<String, WeightTensor> tensors = new LinkedHashMap<>();
        int number = 0;
        for (NameMap.Entry entry : names.entries()) {
            long[] shape = entry.layout()
                    .fileShape(block.getParameters()
                            .get(entry.parameter())
                            .getShape()
                            .getShape());
            float[] values = new float[(int) WeightTensor.elements(shape)];
            Arrays.fill(values, number++);
            tensors.put(entry.name(), WeightTensor.of(shape, values));
        }
        return tensors;
    }

    /** The layers under Keras' own count of each kind; the file has them by the alphabet, as HDF5 does. */
    private static WeightFile counted(Map<String, WeightTensor> tensors) {
        Map<String, String> layers = new LinkedHashMap<>();
        Map<String, Integer> counts = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> {
            String layer = name.substring(0, name.indexOf('/'));
            String kind = name.endsWith("/gamma")
                    ? "batch_normalization"
                    : name.contains("depthwise_kernel")
                            ? "depthwise_conv2d"
                            : tensor.shape().length == 2 ? "dense" : "conv2d";
            if (!layers.containsKey(layer)) {
                int number = counts.merge(kind, 1, Integer::sum) + 7;
                layers.put(layer, kind + "_" + number);
            }
        });
        Map<String, WeightTensor> counted = new TreeMap<>();
        tensors.forEach((name, tensor) -> {
            int slash = name.indexOf('/');
            counted.put(layers.get(name.substring(0, slash)) + name.substring(slash), tensor);
        });
        return new WeightFile(Path.of("net.weights.h5"), Map.of(), counted);
    }

    @Test
    void countedLayersAreTakenInTheirOrder() throws Exception {
        WeightFile file = counted(tensors());
        assertThat(file.tensors()).containsKeys("conv2d_10/kernel", "batch_normalization_9/gamma", "dense_8/bias");

        LoadReport report = Weights.load(block, names, file, Head.STRICT, manager);

        assertThat(report.matched()).hasSize(names.entries().size());
        assertThat(report.remarks().get(0)).startsWith("layers that Keras has counted are taken in their order: ");
        int number = 0;
        for (NameMap.Entry entry : names.entries()) {
            float[] values =
                    block.getParameters().get(entry.parameter()).getArray().toFloatArray();
            assertThat(values).as(entry.parameter()).containsOnly(number++);
        }
    }

    @Test
    void aHeadOfOnesOwnOnANamedNetworkIsTheClassifier() throws Exception {
        Map<String, WeightTensor> tensors = tensors();
        tensors.put("dense_3/kernel", tensors.remove("predictions/kernel"));
        tensors.put("dense_3/bias", tensors.remove("predictions/bias"));
        WeightFile file = new WeightFile(Path.of("net.keras"), Map.of(), tensors);

        LoadReport report = Weights.load(block, names, file, Head.STRICT, manager);

        assertThat(report.kept()).isEmpty();
        assertThat(report.remarks()).contains("layers that Keras has counted are taken in their order: dense_3");
    }

    @Test
    void aDenseHeadGoesWhereTheFamilyHasAConvolution() throws Exception {
        MobileBlock third = MobileBlock.narrowV3(2, false, Conventions.PYTORCH);
        NameMap wanted = NameMap.of(third, Family.KERAS);
        Map<String, WeightTensor> tensors = new LinkedHashMap<>();
        for (NameMap.Entry entry : wanted.entries()) {
            long[] shape = entry.layout()
                    .fileShape(third.getParameters()
                            .get(entry.parameter())
                            .getShape()
                            .getShape());
            String name = entry.name().replace("logits/", "dense/");
            long[] own = name.equals("dense/kernel") ? new long[] {shape[2], shape[3]} : shape;
            tensors.put(name, WeightTensor.of(own, new float[(int) WeightTensor.elements(own)]));
        }

        LoadReport report = Weights.load(
                third, wanted, new WeightFile(Path.of("net.keras"), Map.of(), tensors), Head.STRICT, manager);

        assertThat(report.matched()).hasSize(wanted.entries().size());
    }

    @Test
    void layersOfAnotherNumberAreNotGuessed() {
        Map<String, WeightTensor> tensors = tensors();
        WeightFile file = counted(tensors);
        Map<String, WeightTensor> fewer = new LinkedHashMap<>(file.tensors());
        fewer.keySet().removeIf(name -> name.startsWith("conv2d_10/"));
        WeightFile damaged = new WeightFile(file.source(), Map.of(), fewer);

        assertThat(KerasOrder.named(damaged, names).tensors()).containsKey("conv2d_8/kernel");
    }
}
