package tables;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.github.blockwright.dsl.Activation;
import io.github.blockwright.dsl.Padding;
import io.github.blockwright.runtime.blocks.Architecture;
import io.github.blockwright.runtime.blocks.Backbone;
import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.blocks.LayerNames;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.blocks.NetworkSummary;
import io.github.blockwright.runtime.blocks.RowSummary;
import io.github.blockwright.runtime.blocks.WeightNames;
import io.github.blockwright.runtime.layers.Conventions;
import io.github.blockwright.runtime.layers.Dense;
import io.github.blockwright.runtime.layers.Dropout;
import io.github.blockwright.runtime.layers.Pass;
import java.lang.Object;
import java.lang.Override;
import java.lang.String;
import java.util.List;
import javax.annotation.processing.Generated;

/**
 * {@link DogsVsCats} as a DJL block, generated from its table.
 *
 * <table>
 * <caption>One image of 3 × 160 × 128 through the network</caption>
 * <tr><th>row</th><th>operator</th><th>output</th><th>parameters</th><th>multiply-adds</th></tr>
 * <tr><td>features</td><td>Backbone ImageNetMobileNetV2 through pooled</td><td>1280</td><td>2,223,872</td><td>122,242,560</td></tr>
 * <tr><td>regularised</td><td>Dropout 0.2</td><td>1280</td><td>0</td><td>0</td></tr>
 * <tr><td>logits</td><td>Dense</td><td>2</td><td>2,562</td><td>2,560</td></tr>
 * <tr><td>total</td><td></td><td></td><td>2,226,434</td><td>122,245,120</td></tr>
 * </table>
 *
 * <p>Beside the parameters, batch normalisation keeps 34,112 running means and variances.
 */
@Generated("io.github.blockwright.processor.NetworkProcessor")
public final class DogsVsCatsBlock extends NetworkBlock<DogsVsCats, DogsVsCatsBlock.Row> {
    /**
     * The table with its shapes and costs, computed when this class was generated.
     */
    public static final NetworkSummary SUMMARY = new NetworkSummary(
            "DogsVsCats",
            new InputSpec(160, 128, 3, 1 / 255.0, List.of(0.485, 0.456, 0.406), List.of(0.229, 0.224, 0.225)),
            List.of(
                    new RowSummary("features", "Backbone ImageNetMobileNetV2 through pooled", new Shape(1280), 2223872, 34112, 122242560),
                    new RowSummary("regularised", "Dropout 0.2", new Shape(1280), 0, 0, 0),
                    new RowSummary("logits", "Dense", new Shape(2), 2562, 0, 2560)),
            "774f7f0e7c8824e7");

    private static final Conventions CONVENTIONS = new Conventions(0.001f, 0.1f, Padding.SYMMETRIC);

    private final Backbone<ImageNetMobileNetV2Block.Row> features;

    private final Dropout regularised;

    private final Dense logits;

    /**
     * Builds the network; its parameters come with {@code initialize}.
     */
    public DogsVsCatsBlock() {
        super(SUMMARY);
        features = addRow("features", Backbone.of(new ImageNetMobileNetV2Block(), ImageNetMobileNetV2Block.Row.POOLED)
                .trainableFrom(ImageNetMobileNetV2Block.Row.STAGE6));
        regularised = addRow("regularised", new Dropout(0.2f));
        logits = addRow("logits", new Dense(1280, 2, Activation.LINEAR));
    }

    /**
     * {@return the layer of {@link DogsVsCats#features()}: Backbone ImageNetMobileNetV2 through pooled, from 3 × 160 × 128 to 1280}
     */
    public Backbone<ImageNetMobileNetV2Block.Row> features() {
        return features;
    }

    /**
     * {@return the layer of {@link DogsVsCats#regularised()}: Dropout 0.2, from 1280 to 1280}
     */
    public Dropout regularised() {
        return regularised;
    }

    /**
     * {@return the layer of {@link DogsVsCats#logits()}: Dense, from 1280 to 2}
     */
    public Dense logits() {
        return logits;
    }

    @Override
    protected NDList forwardInternal(ParameterStore store, NDList inputs, boolean training,
            PairList<String, Object> params) {
        return new NDList(Pass.of(store, images(inputs), training)
                .through(features)
                .through(regularised)
                .through(logits)
                .output());
    }

    @Override
    public DogsVsCats endpoints(ParameterStore store, NDArray images, boolean training) {
        NDArray features = this.features.forward(store, images(new NDList(images)), training);
        NDArray regularised = this.regularised.forward(store, features, training);
        NDArray logits = this.logits.forward(store, regularised, training);
        return new DogsVsCats(features, regularised, logits);
    }

    @Override
    public DogsVsCatsBlock fold(NDManager manager) {
        return foldInto(new DogsVsCatsBlock(), manager);
    }

    @Override
    public WeightNames weightNames() {
        return PublishedNames.ALL;
    }

    /**
     * What the families call each layer: a convolution and its batch normalisation, in the families' order.
     */
    private static final class PublishedNames {
        static final WeightNames ALL = new WeightNames.Like(
                Architecture.MOBILENET_V2,
                List.of("TORCHVISION", "TIMM", "KERAS"),
                List.of(new Conventions(1.0E-5f, 0.1f, Padding.SYMMETRIC)),
                layers());

        private static List<LayerNames> layers() {
            return List.of(
                    LayerNames.convolution("features.stem", "features.0.0", "features.0.1", "conv_stem", "bn1", "Conv1", "bn_Conv1"),
                    LayerNames.depthwise("features.stage1.0.depthwise", "features.1.conv.0.0", "features.1.conv.0.1", "blocks.0.0.conv_dw", "blocks.0.0.bn1", "expanded_conv_depthwise", "expanded_conv_depthwise_BN"),
                    LayerNames.convolution("features.stage1.0.project", "features.1.conv.1", "features.1.conv.2", "blocks.0.0.conv_pw", "blocks.0.0.bn2", "expanded_conv_project", "expanded_conv_project_BN"),
                    LayerNames.convolution("features.stage2.0.expand", "features.2.conv.0.0", "features.2.conv.0.1", "blocks.1.0.conv_pw", "blocks.1.0.bn1", "block_1_expand", "block_1_expand_BN"),
                    LayerNames.depthwise("features.stage2.0.depthwise", "features.2.conv.1.0", "features.2.conv.1.1", "blocks.1.0.conv_dw", "blocks.1.0.bn2", "block_1_depthwise", "block_1_depthwise_BN"),
                    LayerNames.convolution("features.stage2.0.project", "features.2.conv.2", "features.2.conv.3", "blocks.1.0.conv_pwl", "blocks.1.0.bn3", "block_1_project", "block_1_project_BN"),
                    LayerNames.convolution("features.stage2.1.expand", "features.3.conv.0.0", "features.3.conv.0.1", "blocks.1.1.conv_pw", "blocks.1.1.bn1", "block_2_expand", "block_2_expand_BN"),
                    LayerNames.depthwise("features.stage2.1.depthwise", "features.3.conv.1.0", "features.3.conv.1.1", "blocks.1.1.conv_dw", "blocks.1.1.bn2", "block_2_depthwise", "block_2_depthwise_BN"),
                    LayerNames.convolution("features.stage2.1.project", "features.3.conv.2", "features.3.conv.3", "blocks.1.1.conv_pwl", "blocks.1.1.bn3", "block_2_project", "block_2_project_BN"),
                    LayerNames.convolution("features.stage3.0.expand", "features.4.conv.0.0", "features.4.conv.0.1", "blocks.2.0.conv_pw", "blocks.2.0.bn1", "block_3_expand", "block_3_expand_BN"),
                    LayerNames.depthwise("features.stage3.0.depthwise", "features.4.conv.1.0", "features.4.conv.1.1", "blocks.2.0.conv_dw", "blocks.2.0.bn2", "block_3_depthwise", "block_3_depthwise_BN"),
                    LayerNames.convolution("features.stage3.0.project", "features.4.conv.2", "features.4.conv.3", "blocks.2.0.conv_pwl", "blocks.2.0.bn3", "block_3_project", "block_3_project_BN"),
                    LayerNames.convolution("features.stage3.1.expand", "features.5.conv.0.0", "features.5.conv.0.1", "blocks.2.1.conv_pw", "blocks.2.1.bn1", "block_4_expand", "block_4_expand_BN"),
                    LayerNames.depthwise("features.stage3.1.depthwise", "features.5.conv.1.0", "features.5.conv.1.1", "blocks.2.1.conv_dw", "blocks.2.1.bn2", "block_4_depthwise", "block_4_depthwise_BN"),
                    LayerNames.convolution("features.stage3.1.project", "features.5.conv.2", "features.5.conv.3", "blocks.2.1.conv_pwl", "blocks.2.1.bn3", "block_4_project", "block_4_project_BN"),
                    LayerNames.convolution("features.stage3.2.expand", "features.6.conv.0.0", "features.6.conv.0.1", "blocks.2.2.conv_pw", "blocks.2.2.bn1", "block_5_expand", "block_5_expand_BN"),
                    LayerNames.depthwise("features.stage3.2.depthwise", "features.6.conv.1.0", "features.6.conv.1.1", "blocks.2.2.conv_dw", "blocks.2.2.bn2", "block_5_depthwise", "block_5_depthwise_BN"),
                    LayerNames.convolution("features.stage3.2.project", "features.6.conv.2", "features.6.conv.3", "blocks.2.2.conv_pwl", "blocks.2.2.bn3", "block_5_project", "block_5_project_BN"),
                    LayerNames.convolution("features.stage4.0.expand", "features.7.conv.0.0", "features.7.conv.0.1", "blocks.3.0.conv_pw", "blocks.3.0.bn1", "block_6_expand", "block_6_expand_BN"),
                    LayerNames.depthwise("features.stage4.0.depthwise", "features.7.conv.1.0", "features.7.conv.1.1", "blocks.3.0.conv_dw", "blocks.3.0.bn2", "block_6_depthwise", "block_6_depthwise_BN"),
                    LayerNames.convolution("features.stage4.0.project", "features.7.conv.2", "features.7.conv.3", "blocks.3.0.conv_pwl", "blocks.3.0.bn3", "block_6_project", "block_6_project_BN"),
                    LayerNames.convolution("features.stage4.1.expand", "features.8.conv.0.0", "features.8.conv.0.1", "blocks.3.1.conv_pw", "blocks.3.1.bn1", "block_7_expand", "block_7_expand_BN"),
                    LayerNames.depthwise("features.stage4.1.depthwise", "features.8.conv.1.0", "features.8.conv.1.1", "blocks.3.1.conv_dw", "blocks.3.1.bn2", "block_7_depthwise", "block_7_depthwise_BN"),
                    LayerNames.convolution("features.stage4.1.project", "features.8.conv.2", "features.8.conv.3", "blocks.3.1.conv_pwl", "blocks.3.1.bn3", "block_7_project", "block_7_project_BN"),
                    LayerNames.convolution("features.stage4.2.expand", "features.9.conv.0.0", "features.9.conv.0.1", "blocks.3.2.conv_pw", "blocks.3.2.bn1", "block_8_expand", "block_8_expand_BN"),
                    LayerNames.depthwise("features.stage4.2.depthwise", "features.9.conv.1.0", "features.9.conv.1.1", "blocks.3.2.conv_dw", "blocks.3.2.bn2", "block_8_depthwise", "block_8_depthwise_BN"),
                    LayerNames.convolution("features.stage4.2.project", "features.9.conv.2", "features.9.conv.3", "blocks.3.2.conv_pwl", "blocks.3.2.bn3", "block_8_project", "block_8_project_BN"),
                    LayerNames.convolution("features.stage4.3.expand", "features.10.conv.0.0", "features.10.conv.0.1", "blocks.3.3.conv_pw", "blocks.3.3.bn1", "block_9_expand", "block_9_expand_BN"),
                    LayerNames.depthwise("features.stage4.3.depthwise", "features.10.conv.1.0", "features.10.conv.1.1", "blocks.3.3.conv_dw", "blocks.3.3.bn2", "block_9_depthwise", "block_9_depthwise_BN"),
                    LayerNames.convolution("features.stage4.3.project", "features.10.conv.2", "features.10.conv.3", "blocks.3.3.conv_pwl", "blocks.3.3.bn3", "block_9_project", "block_9_project_BN"),
                    LayerNames.convolution("features.stage5.0.expand", "features.11.conv.0.0", "features.11.conv.0.1", "blocks.4.0.conv_pw", "blocks.4.0.bn1", "block_10_expand", "block_10_expand_BN"),
                    LayerNames.depthwise("features.stage5.0.depthwise", "features.11.conv.1.0", "features.11.conv.1.1", "blocks.4.0.conv_dw", "blocks.4.0.bn2", "block_10_depthwise", "block_10_depthwise_BN"),
                    LayerNames.convolution("features.stage5.0.project", "features.11.conv.2", "features.11.conv.3", "blocks.4.0.conv_pwl", "blocks.4.0.bn3", "block_10_project", "block_10_project_BN"),
                    LayerNames.convolution("features.stage5.1.expand", "features.12.conv.0.0", "features.12.conv.0.1", "blocks.4.1.conv_pw", "blocks.4.1.bn1", "block_11_expand", "block_11_expand_BN"),
                    LayerNames.depthwise("features.stage5.1.depthwise", "features.12.conv.1.0", "features.12.conv.1.1", "blocks.4.1.conv_dw", "blocks.4.1.bn2", "block_11_depthwise", "block_11_depthwise_BN"),
                    LayerNames.convolution("features.stage5.1.project", "features.12.conv.2", "features.12.conv.3", "blocks.4.1.conv_pwl", "blocks.4.1.bn3", "block_11_project", "block_11_project_BN"),
                    LayerNames.convolution("features.stage5.2.expand", "features.13.conv.0.0", "features.13.conv.0.1", "blocks.4.2.conv_pw", "blocks.4.2.bn1", "block_12_expand", "block_12_expand_BN"),
                    LayerNames.depthwise("features.stage5.2.depthwise", "features.13.conv.1.0", "features.13.conv.1.1", "blocks.4.2.conv_dw", "blocks.4.2.bn2", "block_12_depthwise", "block_12_depthwise_BN"),
                    LayerNames.convolution("features.stage5.2.project", "features.13.conv.2", "features.13.conv.3", "blocks.4.2.conv_pwl", "blocks.4.2.bn3", "block_12_project", "block_12_project_BN"),
                    LayerNames.convolution("features.stage6.0.expand", "features.14.conv.0.0", "features.14.conv.0.1", "blocks.5.0.conv_pw", "blocks.5.0.bn1", "block_13_expand", "block_13_expand_BN"),
                    LayerNames.depthwise("features.stage6.0.depthwise", "features.14.conv.1.0", "features.14.conv.1.1", "blocks.5.0.conv_dw", "blocks.5.0.bn2", "block_13_depthwise", "block_13_depthwise_BN"),
                    LayerNames.convolution("features.stage6.0.project", "features.14.conv.2", "features.14.conv.3", "blocks.5.0.conv_pwl", "blocks.5.0.bn3", "block_13_project", "block_13_project_BN"),
                    LayerNames.convolution("features.stage6.1.expand", "features.15.conv.0.0", "features.15.conv.0.1", "blocks.5.1.conv_pw", "blocks.5.1.bn1", "block_14_expand", "block_14_expand_BN"),
                    LayerNames.depthwise("features.stage6.1.depthwise", "features.15.conv.1.0", "features.15.conv.1.1", "blocks.5.1.conv_dw", "blocks.5.1.bn2", "block_14_depthwise", "block_14_depthwise_BN"),
                    LayerNames.convolution("features.stage6.1.project", "features.15.conv.2", "features.15.conv.3", "blocks.5.1.conv_pwl", "blocks.5.1.bn3", "block_14_project", "block_14_project_BN"),
                    LayerNames.convolution("features.stage6.2.expand", "features.16.conv.0.0", "features.16.conv.0.1", "blocks.5.2.conv_pw", "blocks.5.2.bn1", "block_15_expand", "block_15_expand_BN"),
                    LayerNames.depthwise("features.stage6.2.depthwise", "features.16.conv.1.0", "features.16.conv.1.1", "blocks.5.2.conv_dw", "blocks.5.2.bn2", "block_15_depthwise", "block_15_depthwise_BN"),
                    LayerNames.convolution("features.stage6.2.project", "features.16.conv.2", "features.16.conv.3", "blocks.5.2.conv_pwl", "blocks.5.2.bn3", "block_15_project", "block_15_project_BN"),
                    LayerNames.convolution("features.stage7.0.expand", "features.17.conv.0.0", "features.17.conv.0.1", "blocks.6.0.conv_pw", "blocks.6.0.bn1", "block_16_expand", "block_16_expand_BN"),
                    LayerNames.depthwise("features.stage7.0.depthwise", "features.17.conv.1.0", "features.17.conv.1.1", "blocks.6.0.conv_dw", "blocks.6.0.bn2", "block_16_depthwise", "block_16_depthwise_BN"),
                    LayerNames.convolution("features.stage7.0.project", "features.17.conv.2", "features.17.conv.3", "blocks.6.0.conv_pwl", "blocks.6.0.bn3", "block_16_project", "block_16_project_BN"),
                    LayerNames.convolution("features.head", "features.18.0", "features.18.1", "conv_head", "bn2", "Conv_1", "Conv_1_bn"),
                    LayerNames.classifier("logits", "classifier.1", "classifier", "predictions"));
        }
    }

    /**
     * The rows of the table, for {@code freezeThrough} and {@code layer}.
     */
    public enum Row {
        /**
         * {@link DogsVsCats#features()}: Backbone ImageNetMobileNetV2 through pooled, from 3 × 160 × 128 to 1280
         */
        FEATURES,

        /**
         * {@link DogsVsCats#regularised()}: Dropout 0.2, from 1280 to 1280
         */
        REGULARISED,

        /**
         * {@link DogsVsCats#logits()}: Dense, from 1280 to 2
         */
        LOGITS
    }
}
