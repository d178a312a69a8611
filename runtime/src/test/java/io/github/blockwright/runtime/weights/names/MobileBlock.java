package io.github.blockwright.runtime.weights.names;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.blocks.NetworkSummary;
import io.github.blockwright.runtime.blocks.base.ActivationFunction;
import io.github.blockwright.runtime.blocks.base.Conventions;
import io.github.blockwright.runtime.blocks.base.Layer;
import io.github.blockwright.runtime.blocks.base.Pass;
import io.github.blockwright.runtime.blocks.layers.ConvNormActivation;
import io.github.blockwright.runtime.blocks.layers.Dense;
import io.github.blockwright.runtime.blocks.layers.Dropout;
import io.github.blockwright.runtime.blocks.layers.InvertedResidual;
import io.github.blockwright.runtime.blocks.layers.Pooling;
import io.github.blockwright.runtime.blocks.layers.Stage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A network of any rows, and MobileNetV2 in several sizes. */
public final class MobileBlock extends NetworkBlock<MobileBlock.Nothing, MobileBlock.Row> {
    /** These tests look at no activations. */
    public record Nothing() {}

    /** And name no rows in code. */
    public enum Row {}

    private static final int[] REPEATS = {1, 2, 3, 4, 3, 3, 1};
    private static final int[] STRIDES = {1, 2, 2, 2, 1, 2, 1};

    private final Map<String, Layer> rows;

    public MobileBlock(Map<String, Layer> rows) {
        super(new NetworkSummary(
                "Mobile",
                new InputSpec(32, 32, 3, 1, List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0)),
                List.of(),
                "mobile"));
        this.rows = rows;
        rows.forEach(this::addRow);
    }

    /** The paper's network at width 1. */
    public static MobileBlock imageNet() {
        return imageNet(Conventions.PYTORCH);
    }

    /** The same by other conventions. */
    public static MobileBlock imageNet(Conventions conventions) {
        return new MobileBlock(rows(conventions, 32, new int[] {16, 24, 32, 64, 96, 160, 320}, 1280, 1000));
    }

    /** A network of the first stages in narrow. */
    public static MobileBlock narrow(int classes) {
        return narrow(classes, Conventions.PYTORCH);
    }

    /** The same by other conventions. */
    public static MobileBlock narrow(int classes, Conventions conventions) {
        return new MobileBlock(rows(conventions, 4, new int[] {3, 5}, 7, classes));
    }

    /** The rows of a network; 0 classes for none. */
    public static Map<String, Layer> rows(Conventions conventions, int stem, int[] filters, int last, int classes) {
        Map<String, Layer> rows = new LinkedHashMap<>();
        rows.put(
                "stem",
                ConvNormActivation.builder(conventions, 3, stem)
                        .kernel(3)
                        .strides(2)
                        .activation(ActivationFunction.RELU6)
                        .build());
        int channels = stem;
        for (int i = 0; i < filters.length; i++) {
            rows.put("stage" + (i + 1), stage(conventions, channels, filters[i], i == 0 ? 1 : 6, i));
            channels = filters[i];
        }
        rows.put(
                "head",
                ConvNormActivation.builder(conventions, channels, last)
                        .activation(ActivationFunction.RELU6)
                        .build());
        rows.put("pooled", Pooling.globalAverage());
        if (classes > 0) {
            rows.put("regularised", new Dropout(0.2f));
            rows.put("logits", new Dense(last, classes, ActivationFunction.LINEAR));
        }
        return rows;
    }

    static Stage stage(Conventions conventions, int channels, int filters, int expansion, int number) {
        return InvertedResidual.builder(conventions, channels, filters)
                .expansion(expansion)
                .strides(STRIDES[number])
                .stage(REPEATS[number]);
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
        Pass pass = Pass.of(store, images(inputs), training);
        rows.values().forEach(pass::through);
        return new NDList(pass.output());
    }

    @Override
    public MobileBlock fold(NDManager manager) {
        throw new UnsupportedOperationException("Its rows exist once");
    }

    @Override
    public Nothing endpoints(ParameterStore store, NDArray images, boolean training) {
        return new Nothing();
    }
}
