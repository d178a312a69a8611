package io.github.blockwright.runtime.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.github.blockwright.dsl.Activation;
import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.blocks.NetworkSummary;
import io.github.blockwright.runtime.layers.ConvNormActivation;
import io.github.blockwright.runtime.layers.Conventions;
import io.github.blockwright.runtime.layers.Dense;
import io.github.blockwright.runtime.layers.Dropout;
import io.github.blockwright.runtime.layers.InvertedResidual;
import io.github.blockwright.runtime.layers.Layer;
import io.github.blockwright.runtime.layers.Pass;
import io.github.blockwright.runtime.layers.Pooling;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Small networks as the processor would generate them from their tables, written by hand. */
public final class MobileBlock extends NetworkBlock<MobileBlock.Nothing, MobileBlock.Row> {
    /** These tests look at no activations. */
    public record Nothing() {}

    /** And name no rows in code. */
    public enum Row {}

    private static final int STEM = 4;
    private static final int STAGE1 = 3;
    private static final int STAGE2 = 5;
    private static final int HEAD = 7;

    private final Map<String, Layer> rows;

    private MobileBlock(Map<String, Layer> rows) {
        super(new NetworkSummary(
                "Mobile",
                new InputSpec(32, 32, 3, 1, List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0)),
                List.of(),
                "mobile"));
        this.rows = rows;
        rows.forEach(this::addRow);
    }

    /** A network of MobileNetV2's first stages in narrow. */
    public static MobileBlock narrow(int classes) {
        return narrow(classes, Conventions.PYTORCH);
    }

    /** The same by other conventions. */
    public static MobileBlock narrow(int classes, Conventions conventions) {
        Map<String, Layer> rows = new LinkedHashMap<>();
        rows.put("stem", convolution(conventions, 3, STEM, 3, Activation.RELU6));
        rows.put(
                "stage1",
                InvertedResidual.builder(conventions, STEM, STAGE1).expansion(1).stage(1));
        rows.put(
                "stage2",
                InvertedResidual.builder(conventions, STAGE1, STAGE2)
                        .expansion(6)
                        .strides(2)
                        .stage(2));
        rows.put("head", convolution(conventions, STAGE2, HEAD, 1, Activation.RELU6));
        rows.put("pooled", Pooling.globalAverage());
        rows.put("regularised", new Dropout(0.2f));
        rows.put("logits", new Dense(HEAD, classes, Activation.LINEAR));
        return new MobileBlock(rows);
    }

    /** A network of MobileNetV3's layers of each kind in narrow. */
    public static MobileBlock narrowV3(int classes, boolean hidden, Conventions conventions) {
        Map<String, Layer> rows = new LinkedHashMap<>();
        rows.put("stem", convolution(conventions, 3, STEM, 3, Activation.HARD_SWISH));
        rows.put(
                "stage1",
                InvertedResidual.builder(conventions, STEM, STAGE1)
                        .expandedChannels(STEM)
                        .activation(Activation.RELU)
                        .squeeze(2, 2, Activation.RELU, Activation.HARD_SIGMOID)
                        .stage(1));
        rows.put("head", convolution(conventions, STAGE1, HEAD, 1, Activation.HARD_SWISH));
        rows.put("pooled", Pooling.globalAverage());
        if (hidden) {
            rows.put("hidden", new Dense(HEAD, HEAD + 1, Activation.HARD_SWISH));
        }
        rows.put("logits", new Dense(hidden ? HEAD + 1 : HEAD, classes, Activation.LINEAR));
        return new MobileBlock(rows);
    }

    private static Layer convolution(
            Conventions conventions, int channels, int filters, int kernel, Activation activation) {
        return ConvNormActivation.builder(conventions, channels, filters)
                .kernel(kernel)
                .activation(activation)
                .build();
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
