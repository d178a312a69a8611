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
 * The variant 050_16 of {@link Family.Table} as a DJL block, with the width multiplier 0.5, generated from its table.
 *
 * <table>
 * <caption>One image of 3 × 16 × 24 through the network, in float32</caption>
 * <tr><th>row</th><th>operator</th><th>output</th><th>parameters</th><th>multiply-adds</th><th>KiB held</th><th>KiB moved</th><th>KiB of weights</th><th>multiply-adds per byte</th><th>sees</th><th>stride</th><th>padding</th></tr>
 * <tr><td>stem</td><td>Conv 3×3 / 2</td><td>8 × 8 × 12</td><td>232</td><td>20,736</td><td>7.5</td><td>8.4</td><td>0.9</td><td>2.4</td><td>3</td><td>2</td><td>1</td></tr>
 * <tr><td>stage1</td><td>InvertedResidual 3×3 / 2, t = 6, n = 2</td><td>16 × 4 × 6</td><td>6,160</td><td>160,128</td><td>22.5</td><td>115.8</td><td>22.8</td><td>1.4</td><td>15</td><td>4</td><td>7</td></tr>
 * <tr><td>head</td><td>Conv 1×1</td><td>64 × 4 × 6</td><td>1,152</td><td>24,576</td><td>7.5</td><td>11.8</td><td>4.3</td><td>2.0</td><td>15</td><td>4</td><td>7</td></tr>
 * <tr><td>pooled</td><td>GlobalAveragePool</td><td>64</td><td>0</td><td>0</td><td>6.3</td><td>6.3</td><td>0.0</td><td>0.0</td><td>all</td><td></td><td></td></tr>
 * <tr><td>logits</td><td>Dense</td><td>10</td><td>650</td><td>640</td><td>0.3</td><td>2.8</td><td>2.5</td><td>0.2</td><td>all</td><td></td><td></td></tr>
 * <tr><td>total</td><td></td><td></td><td>8,194</td><td>206,080</td><td>22.5</td><td>145.0</td><td>30.5</td><td>1.4</td><td></td><td></td><td></td></tr>
 * </table>
 *
 * <p>In int8, the maps held at once take 5.6 KiB and the weights 12.3 KiB; in float16, 11.3 KiB and 15.2 KiB. Beside the parameters, batch normalisation keeps 784 running means and variances.
 */
@Generated("io.github.blockwright.processor.NetworkProcessor")
@GeneratedBlock
final class Family_Table_050_16Block extends NetworkBlock<Family.Table, Family_TableBlock.Row> {
    /** The table with its shapes and costs, computed when this class was generated. */
    public static final NetworkSummary SUMMARY = new NetworkSummary(
            "Table_050_16",
            new InputSpec(16, 24, 3, 1 / 127.5, List.of(1.0, 1.0, 1.0), List.of(1.0, 1.0, 1.0)),
            List.of(
                new RowSummary("stem", "Conv 3×3 / 2", new Shape(8, 8, 12), 232, 16, 20736, new Footprint(8, 1920, 1920, 0, new Window(3, 2, 1))),
                new RowSummary("stage1", "InvertedResidual 3×3 / 2, t = 6, n = 2", new Shape(16, 4, 6), 6160, 640, 160128, new Footprint(320, 5760, 23808, 1, new Window(7, 2, 3))),
                new RowSummary("head", "Conv 1×1", new Shape(64, 4, 6), 1152, 128, 24576, new Footprint(64, 1920, 1920, 0, new Window(1, 1, 0))),
                new RowSummary("pooled", "GlobalAveragePool", new Shape(64), 0, 0, 0, new Footprint(0, 1600, 1600, 0, Window.ALL)),
                new RowSummary("logits", "Dense", new Shape(10), 650, 0, 640, new Footprint(10, 74, 74, 0, Window.ALL))),
            "6f20322ee9f265ec");

    private static final Conventions CONVENTIONS = new Conventions(1.0E-5f, 0.1f, Padding.SYMMETRIC);

    private final ConvNormActivation stem;
    private final Stage stage1;
    private final ConvNormActivation head;
    private final Pooling pooled;
    private final Dense logits;

    /** Builds the network of the table; its parameters come with {@code initialize}. */
    Family_Table_050_16Block() {
        this(10);
    }

    /**
     * The same for another number of classes.
     *
     * @param classes at least 1
     */
    Family_Table_050_16Block(int classes) {
        super(SUMMARY.withClasses(classes));
        stem = addRow("stem", ConvNormActivation.builder(CONVENTIONS, 3, 8)
                .kernel(3).strides(2).activation(Activation.RELU6).build());
        stage1 = addRow("stage1", InvertedResidual.builder(CONVENTIONS, 8, 16)
                .expansion(6).strides(2).stage(2));
        head = addRow("head", ConvNormActivation.builder(CONVENTIONS, 16, 64)
                .activation(Activation.RELU6).build());
        pooled = addRow("pooled", Pooling.globalAverage());
        logits = addRow("logits", new Dense(64, classes, Activation.LINEAR));
    }

    @Override
    protected NDList forwardInternal(ParameterStore store, NDList inputs, boolean training,
            PairList<String, Object> params) {
        return new NDList(Pass.of(store, images(inputs), training)
                .through(stem)
                .through(stage1)
                .through(head)
                .through(pooled)
                .through(logits)
                .output());
    }

    @Override
    public Family.Table endpoints(ParameterStore store, NDArray images, boolean training) {
        NDArray stem = this.stem.forward(store, images(new NDList(images)), training);
        NDArray stage1 = this.stage1.forward(store, stem, training);
        NDArray head = this.head.forward(store, stage1, training);
        NDArray pooled = this.pooled.forward(store, head, training);
        NDArray logits = this.logits.forward(store, pooled, training);
        return new Family.Table(stem, stage1, head, pooled, logits);
    }

    /** {@return the layer of {@link Family.Table#stem()}} */
    public ConvNormActivation stem() { return stem; }
    /** {@return the layer of {@link Family.Table#stage1()}} */
    public Stage stage1() { return stage1; }
    /** {@return the layer of {@link Family.Table#head()}} */
    public ConvNormActivation head() { return head; }
    /** {@return the layer of {@link Family.Table#pooled()}} */
    public Pooling pooled() { return pooled; }
    /** {@return the layer of {@link Family.Table#logits()}} */
    public Dense logits() { return logits; }

    @Override
    public Family_Table_050_16Block fold(NDManager manager) {
        return foldInto(new Family_Table_050_16Block(summary().classes()), manager);
    }
}
