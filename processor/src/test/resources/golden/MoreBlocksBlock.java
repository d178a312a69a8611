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
import io.github.blockwright.runtime.layers.BasicResidual;
import io.github.blockwright.runtime.layers.ConvNormActivation;
import io.github.blockwright.runtime.layers.Conventions;
import io.github.blockwright.runtime.layers.Dense;
import io.github.blockwright.runtime.layers.Fire;
import io.github.blockwright.runtime.layers.GhostBottleneck;
import io.github.blockwright.runtime.layers.Pass;
import io.github.blockwright.runtime.layers.Pooling;
import io.github.blockwright.runtime.layers.ShuffleUnit;
import io.github.blockwright.runtime.layers.Stage;
import java.util.List;
import javax.annotation.processing.Generated;

/**
 * {@link MoreBlocks} as a DJL block, generated from its table.
 *
 * <table>
 * <caption>One image of 3 × 61 × 91 through the network, in float32</caption>
 * <tr><th>row</th><th>operator</th><th>output</th><th>parameters</th><th>multiply-adds</th><th>KiB held</th><th>KiB moved</th><th>KiB of weights</th><th>multiply-adds per byte</th><th>sees</th><th>stride</th><th>padding</th></tr>
 * <tr><td>stem</td><td>Conv 3×3</td><td>12 × 61 × 91</td><td>348</td><td>1,798,524</td><td>325.3</td><td>326.6</td><td>1.3</td><td>5.4</td><td>3</td><td>1</td><td>1</td></tr>
 * <tr><td>basic</td><td>BasicResidual 5×5 / 2, n = 2, silu, drop path 0.1</td><td>32 × 31 × 46</td><td>87,104</td><td>123,753,984</td><td>616.7</td><td>3,355.5</td><td>339.6</td><td>36.0</td><td>31</td><td>2</td><td>15</td></tr>
 * <tr><td>unscaled</td><td>BasicResidual 3×3, n = 1</td><td>16 × 31 × 46</td><td>7,520</td><td>10,586,624</td><td>356.5</td><td>1,009.6</td><td>29.2</td><td>10.2</td><td>39</td><td>2</td><td>19</td></tr>
 * <tr><td>shuffled</td><td>ShuffleUnit 5×5 / 2, n = 3, silu</td><td>24 × 16 × 23</td><td>2,676</td><td>1,087,808</td><td>173.2</td><td>1,264.9</td><td>9.9</td><td>0.8</td><td>79</td><td>4</td><td>39</td></tr>
 * <tr><td>widened</td><td>ShuffleUnit 3×3, n = 1</td><td>24 × 16 × 23</td><td>468</td><td>145,728</td><td>69.0</td><td>346.7</td><td>1.7</td><td>0.4</td><td>87</td><td>4</td><td>43</td></tr>
 * <tr><td>ghost</td><td>GhostBottleneck 5×5 / 2, e = 32, n = 2, silu, squeeze 0.5 of the input, drop path 0.1</td><td>24 × 8 × 12</td><td>6,024</td><td>530,688</td><td>101.0</td><td>603.0</td><td>22.8</td><td>0.9</td><td>159</td><td>8</td><td>79</td></tr>
 * <tr><td>spirit</td><td>GhostBottleneck 3×3, e = 20, n = 1</td><td>30 × 8 × 12</td><td>1,909</td><td>163,296</td><td>31.5</td><td>161.2</td><td>7.1</td><td>1.0</td><td>191</td><td>8</td><td>95</td></tr>
 * <tr><td>fire</td><td>Fire, s = 16, n = 2, silu</td><td>24 × 8 × 12</td><td>4,784</td><td>451,584</td><td>18.0</td><td>128.9</td><td>18.7</td><td>3.4</td><td>223</td><td>8</td><td>111</td></tr>
 * <tr><td>ember</td><td>Fire, s = 5, n = 1</td><td>10 × 8 × 12</td><td>385</td><td>35,520</td><td>10.9</td><td>27.4</td><td>1.5</td><td>1.3</td><td>239</td><td>8</td><td>119</td></tr>
 * <tr><td>pooled</td><td>GlobalAveragePool</td><td>10</td><td>0</td><td>0</td><td>3.8</td><td>3.8</td><td>0.0</td><td>0.0</td><td>all</td><td></td><td></td></tr>
 * <tr><td>logits</td><td>Dense</td><td>4</td><td>44</td><td>40</td><td>0.1</td><td>0.2</td><td>0.2</td><td>0.2</td><td>all</td><td></td><td></td></tr>
 * <tr><td>total</td><td></td><td></td><td>111,262</td><td>138,553,796</td><td>616.7</td><td>7,227.7</td><td>431.9</td><td>18.7</td><td></td><td></td><td></td></tr>
 * </table>
 *
 * <p>In int8, the maps held at once take 154.2 KiB and the weights 118.2 KiB; in float16, 308.4 KiB and 216.0 KiB. Beside the parameters, batch normalisation keeps 1,376 running means and variances.
 */
@Generated("io.github.blockwright.processor.NetworkProcessor")
@GeneratedBlock
public final class MoreBlocksBlock extends NetworkBlock<MoreBlocks, MoreBlocksBlock.Row> {
    /** The table with its shapes and costs, computed when this class was generated. */
    public static final NetworkSummary SUMMARY = new NetworkSummary(
            "MoreBlocks",
            new InputSpec(61, 91, 3, 1 / 127.5, List.of(1.0, 1.0, 1.0), List.of(1.0, 1.0, 1.0)),
            List.of(
                new RowSummary("stem", "Conv 3×3", new Shape(12, 61, 91), 348, 24, 1798524, new Footprint(12, 83265, 83265, 0, new Window(3, 1, 1))),
                new RowSummary("basic", "BasicResidual 5×5 / 2, n = 2, silu, drop path 0.1", new Shape(32, 31, 46), 87104, 320, 123753984, new Footprint(160, 157876, 772072, 2, new Window(29, 2, 14))),
                new RowSummary("unscaled", "BasicResidual 3×3, n = 1", new Shape(16, 31, 46), 7520, 96, 10586624, new Footprint(48, 91264, 250976, 1, new Window(5, 1, 2))),
                new RowSummary("shuffled", "ShuffleUnit 5×5 / 2, n = 3, silu", new Shape(24, 16, 23), 2676, 272, 1087808, new Footprint(136, 44344, 321264, 0, new Window(21, 2, 10))),
                new RowSummary("widened", "ShuffleUnit 3×3, n = 1", new Shape(24, 16, 23), 468, 72, 145728, new Footprint(36, 17664, 88320, 0, new Window(3, 1, 1))),
                new RowSummary("ghost", "GhostBottleneck 5×5 / 2, e = 32, n = 2, silu, squeeze 0.5 of the input, drop path 0.1", new Shape(24, 8, 12), 6024, 384, 530688, new Footprint(280, 25856, 148528, 2, new Window(19, 2, 9))),
                new RowSummary("spirit", "GhostBottleneck 3×3, e = 20, n = 1", new Shape(30, 8, 12), 1909, 208, 163296, new Footprint(104, 8064, 39456, 1, new Window(5, 1, 2))),
                new RowSummary("fire", "Fire, s = 16, n = 2, silu", new Shape(24, 8, 12), 4784, 0, 451584, new Footprint(80, 4608, 28224, 0, new Window(5, 1, 2))),
                new RowSummary("ember", "Fire, s = 5, n = 1", new Shape(10, 8, 12), 385, 0, 35520, new Footprint(15, 2784, 6624, 0, new Window(3, 1, 1))),
                new RowSummary("pooled", "GlobalAveragePool", new Shape(10), 0, 0, 0, new Footprint(0, 970, 970, 0, Window.ALL)),
                new RowSummary("logits", "Dense", new Shape(4), 44, 0, 40, new Footprint(4, 14, 14, 0, Window.ALL))),
            "68134c91486f8254");

    private static final Conventions CONVENTIONS = new Conventions(1.0E-5f, 0.1f, Padding.SYMMETRIC);

    private final ConvNormActivation stem;
    private final Stage basic;
    private final Stage unscaled;
    private final Stage shuffled;
    private final Stage widened;
    private final Stage ghost;
    private final Stage spirit;
    private final Stage fire;
    private final Stage ember;
    private final Pooling pooled;
    private final Dense logits;

    /** Builds the network of the table; its parameters come with {@code initialize}. */
    public MoreBlocksBlock() {
        this(4);
    }

    /**
     * The same for another number of classes.
     *
     * @param classes at least 1
     */
    public MoreBlocksBlock(int classes) {
        super(SUMMARY.withClasses(classes));
        stem = addRow("stem", ConvNormActivation.builder(CONVENTIONS, 3, 12)
                .kernel(3).activation(Activation.RELU6).build());
        basic = addRow("basic", BasicResidual.builder(CONVENTIONS, 12, 32)
                .strides(2).kernel(5).activation(Activation.SILU).dropPath(0.1f).stage(2));
        unscaled = addRow("unscaled", BasicResidual.builder(CONVENTIONS, 32, 16)
                .strides(1).stage(1));
        shuffled = addRow("shuffled", ShuffleUnit.builder(CONVENTIONS, 16, 24)
                .strides(2).kernel(5).activation(Activation.SILU).stage(3));
        widened = addRow("widened", ShuffleUnit.builder(CONVENTIONS, 24, 24)
                .strides(1).stage(1));
        ghost = addRow("ghost", GhostBottleneck.builder(CONVENTIONS, 24, 32, 24)
                .strides(2).kernel(5).activation(Activation.SILU)
                .squeeze(12, 12, Activation.RELU, Activation.SIGMOID).dropPath(0.1f).stage(2));
        spirit = addRow("spirit", GhostBottleneck.builder(CONVENTIONS, 24, 20, 30)
                .strides(1).stage(1));
        fire = addRow("fire", Fire.builder(CONVENTIONS, 30, 16, 24)
                .activation(Activation.SILU).stage(2));
        ember = addRow("ember", Fire.builder(CONVENTIONS, 24, 5, 10)
                .stage(1));
        pooled = addRow("pooled", Pooling.globalAverage());
        logits = addRow("logits", new Dense(10, classes, Activation.LINEAR));
    }

    @Override
    protected NDList forwardInternal(ParameterStore store, NDList inputs, boolean training,
            PairList<String, Object> params) {
        return new NDList(Pass.of(store, images(inputs), training)
                .through(stem)
                .through(basic)
                .through(unscaled)
                .through(shuffled)
                .through(widened)
                .through(ghost)
                .through(spirit)
                .through(fire)
                .through(ember)
                .through(pooled)
                .through(logits)
                .output());
    }

    @Override
    public MoreBlocks endpoints(ParameterStore store, NDArray images, boolean training) {
        NDArray stem = this.stem.forward(store, images(new NDList(images)), training);
        NDArray basic = this.basic.forward(store, stem, training);
        NDArray unscaled = this.unscaled.forward(store, basic, training);
        NDArray shuffled = this.shuffled.forward(store, unscaled, training);
        NDArray widened = this.widened.forward(store, shuffled, training);
        NDArray ghost = this.ghost.forward(store, widened, training);
        NDArray spirit = this.spirit.forward(store, ghost, training);
        NDArray fire = this.fire.forward(store, spirit, training);
        NDArray ember = this.ember.forward(store, fire, training);
        NDArray pooled = this.pooled.forward(store, ember, training);
        NDArray logits = this.logits.forward(store, pooled, training);
        return new MoreBlocks(stem, basic, unscaled, shuffled, widened, ghost, spirit, fire, ember,
                pooled, logits);
    }

    /** {@return the layer of {@link MoreBlocks#stem()}} */
    public ConvNormActivation stem() { return stem; }
    /** {@return the layer of {@link MoreBlocks#basic()}} */
    public Stage basic() { return basic; }
    /** {@return the layer of {@link MoreBlocks#unscaled()}} */
    public Stage unscaled() { return unscaled; }
    /** {@return the layer of {@link MoreBlocks#shuffled()}} */
    public Stage shuffled() { return shuffled; }
    /** {@return the layer of {@link MoreBlocks#widened()}} */
    public Stage widened() { return widened; }
    /** {@return the layer of {@link MoreBlocks#ghost()}} */
    public Stage ghost() { return ghost; }
    /** {@return the layer of {@link MoreBlocks#spirit()}} */
    public Stage spirit() { return spirit; }
    /** {@return the layer of {@link MoreBlocks#fire()}} */
    public Stage fire() { return fire; }
    /** {@return the layer of {@link MoreBlocks#ember()}} */
    public Stage ember() { return ember; }
    /** {@return the layer of {@link MoreBlocks#pooled()}} */
    public Pooling pooled() { return pooled; }
    /** {@return the layer of {@link MoreBlocks#logits()}} */
    public Dense logits() { return logits; }

    @Override
    public MoreBlocksBlock fold(NDManager manager) {
        return foldInto(new MoreBlocksBlock(summary().classes()), manager);
    }

    /** The rows of the table, for {@code freezeThrough} and {@code layer}. */
    @GeneratedBlock
    public enum Row {
        /** {@link MoreBlocks#stem()} */ STEM,
        /** {@link MoreBlocks#basic()} */ BASIC,
        /** {@link MoreBlocks#unscaled()} */ UNSCALED,
        /** {@link MoreBlocks#shuffled()} */ SHUFFLED,
        /** {@link MoreBlocks#widened()} */ WIDENED,
        /** {@link MoreBlocks#ghost()} */ GHOST,
        /** {@link MoreBlocks#spirit()} */ SPIRIT,
        /** {@link MoreBlocks#fire()} */ FIRE,
        /** {@link MoreBlocks#ember()} */ EMBER,
        /** {@link MoreBlocks#pooled()} */ POOLED,
        /** {@link MoreBlocks#logits()} */ LOGITS
    }
}
