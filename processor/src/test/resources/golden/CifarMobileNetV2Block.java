package tables;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.github.blockwright.dsl.Activation;
import io.github.blockwright.dsl.Padding;
import io.github.blockwright.runtime.blocks.Footprint;
import io.github.blockwright.runtime.blocks.GeneratedBlock;
import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.blocks.NetworkSummary;
import io.github.blockwright.runtime.blocks.RowSummary;
import io.github.blockwright.runtime.blocks.Window;
import io.github.blockwright.runtime.layers.ConvNormActivation;
import io.github.blockwright.runtime.layers.Conventions;
import io.github.blockwright.runtime.layers.Dense;
import io.github.blockwright.runtime.layers.InvertedResidual;
import io.github.blockwright.runtime.layers.Pass;
import io.github.blockwright.runtime.layers.Pooling;
import io.github.blockwright.runtime.layers.Stage;
import java.util.List;
import javax.annotation.processing.Generated;

/**
 * {@link CifarMobileNetV2} as a DJL block, generated from its table.
 *
 * <table>
 * <caption>One image of 3 × 32 × 32 through the network, in float32</caption>
 * <tr><th>row</th><th>operator</th><th>output</th><th>parameters</th><th>multiply-adds</th><th>KiB held</th><th>KiB moved</th><th>KiB of weights</th><th>multiply-adds per byte</th><th>sees</th><th>stride</th><th>padding</th></tr>
 * <tr><td>stem</td><td>Conv 3×3 / 2</td><td>32 × 16 × 16</td><td>928</td><td>221,184</td><td>44.0</td><td>47.5</td><td>3.5</td><td>4.5</td><td>3</td><td>2</td><td>1</td></tr>
 * <tr><td>stage1</td><td>InvertedResidual 3×3, t = 1, n = 1</td><td>16 × 16 × 16</td><td>896</td><td>204,800</td><td>64.0</td><td>115.3</td><td>3.3</td><td>1.7</td><td>7</td><td>2</td><td>3</td></tr>
 * <tr><td>stage2</td><td>InvertedResidual 3×3 / 2, t = 6, n = 2</td><td>24 × 8 × 8</td><td>13,968</td><td>1,121,280</td><td>120.0</td><td>488.5</td><td>52.5</td><td>2.2</td><td>19</td><td>4</td><td>9</td></tr>
 * <tr><td>stage3</td><td>InvertedResidual 3×3 / 2, t = 6, n = 3</td><td>32 × 4 × 4</td><td>39,696</td><td>764,160</td><td>45.0</td><td>364.6</td><td>150.6</td><td>2.0</td><td>59</td><td>8</td><td>29</td></tr>
 * <tr><td>stage4</td><td>InvertedResidual 3×3 / 2, t = 6, n = 4</td><td>64 × 2 × 2</td><td>183,872</td><td>785,664</td><td>15.0</td><td>826.8</td><td>706.8</td><td>0.9</td><td>171</td><td>16</td><td>85</td></tr>
 * <tr><td>stage5</td><td>InvertedResidual 3×3, t = 6, n = 3</td><td>96 × 2 × 2</td><td>303,168</td><td>1,185,792</td><td>19.5</td><td>1,284.6</td><td>1,171.1</td><td>0.9</td><td>267</td><td>16</td><td>133</td></tr>
 * <tr><td>stage6</td><td>InvertedResidual 3×3 / 2, t = 6, n = 3</td><td>160 × 1 × 1</td><td>795,264</td><td>950,208</td><td>11.3</td><td>3,146.0</td><td>3,085.1</td><td>0.3</td><td>427</td><td>32</td><td>213</td></tr>
 * <tr><td>stage7</td><td>InvertedResidual 3×3, t = 6, n = 1</td><td>320 × 1 × 1</td><td>473,920</td><td>469,440</td><td>7.5</td><td>1,859.4</td><td>1,842.5</td><td>0.2</td><td>491</td><td>32</td><td>245</td></tr>
 * <tr><td>head</td><td>Conv 1×1</td><td>1280 × 1 × 1</td><td>412,160</td><td>409,600</td><td>6.3</td><td>1,611.3</td><td>1,605.0</td><td>0.2</td><td>491</td><td>32</td><td>245</td></tr>
 * <tr><td>pooled</td><td>GlobalAveragePool</td><td>1280</td><td>0</td><td>0</td><td>10.0</td><td>10.0</td><td>0.0</td><td>0.0</td><td>all</td><td></td><td></td></tr>
 * <tr><td>logits</td><td>Dense</td><td>10</td><td>12,810</td><td>12,800</td><td>5.0</td><td>55.1</td><td>50.0</td><td>0.2</td><td>all</td><td></td><td></td></tr>
 * <tr><td>total</td><td></td><td></td><td>2,236,682</td><td>6,124,928</td><td>120.0</td><td>9,809.0</td><td>8,670.4</td><td>0.6</td><td></td><td></td><td></td></tr>
 * </table>
 *
 * <p>In int8, the maps held at once take 30.0 KiB and the weights 2,367.6 KiB; in float16, 60.0 KiB and 4,335.2 KiB. Beside the parameters, batch normalisation keeps 34,112 running means and variances.
 */
@Generated("io.github.blockwright.processor.NetworkProcessor")
@GeneratedBlock
public final class CifarMobileNetV2Block extends NetworkBlock<CifarMobileNetV2, CifarMobileNetV2Block.Row> {
    /** The table with its shapes and costs, computed when this class was generated. */
    public static final NetworkSummary SUMMARY = new NetworkSummary(
            "CifarMobileNetV2",
            new InputSpec(32, 32, 3, 1 / 127.5, List.of(1.0, 1.0, 1.0), List.of(1.0, 1.0, 1.0)),
            List.of(
                new RowSummary("stem", "Conv 3×3 / 2", new Shape(32, 16, 16), 928, 64, 221184, new Footprint(32, 11264, 11264, 0, new Window(3, 2, 1))),
                new RowSummary("stage1", "InvertedResidual 3×3, t = 1, n = 1", new Shape(16, 16, 16), 896, 96, 204800, new Footprint(48, 16384, 28672, 0, new Window(3, 1, 1))),
                new RowSummary("stage2", "InvertedResidual 3×3 / 2, t = 6, n = 2", new Shape(24, 8, 8), 13968, 1056, 1121280, new Footprint(528, 30720, 111616, 1, new Window(7, 2, 3))),
                new RowSummary("stage3", "InvertedResidual 3×3 / 2, t = 6, n = 3", new Shape(32, 4, 4), 39696, 2304, 764160, new Footprint(1152, 11520, 54784, 2, new Window(11, 2, 5))),
                new RowSummary("stage4", "InvertedResidual 3×3 / 2, t = 6, n = 4", new Shape(64, 2, 2), 183872, 5888, 785664, new Footprint(2944, 3840, 30720, 3, new Window(15, 2, 7))),
                new RowSummary("stage5", "InvertedResidual 3×3, t = 6, n = 3", new Shape(96, 2, 2), 303168, 6720, 1185792, new Footprint(3360, 4992, 29056, 2, new Window(7, 1, 3))),
                new RowSummary("stage6", "InvertedResidual 3×3 / 2, t = 6, n = 3", new Shape(160, 1, 1), 795264, 10944, 950208, new Footprint(5472, 2880, 15584, 2, new Window(11, 2, 5))),
                new RowSummary("stage7", "InvertedResidual 3×3, t = 6, n = 1", new Shape(320, 1, 1), 473920, 4480, 469440, new Footprint(2240, 1920, 4320, 0, new Window(3, 1, 1))),
                new RowSummary("head", "Conv 1×1", new Shape(1280, 1, 1), 412160, 2560, 409600, new Footprint(1280, 1600, 1600, 0, new Window(1, 1, 0))),
                new RowSummary("pooled", "GlobalAveragePool", new Shape(1280), 0, 0, 0, new Footprint(0, 2560, 2560, 0, Window.ALL)),
                new RowSummary("logits", "Dense", new Shape(10), 12810, 0, 12800, new Footprint(10, 1290, 1290, 0, Window.ALL))),
            "20807bc1874413db");

    private static final Conventions CONVENTIONS = new Conventions(1.0E-5f, 0.1f, Padding.SYMMETRIC);

    private final ConvNormActivation stem;
    private final Stage stage1;
    private final Stage stage2;
    private final Stage stage3;
    private final Stage stage4;
    private final Stage stage5;
    private final Stage stage6;
    private final Stage stage7;
    private final ConvNormActivation head;
    private final Pooling pooled;
    private final Dense logits;

    /** Builds the network of the table; its parameters come with {@code initialize}. */
    public CifarMobileNetV2Block() {
        this(10);
    }

    /**
     * The same for another number of classes.
     *
     * @param classes at least 1
     */
    public CifarMobileNetV2Block(int classes) {
        super(SUMMARY.withClasses(classes));
        stem = addRow("stem", ConvNormActivation.builder(CONVENTIONS, 3, 32)
                .kernel(3).strides(2).activation(Activation.RELU6).build());
        stage1 = addRow("stage1", InvertedResidual.builder(CONVENTIONS, 32, 16)
                .expansion(1).strides(1).stage(1));
        stage2 = addRow("stage2", InvertedResidual.builder(CONVENTIONS, 16, 24)
                .expansion(6).strides(2).stage(2));
        stage3 = addRow("stage3", InvertedResidual.builder(CONVENTIONS, 24, 32)
                .expansion(6).strides(2).stage(3));
        stage4 = addRow("stage4", InvertedResidual.builder(CONVENTIONS, 32, 64)
                .expansion(6).strides(2).stage(4));
        stage5 = addRow("stage5", InvertedResidual.builder(CONVENTIONS, 64, 96)
                .expansion(6).strides(1).stage(3));
        stage6 = addRow("stage6", InvertedResidual.builder(CONVENTIONS, 96, 160)
                .expansion(6).strides(2).stage(3));
        stage7 = addRow("stage7", InvertedResidual.builder(CONVENTIONS, 160, 320)
                .expansion(6).strides(1).stage(1));
        head = addRow("head", ConvNormActivation.builder(CONVENTIONS, 320, 1280)
                .activation(Activation.RELU6).build());
        pooled = addRow("pooled", Pooling.globalAverage());
        logits = addRow("logits", new Dense(1280, classes, Activation.LINEAR));
    }

    @Override
    protected NDList forwardInternal(ParameterStore store, NDList inputs, boolean training,
            PairList<String, Object> params) {
        return new NDList(Pass.of(store, images(inputs), training)
                .through(stem)
                .through(stage1)
                .through(stage2)
                .through(stage3)
                .through(stage4)
                .through(stage5)
                .through(stage6)
                .through(stage7)
                .through(head)
                .through(pooled)
                .through(logits)
                .output());
    }

    @Override
    public CifarMobileNetV2 endpoints(ParameterStore store, NDArray images, boolean training) {
        NDArray stem = this.stem.forward(store, images(new NDList(images)), training);
        NDArray stage1 = this.stage1.forward(store, stem, training);
        NDArray stage2 = this.stage2.forward(store, stage1, training);
        NDArray stage3 = this.stage3.forward(store, stage2, training);
        NDArray stage4 = this.stage4.forward(store, stage3, training);
        NDArray stage5 = this.stage5.forward(store, stage4, training);
        NDArray stage6 = this.stage6.forward(store, stage5, training);
        NDArray stage7 = this.stage7.forward(store, stage6, training);
        NDArray head = this.head.forward(store, stage7, training);
        NDArray pooled = this.pooled.forward(store, head, training);
        NDArray logits = this.logits.forward(store, pooled, training);
        return new CifarMobileNetV2(stem, stage1, stage2, stage3, stage4, stage5, stage6, stage7,
                head, pooled, logits);
    }

    /** {@return the layer of {@link CifarMobileNetV2#stem()}} */
    public ConvNormActivation stem() { return stem; }
    /** {@return the layer of {@link CifarMobileNetV2#stage1()}} */
    public Stage stage1() { return stage1; }
    /** {@return the layer of {@link CifarMobileNetV2#stage2()}} */
    public Stage stage2() { return stage2; }
    /** {@return the layer of {@link CifarMobileNetV2#stage3()}} */
    public Stage stage3() { return stage3; }
    /** {@return the layer of {@link CifarMobileNetV2#stage4()}} */
    public Stage stage4() { return stage4; }
    /** {@return the layer of {@link CifarMobileNetV2#stage5()}} */
    public Stage stage5() { return stage5; }
    /** {@return the layer of {@link CifarMobileNetV2#stage6()}} */
    public Stage stage6() { return stage6; }
    /** {@return the layer of {@link CifarMobileNetV2#stage7()}} */
    public Stage stage7() { return stage7; }
    /** {@return the layer of {@link CifarMobileNetV2#head()}} */
    public ConvNormActivation head() { return head; }
    /** {@return the layer of {@link CifarMobileNetV2#pooled()}} */
    public Pooling pooled() { return pooled; }
    /** {@return the layer of {@link CifarMobileNetV2#logits()}} */
    public Dense logits() { return logits; }

    @Override
    public CifarMobileNetV2Block fold(NDManager manager) {
        return foldInto(new CifarMobileNetV2Block(summary().classes()), manager);
    }

    /** The rows of the table, for {@code freezeThrough} and {@code layer}. */
    @GeneratedBlock
    public enum Row {
        /** {@link CifarMobileNetV2#stem()} */ STEM,
        /** {@link CifarMobileNetV2#stage1()} */ STAGE1,
        /** {@link CifarMobileNetV2#stage2()} */ STAGE2,
        /** {@link CifarMobileNetV2#stage3()} */ STAGE3,
        /** {@link CifarMobileNetV2#stage4()} */ STAGE4,
        /** {@link CifarMobileNetV2#stage5()} */ STAGE5,
        /** {@link CifarMobileNetV2#stage6()} */ STAGE6,
        /** {@link CifarMobileNetV2#stage7()} */ STAGE7,
        /** {@link CifarMobileNetV2#head()} */ HEAD,
        /** {@link CifarMobileNetV2#pooled()} */ POOLED,
        /** {@link CifarMobileNetV2#logits()} */ LOGITS
    }
}
