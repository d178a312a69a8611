package io.github.blockwright.runtime.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.github.blockwright.dsl.Activation;
import io.github.blockwright.runtime.blocks.Architecture;
import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.blocks.LayerNames;
import io.github.blockwright.runtime.blocks.LayerNames.Kind;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.blocks.NetworkSummary;
import io.github.blockwright.runtime.blocks.WeightNames;
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

/** Small networks with the names that the processor would derive from their tables, written by hand. */
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
    private final WeightNames names;

    private MobileBlock(Map<String, Layer> rows, WeightNames names) {
        super(new NetworkSummary(
                "Mobile",
                new InputSpec(32, 32, 3, 1, List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0)),
                List.of(),
                "mobile"));
        this.rows = rows;
        this.names = names;
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
        return new MobileBlock(
                rows,
                new WeightNames.Like(
                        Architecture.MOBILENET_V2,
                        List.of("TORCHVISION", "TIMM", "KERAS"),
                        List.of(conventions),
                        v2Layers()));
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
        List<LayerNames> layers = v3Layers().stream()
                .filter(layer -> hidden || layer.kind() != Kind.HIDDEN)
                .toList();
        return new MobileBlock(
                rows,
                new WeightNames.Like(
                        Architecture.MOBILENET_V3, List.of("TORCHVISION", "TIMM"), List.of(conventions), layers));
    }

    /** A network that is like no published one. */
    public static MobileBlock unlike(String reason) {
        return new MobileBlock(Map.of("logits", new Dense(3, 2, Activation.LINEAR)), new WeightNames.None(reason));
    }

    private static Layer convolution(
            Conventions conventions, int channels, int filters, int kernel, Activation activation) {
        return ConvNormActivation.builder(conventions, channels, filters)
                .kernel(kernel)
                .activation(activation)
                .build();
    }

    private static List<LayerNames> v2Layers() {
        return List.of(
                LayerNames.convolution("stem", "features.0.0", "features.0.1", "conv_stem", "bn1", "Conv1", "bn_Conv1"),
                LayerNames.depthwise(
                        "stage1.0.depthwise",
                        "features.1.conv.0.0",
                        "features.1.conv.0.1",
                        "blocks.0.0.conv_dw",
                        "blocks.0.0.bn1",
                        "expanded_conv_depthwise",
                        "expanded_conv_depthwise_BN"),
                LayerNames.convolution(
                        "stage1.0.project",
                        "features.1.conv.1",
                        "features.1.conv.2",
                        "blocks.0.0.conv_pw",
                        "blocks.0.0.bn2",
                        "expanded_conv_project",
                        "expanded_conv_project_BN"),
                LayerNames.convolution(
                        "stage2.0.expand",
                        "features.2.conv.0.0",
                        "features.2.conv.0.1",
                        "blocks.1.0.conv_pw",
                        "blocks.1.0.bn1",
                        "block_1_expand",
                        "block_1_expand_BN"),
                LayerNames.depthwise(
                        "stage2.0.depthwise",
                        "features.2.conv.1.0",
                        "features.2.conv.1.1",
                        "blocks.1.0.conv_dw",
                        "blocks.1.0.bn2",
                        "block_1_depthwise",
                        "block_1_depthwise_BN"),
                LayerNames.convolution(
                        "stage2.0.project",
                        "features.2.conv.2",
                        "features.2.conv.3",
                        "blocks.1.0.conv_pwl",
                        "blocks.1.0.bn3",
                        "block_1_project",
                        "block_1_project_BN"),
                LayerNames.convolution(
                        "stage2.1.expand",
                        "features.3.conv.0.0",
                        "features.3.conv.0.1",
                        "blocks.1.1.conv_pw",
                        "blocks.1.1.bn1",
                        "block_2_expand",
                        "block_2_expand_BN"),
                LayerNames.depthwise(
                        "stage2.1.depthwise",
                        "features.3.conv.1.0",
                        "features.3.conv.1.1",
                        "blocks.1.1.conv_dw",
                        "blocks.1.1.bn2",
                        "block_2_depthwise",
                        "block_2_depthwise_BN"),
                LayerNames.convolution(
                        "stage2.1.project",
                        "features.3.conv.2",
                        "features.3.conv.3",
                        "blocks.1.1.conv_pwl",
                        "blocks.1.1.bn3",
                        "block_2_project",
                        "block_2_project_BN"),
                LayerNames.convolution(
                        "head", "features.4.0", "features.4.1", "conv_head", "bn2", "Conv_1", "Conv_1_bn"),
                LayerNames.classifier("logits", "classifier.1", "classifier", "predictions"));
    }

    private static List<LayerNames> v3Layers() {
        return List.of(
                LayerNames.convolution("stem", "features.0.0", "features.0.1", "conv_stem", "bn1"),
                LayerNames.depthwise(
                        "stage1.0.depthwise",
                        "features.1.block.0.0",
                        "features.1.block.0.1",
                        "blocks.0.0.conv_dw",
                        "blocks.0.0.bn1"),
                LayerNames.biased("stage1.0.squeeze.reduce", "features.1.block.1.fc1", "blocks.0.0.se.conv_reduce"),
                LayerNames.biased("stage1.0.squeeze.expand", "features.1.block.1.fc2", "blocks.0.0.se.conv_expand"),
                LayerNames.convolution(
                        "stage1.0.project",
                        "features.1.block.2.0",
                        "features.1.block.2.1",
                        "blocks.0.0.conv_pw",
                        "blocks.0.0.bn2"),
                LayerNames.convolution("head", "features.2.0", "features.2.1", "blocks.1.0.conv", "blocks.1.0.bn1"),
                LayerNames.hidden("hidden", "classifier.0", "conv_head"),
                LayerNames.classifier("logits", "classifier.3", "classifier"));
    }

    @Override
    public WeightNames weightNames() {
        return names;
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
