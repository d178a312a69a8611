package tables;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.github.blockwright.dsl.Activation;
import io.github.blockwright.dsl.Padding;
import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.blocks.NetworkSummary;
import io.github.blockwright.runtime.blocks.RowSummary;
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
 * <caption>One image of 3 × 61 × 91 through the network</caption>
 * <tr><th>row</th><th>operator</th><th>output</th><th>parameters</th><th>multiply-adds</th></tr>
 * <tr><td>stem</td><td>Conv 3×3</td><td>12 × 61 × 91</td><td>348</td><td>1,798,524</td></tr>
 * <tr><td>basic</td><td>BasicResidual 5×5 / 2, n = 2, silu, drop path 0.1</td><td>32 × 31 × 46</td><td>87,104</td><td>123,753,984</td></tr>
 * <tr><td>unscaled</td><td>BasicResidual 3×3, n = 1</td><td>16 × 31 × 46</td><td>7,520</td><td>10,586,624</td></tr>
 * <tr><td>shuffled</td><td>ShuffleUnit 5×5 / 2, n = 3, silu</td><td>24 × 16 × 23</td><td>2,676</td><td>1,087,808</td></tr>
 * <tr><td>widened</td><td>ShuffleUnit 3×3, n = 1</td><td>24 × 16 × 23</td><td>468</td><td>145,728</td></tr>
 * <tr><td>ghost</td><td>GhostBottleneck 5×5 / 2, e = 32, n = 2, silu, squeeze 0.5 of the input, drop path 0.1</td><td>24 × 8 × 12</td><td>6,024</td><td>530,688</td></tr>
 * <tr><td>spirit</td><td>GhostBottleneck 3×3, e = 20, n = 1</td><td>30 × 8 × 12</td><td>1,909</td><td>163,296</td></tr>
 * <tr><td>fire</td><td>Fire, s = 16, n = 2, silu</td><td>24 × 8 × 12</td><td>4,784</td><td>451,584</td></tr>
 * <tr><td>ember</td><td>Fire, s = 5, n = 1</td><td>10 × 8 × 12</td><td>385</td><td>35,520</td></tr>
 * <tr><td>pooled</td><td>GlobalAveragePool</td><td>10</td><td>0</td><td>0</td></tr>
 * <tr><td>logits</td><td>Dense</td><td>4</td><td>44</td><td>40</td></tr>
 * <tr><td>total</td><td></td><td></td><td>111,262</td><td>138,553,796</td></tr>
 * </table>
 *
 * <p>Beside the parameters, batch normalisation keeps 1,376 running means and variances.
 */
@Generated("io.github.blockwright.processor.NetworkProcessor")
public final class MoreBlocksBlock extends NetworkBlock<MoreBlocks, MoreBlocksBlock.Row> {
    /** The table with its shapes and costs, computed when this class was generated. */
    public static final NetworkSummary SUMMARY = new NetworkSummary(
            "MoreBlocks",
            new InputSpec(61, 91, 3, 1 / 127.5, List.of(1.0, 1.0, 1.0), List.of(1.0, 1.0, 1.0)),
            List.of(
                new RowSummary("stem", "Conv 3×3", new Shape(12, 61, 91), 348, 24, 1798524),
                new RowSummary("basic", "BasicResidual 5×5 / 2, n = 2, silu, drop path 0.1", new Shape(32, 31, 46), 87104, 320, 123753984),
                new RowSummary("unscaled", "BasicResidual 3×3, n = 1", new Shape(16, 31, 46), 7520, 96, 10586624),
                new RowSummary("shuffled", "ShuffleUnit 5×5 / 2, n = 3, silu", new Shape(24, 16, 23), 2676, 272, 1087808),
                new RowSummary("widened", "ShuffleUnit 3×3, n = 1", new Shape(24, 16, 23), 468, 72, 145728),
                new RowSummary("ghost", "GhostBottleneck 5×5 / 2, e = 32, n = 2, silu, squeeze 0.5 of the input, drop path 0.1", new Shape(24, 8, 12), 6024, 384, 530688),
                new RowSummary("spirit", "GhostBottleneck 3×3, e = 20, n = 1", new Shape(30, 8, 12), 1909, 208, 163296),
                new RowSummary("fire", "Fire, s = 16, n = 2, silu", new Shape(24, 8, 12), 4784, 0, 451584),
                new RowSummary("ember", "Fire, s = 5, n = 1", new Shape(10, 8, 12), 385, 0, 35520),
                new RowSummary("pooled", "GlobalAveragePool", new Shape(10), 0, 0, 0),
                new RowSummary("logits", "Dense", new Shape(4), 44, 0, 40)),
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
