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
import io.github.blockwright.runtime.layers.DepthwiseSeparable;
import io.github.blockwright.runtime.layers.FusedInvertedResidual;
import io.github.blockwright.runtime.layers.InvertedResidual;
import io.github.blockwright.runtime.layers.Pass;
import io.github.blockwright.runtime.layers.Pooling;
import io.github.blockwright.runtime.layers.Residual;
import io.github.blockwright.runtime.layers.Stage;
import io.github.blockwright.runtime.layers.UniversalInvertedBottleneck;
import java.util.List;
import javax.annotation.processing.Generated;

/**
 * {@link EveryBlock} as a DJL block, generated from its table.
 *
 * <table>
 * <caption>One image of 3 × 61 × 91 through the network, in float32</caption>
 * <tr><th>row</th><th>operator</th><th>output</th><th>parameters</th><th>multiply-adds</th><th>KiB held</th><th>KiB moved</th><th>KiB of weights</th><th>multiply-adds per byte</th><th>sees</th><th>stride</th><th>padding</th></tr>
 * <tr><td>stem</td><td>Conv 3×3</td><td>12 × 61 × 91</td><td>348</td><td>1,798,524</td><td>325.3</td><td>326.6</td><td>1.3</td><td>5.4</td><td>3</td><td>1</td><td>1</td></tr>
 * <tr><td>separable</td><td>DepthwiseSeparable 5×5 / 2, n = 2, relu</td><td>16 × 31 × 46</td><td>1,268</td><td>1,637,048</td><td>327.0</td><td>844.2</td><td>4.7</td><td>1.9</td><td>15</td><td>2</td><td>7</td></tr>
 * <tr><td>depthwiseResidual</td><td>Residual 5×5 / 2, b = 16, n = 2, 16 groups, silu, drop path 0.1</td><td>32 × 16 × 23</td><td>3,424</td><td>1,413,120</td><td>201.3</td><td>967.3</td><td>12.8</td><td>1.4</td><td>39</td><td>4</td><td>19</td></tr>
 * <tr><td>residual</td><td>Residual 3×3, b = 10, n = 1, 5 groups, squeeze 0.5 of the input</td><td>30 × 16 × 23</td><td>2,266</td><td>648,000</td><td>103.5</td><td>417.1</td><td>8.5</td><td>1.5</td><td>47</td><td>4</td><td>23</td></tr>
 * <tr><td>absolute</td><td>InvertedResidual 5×5, e = 40, n = 2, hard-swish, squeeze 0.25, drop path 0.2</td><td>24 × 16 × 23</td><td>9,168</td><td>2,240,000</td><td>149.5</td><td>1,091.6</td><td>35.0</td><td>2.0</td><td>79</td><td>4</td><td>39</td></tr>
 * <tr><td>ablated</td><td>InvertedResidual 3×3, t = 3, n = 3, relu, squeeze 0.5 of the input, relu6 projection, shortcut between expansions</td><td>24 × 16 × 23</td><td>18,756</td><td>4,536,000</td><td>207.3</td><td>3,387.0</td><td>71.3</td><td>1.3</td><td>103</td><td>4</td><td>51</td></tr>
 * <tr><td>bare</td><td>InvertedResidual 3×3, t = 1, n = 1, no shortcut</td><td>20 × 16 × 23</td><td>784</td><td>256,128</td><td>69.0</td><td>135.1</td><td>2.9</td><td>1.9</td><td>111</td><td>4</td><td>55</td></tr>
 * <tr><td>unexpanded</td><td>InvertedResidual 3×3, e = 20, n = 1</td><td>20 × 16 × 23</td><td>660</td><td>213,440</td><td>86.3</td><td>203.7</td><td>2.4</td><td>1.0</td><td>119</td><td>4</td><td>59</td></tr>
 * <tr><td>fusedUnwidened</td><td>FusedInvertedResidual 5×5, t = 1, n = 2, squeeze 0.25</td><td>24 × 16 × 23</td><td>27,328</td><td>9,715,968</td><td>69.1</td><td>550.2</td><td>106.6</td><td>17.2</td><td>151</td><td>4</td><td>75</td></tr>
 * <tr><td>fused</td><td>FusedInvertedResidual 5×5 / 2, e = 40, n = 3, relu, squeeze 0.5, drop path 0.1</td><td>20 × 8 × 12</td><td>71,740</td><td>6,379,200</td><td>49.5</td><td>623.9</td><td>279.5</td><td>10.0</td><td>231</td><td>8</td><td>115</td></tr>
 * <tr><td>depthwiseTwice</td><td>UniversalInvertedBottleneck start 5×5, then 5×5, e = 60, n = 2, hard-swish, squeeze 0.5, drop path 0.2</td><td>36 × 8 × 12</td><td>20,680</td><td>1,167,360</td><td>58.5</td><td>527.2</td><td>79.3</td><td>2.2</td><td>359</td><td>8</td><td>179</td></tr>
 * <tr><td>depthwiseFirst</td><td>UniversalInvertedBottleneck start 3×3 / 2, t = 2, n = 1</td><td>28 × 4 × 6</td><td>5,204</td><td>118,368</td><td>16.9</td><td>56.2</td><td>19.8</td><td>2.1</td><td>375</td><td>16</td><td>187</td></tr>
 * <tr><td>pointwise</td><td>UniversalInvertedBottleneck 1×1, t = 1, n = 2</td><td>28 × 4 × 6</td><td>3,360</td><td>75,264</td><td>7.9</td><td>49.4</td><td>12.7</td><td>1.5</td><td>375</td><td>16</td><td>187</td></tr>
 * <tr><td>head</td><td>Conv 1×1, hard-swish</td><td>24 × 4 × 6</td><td>720</td><td>16,128</td><td>4.9</td><td>7.6</td><td>2.7</td><td>2.1</td><td>375</td><td>16</td><td>187</td></tr>
 * <tr><td>pooled</td><td>GlobalAveragePool</td><td>24</td><td>0</td><td>0</td><td>2.3</td><td>2.3</td><td>0.0</td><td>0.0</td><td>all</td><td></td><td></td></tr>
 * <tr><td>hidden</td><td>Dense, hard-swish</td><td>16</td><td>400</td><td>384</td><td>0.2</td><td>1.7</td><td>1.6</td><td>0.2</td><td>all</td><td></td><td></td></tr>
 * <tr><td>logits</td><td>Dense</td><td>4</td><td>68</td><td>64</td><td>0.1</td><td>0.3</td><td>0.3</td><td>0.2</td><td>all</td><td></td><td></td></tr>
 * <tr><td>total</td><td></td><td></td><td>166,174</td><td>30,214,996</td><td>327.0</td><td>9,191.4</td><td>641.4</td><td>3.2</td><td></td><td></td><td></td></tr>
 * </table>
 *
 * <p>In int8, the maps held at once take 81.8 KiB and the weights 193.3 KiB; in float16, 163.5 KiB and 320.7 KiB. Beside the parameters, batch normalisation keeps 3,952 running means and variances.
 */
@Generated("io.github.blockwright.processor.NetworkProcessor")
@GeneratedBlock
public final class EveryBlockBlock extends NetworkBlock<EveryBlock, EveryBlockBlock.Row> {
    /** The table with its shapes and costs, computed when this class was generated. */
    public static final NetworkSummary SUMMARY = new NetworkSummary(
            "EveryBlock",
            new InputSpec(61, 91, 3, 1 / 127.5, List.of(1.0, 1.0, 1.0), List.of(1.0, 1.0, 1.0)),
            List.of(
                new RowSummary("stem", "Conv 3×3", new Shape(12, 61, 91), 348, 24, 1798524, new Footprint(12, 83265, 83265, 0, new Window(3, 1, 1))),
                new RowSummary("separable", "DepthwiseSeparable 5×5 / 2, n = 2, relu", new Shape(16, 31, 46), 1268, 120, 1637048, new Footprint(60, 83724, 214916, 0, new Window(13, 2, 6))),
                new RowSummary("depthwiseResidual", "Residual 5×5 / 2, b = 16, n = 2, 16 groups, silu, drop path 0.1", new Shape(32, 16, 23), 3424, 320, 1413120, new Footprint(160, 51520, 244352, 2, new Window(13, 2, 6))),
                new RowSummary("residual", "Residual 3×3, b = 10, n = 1, 5 groups, squeeze 0.5 of the input", new Shape(30, 16, 23), 2266, 160, 648000, new Footprint(106, 26496, 104584, 1, new Window(3, 1, 1))),
                new RowSummary("absolute", "InvertedResidual 5×5, e = 40, n = 2, hard-swish, squeeze 0.25, drop path 0.2", new Shape(24, 16, 23), 9168, 416, 2240000, new Footprint(320, 38272, 270496, 1, new Window(9, 1, 4))),
                new RowSummary("ablated", "InvertedResidual 3×3, t = 3, n = 3, relu, squeeze 0.5 of the input, relu6 projection, shortcut between expansions", new Shape(24, 16, 23), 18756, 1008, 4536000, new Footprint(756, 53076, 848808, 3, new Window(7, 1, 3))),
                new RowSummary("bare", "InvertedResidual 3×3, t = 1, n = 1, no shortcut", new Shape(20, 16, 23), 784, 88, 256128, new Footprint(44, 17664, 33856, 0, new Window(3, 1, 1))),
                new RowSummary("unexpanded", "InvertedResidual 3×3, e = 20, n = 1", new Shape(20, 16, 23), 660, 80, 213440, new Footprint(40, 22080, 51520, 1, new Window(3, 1, 1))),
                new RowSummary("fusedUnwidened", "FusedInvertedResidual 5×5, t = 1, n = 2, squeeze 0.25", new Shape(24, 16, 23), 27328, 96, 9715968, new Footprint(112, 17696, 113568, 1, new Window(9, 1, 4))),
                new RowSummary("fused", "FusedInvertedResidual 5×5 / 2, e = 40, n = 3, relu, squeeze 0.5, drop path 0.1", new Shape(20, 8, 12), 71740, 360, 6379200, new Footprint(360, 12672, 88152, 2, new Window(21, 2, 10))),
                new RowSummary("depthwiseTwice", "UniversalInvertedBottleneck start 5×5, then 5×5, e = 60, n = 2, hard-swish, squeeze 0.5, drop path 0.2", new Shape(36, 8, 12), 20680, 736, 1167360, new Footprint(552, 14976, 114656, 1, new Window(17, 1, 8))),
                new RowSummary("depthwiseFirst", "UniversalInvertedBottleneck start 3×3 / 2, t = 2, n = 1", new Shape(28, 4, 6), 5204, 272, 118368, new Footprint(136, 4320, 9312, 0, new Window(3, 2, 1))),
                new RowSummary("pointwise", "UniversalInvertedBottleneck 1×1, t = 1, n = 2", new Shape(28, 4, 6), 3360, 224, 75264, new Footprint(112, 2016, 9408, 2, new Window(1, 1, 0))),
                new RowSummary("head", "Conv 1×1, hard-swish", new Shape(24, 4, 6), 720, 48, 16128, new Footprint(24, 1248, 1248, 0, new Window(1, 1, 0))),
                new RowSummary("pooled", "GlobalAveragePool", new Shape(24), 0, 0, 0, new Footprint(0, 600, 600, 0, Window.ALL)),
                new RowSummary("hidden", "Dense, hard-swish", new Shape(16), 400, 0, 384, new Footprint(16, 40, 40, 0, Window.ALL)),
                new RowSummary("logits", "Dense", new Shape(4), 68, 0, 64, new Footprint(4, 20, 20, 0, Window.ALL))),
            "7dc8386920aaa6d7");

    private static final Conventions CONVENTIONS = new Conventions(1.0E-5f, 0.1f, Padding.SYMMETRIC);

    private final ConvNormActivation stem;
    private final Stage separable;
    private final Stage depthwiseResidual;
    private final Stage residual;
    private final Stage absolute;
    private final Stage ablated;
    private final Stage bare;
    private final Stage unexpanded;
    private final Stage fusedUnwidened;
    private final Stage fused;
    private final Stage depthwiseTwice;
    private final Stage depthwiseFirst;
    private final Stage pointwise;
    private final ConvNormActivation head;
    private final Pooling pooled;
    private final Dense hidden;
    private final Dense logits;

    /** Builds the network of the table; its parameters come with {@code initialize}. */
    public EveryBlockBlock() {
        this(4);
    }

    /**
     * The same for another number of classes.
     *
     * @param classes at least 1
     */
    public EveryBlockBlock(int classes) {
        super(SUMMARY.withClasses(classes));
        stem = addRow("stem", ConvNormActivation.builder(CONVENTIONS, 3, 12)
                .kernel(3).activation(Activation.RELU6).build());
        separable = addRow("separable", DepthwiseSeparable.builder(CONVENTIONS, 12, 16)
                .strides(2).kernel(5).activation(Activation.RELU).stage(2));
        depthwiseResidual = addRow("depthwiseResidual", Residual.builder(CONVENTIONS, 16, 16, 32)
                .strides(2).kernel(5).activation(Activation.SILU).groups(16).dropPath(0.1f).stage(2));
        residual = addRow("residual", Residual.builder(CONVENTIONS, 32, 10, 30)
                .strides(1).groups(5)
                .squeeze(16, 16, Activation.RELU, Activation.SIGMOID).stage(1));
        absolute = addRow("absolute", InvertedResidual.builder(CONVENTIONS, 30, 24)
                .expandedChannels(40).strides(1).kernel(5).activation(Activation.HARD_SWISH)
                .squeeze(16, 16, Activation.RELU, Activation.HARD_SIGMOID).dropPath(0.2f).stage(2));
        ablated = addRow("ablated", InvertedResidual.builder(CONVENTIONS, 24, 24)
                .expansion(3).strides(1).activation(Activation.RELU)
                .squeeze(12, 12, Activation.SILU, Activation.SIGMOID).projectionActivation(Activation.RELU6).shortcutBetweenExpansions().stage(3));
        bare = addRow("bare", InvertedResidual.builder(CONVENTIONS, 24, 20)
                .expansion(1).strides(1).withoutShortcut().stage(1));
        unexpanded = addRow("unexpanded", InvertedResidual.builder(CONVENTIONS, 20, 20)
                .expandedChannels(20).strides(1).stage(1));
        fusedUnwidened = addRow("fusedUnwidened", FusedInvertedResidual.builder(CONVENTIONS, 20, 24)
                .expansion(1).strides(1).kernel(5)
                .squeeze(8, 8, Activation.RELU, Activation.HARD_SIGMOID).stage(2));
        fused = addRow("fused", FusedInvertedResidual.builder(CONVENTIONS, 24, 20)
                .expandedChannels(40).strides(2).kernel(5).activation(Activation.RELU)
                .squeeze(20, 20, Activation.RELU, Activation.HARD_SIGMOID).dropPath(0.1f).stage(3));
        depthwiseTwice = addRow("depthwiseTwice", UniversalInvertedBottleneck.builder(CONVENTIONS, 20, 36)
                .expandedChannels(60).startKernel(5).strides(1).kernel(5).activation(Activation.HARD_SWISH)
                .squeeze(32, 32, Activation.RELU, Activation.HARD_SIGMOID).dropPath(0.2f).stage(2));
        depthwiseFirst = addRow("depthwiseFirst", UniversalInvertedBottleneck.builder(CONVENTIONS, 36, 28)
                .expansion(2).startKernel(3).strides(2).kernel(0).stage(1));
        pointwise = addRow("pointwise", UniversalInvertedBottleneck.builder(CONVENTIONS, 28, 28)
                .expansion(1).strides(1).kernel(0).stage(2));
        head = addRow("head", ConvNormActivation.builder(CONVENTIONS, 28, 24)
                .activation(Activation.HARD_SWISH).build());
        pooled = addRow("pooled", Pooling.globalAverage());
        hidden = addRow("hidden", new Dense(24, 16, Activation.HARD_SWISH));
        logits = addRow("logits", new Dense(16, classes, Activation.LINEAR));
    }

    @Override
    protected NDList forwardInternal(ParameterStore store, NDList inputs, boolean training,
            PairList<String, Object> params) {
        return new NDList(Pass.of(store, images(inputs), training)
                .through(stem)
                .through(separable)
                .through(depthwiseResidual)
                .through(residual)
                .through(absolute)
                .through(ablated)
                .through(bare)
                .through(unexpanded)
                .through(fusedUnwidened)
                .through(fused)
                .through(depthwiseTwice)
                .through(depthwiseFirst)
                .through(pointwise)
                .through(head)
                .through(pooled)
                .through(hidden)
                .through(logits)
                .output());
    }

    @Override
    public EveryBlock endpoints(ParameterStore store, NDArray images, boolean training) {
        NDArray stem = this.stem.forward(store, images(new NDList(images)), training);
        NDArray separable = this.separable.forward(store, stem, training);
        NDArray depthwiseResidual = this.depthwiseResidual.forward(store, separable, training);
        NDArray residual = this.residual.forward(store, depthwiseResidual, training);
        NDArray absolute = this.absolute.forward(store, residual, training);
        NDArray ablated = this.ablated.forward(store, absolute, training);
        NDArray bare = this.bare.forward(store, ablated, training);
        NDArray unexpanded = this.unexpanded.forward(store, bare, training);
        NDArray fusedUnwidened = this.fusedUnwidened.forward(store, unexpanded, training);
        NDArray fused = this.fused.forward(store, fusedUnwidened, training);
        NDArray depthwiseTwice = this.depthwiseTwice.forward(store, fused, training);
        NDArray depthwiseFirst = this.depthwiseFirst.forward(store, depthwiseTwice, training);
        NDArray pointwise = this.pointwise.forward(store, depthwiseFirst, training);
        NDArray head = this.head.forward(store, pointwise, training);
        NDArray pooled = this.pooled.forward(store, head, training);
        NDArray hidden = this.hidden.forward(store, pooled, training);
        NDArray logits = this.logits.forward(store, hidden, training);
        return new EveryBlock(stem, separable, depthwiseResidual, residual, absolute, ablated, bare,
                unexpanded, fusedUnwidened, fused, depthwiseTwice, depthwiseFirst, pointwise, head,
                pooled, hidden, logits);
    }

    /** {@return the layer of {@link EveryBlock#stem()}} */
    public ConvNormActivation stem() { return stem; }
    /** {@return the layer of {@link EveryBlock#separable()}} */
    public Stage separable() { return separable; }
    /** {@return the layer of {@link EveryBlock#depthwiseResidual()}} */
    public Stage depthwiseResidual() { return depthwiseResidual; }
    /** {@return the layer of {@link EveryBlock#residual()}} */
    public Stage residual() { return residual; }
    /** {@return the layer of {@link EveryBlock#absolute()}} */
    public Stage absolute() { return absolute; }
    /** {@return the layer of {@link EveryBlock#ablated()}} */
    public Stage ablated() { return ablated; }
    /** {@return the layer of {@link EveryBlock#bare()}} */
    public Stage bare() { return bare; }
    /** {@return the layer of {@link EveryBlock#unexpanded()}} */
    public Stage unexpanded() { return unexpanded; }
    /** {@return the layer of {@link EveryBlock#fusedUnwidened()}} */
    public Stage fusedUnwidened() { return fusedUnwidened; }
    /** {@return the layer of {@link EveryBlock#fused()}} */
    public Stage fused() { return fused; }
    /** {@return the layer of {@link EveryBlock#depthwiseTwice()}} */
    public Stage depthwiseTwice() { return depthwiseTwice; }
    /** {@return the layer of {@link EveryBlock#depthwiseFirst()}} */
    public Stage depthwiseFirst() { return depthwiseFirst; }
    /** {@return the layer of {@link EveryBlock#pointwise()}} */
    public Stage pointwise() { return pointwise; }
    /** {@return the layer of {@link EveryBlock#head()}} */
    public ConvNormActivation head() { return head; }
    /** {@return the layer of {@link EveryBlock#pooled()}} */
    public Pooling pooled() { return pooled; }
    /** {@return the layer of {@link EveryBlock#hidden()}} */
    public Dense hidden() { return hidden; }
    /** {@return the layer of {@link EveryBlock#logits()}} */
    public Dense logits() { return logits; }

    @Override
    public EveryBlockBlock fold(NDManager manager) {
        return foldInto(new EveryBlockBlock(summary().classes()), manager);
    }

    /** The rows of the table, for {@code freezeThrough} and {@code layer}. */
    @GeneratedBlock
    public enum Row {
        /** {@link EveryBlock#stem()} */ STEM,
        /** {@link EveryBlock#separable()} */ SEPARABLE,
        /** {@link EveryBlock#depthwiseResidual()} */ DEPTHWISE_RESIDUAL,
        /** {@link EveryBlock#residual()} */ RESIDUAL,
        /** {@link EveryBlock#absolute()} */ ABSOLUTE,
        /** {@link EveryBlock#ablated()} */ ABLATED,
        /** {@link EveryBlock#bare()} */ BARE,
        /** {@link EveryBlock#unexpanded()} */ UNEXPANDED,
        /** {@link EveryBlock#fusedUnwidened()} */ FUSED_UNWIDENED,
        /** {@link EveryBlock#fused()} */ FUSED,
        /** {@link EveryBlock#depthwiseTwice()} */ DEPTHWISE_TWICE,
        /** {@link EveryBlock#depthwiseFirst()} */ DEPTHWISE_FIRST,
        /** {@link EveryBlock#pointwise()} */ POINTWISE,
        /** {@link EveryBlock#head()} */ HEAD,
        /** {@link EveryBlock#pooled()} */ POOLED,
        /** {@link EveryBlock#hidden()} */ HIDDEN,
        /** {@link EveryBlock#logits()} */ LOGITS
    }
}
