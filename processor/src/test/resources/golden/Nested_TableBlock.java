package tables;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.github.blockwright.dsl.Activation;
import io.github.blockwright.runtime.blocks.Backbone;
import io.github.blockwright.runtime.blocks.Footprint;
import io.github.blockwright.runtime.blocks.GeneratedBlock;
import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.blocks.NetworkSummary;
import io.github.blockwright.runtime.blocks.RowSummary;
import io.github.blockwright.runtime.blocks.Window;
import io.github.blockwright.runtime.layers.Dense;
import io.github.blockwright.runtime.layers.Pass;
import io.github.blockwright.runtime.layers.Pooling;
import java.util.List;
import javax.annotation.processing.Generated;

/**
 * {@link Nested.Table} as a DJL block, generated from its table.
 *
 * <table>
 * <caption>One image of 3 × 16 × 16 through the network, in float32</caption>
 * <tr><th>row</th><th>operator</th><th>output</th><th>parameters</th><th>multiply-adds</th><th>KiB held</th><th>KiB moved</th><th>KiB of weights</th><th>multiply-adds per byte</th><th>sees</th><th>stride</th><th>padding</th></tr>
 * <tr><td>Backbone</td><td>Backbone TinyVariant through narrow</td><td>4 × 4 × 4</td><td>1,204</td><td>35,456</td><td>5.0</td><td>48.0</td><td>4.3</td><td>0.7</td><td>23</td><td>4</td><td>8</td></tr>
 * <tr><td>TinyVariantBlock</td><td>GlobalAveragePool</td><td>4</td><td>0</td><td>0</td><td>0.3</td><td>0.3</td><td>0.0</td><td>0.0</td><td>all</td><td></td><td></td></tr>
 * <tr><td>logits</td><td>Dense</td><td>2</td><td>10</td><td>8</td><td>0.0</td><td>0.1</td><td>0.0</td><td>0.1</td><td>all</td><td></td><td></td></tr>
 * <tr><td>total</td><td></td><td></td><td>1,214</td><td>35,464</td><td>5.0</td><td>48.3</td><td>4.3</td><td>0.7</td><td></td><td></td><td></td></tr>
 * </table>
 *
 * <p>In int8, the maps held at once take 1.3 KiB and the weights 2.4 KiB; in float16, 2.5 KiB and 2.2 KiB. Beside the parameters, batch normalisation keeps 224 running means and variances.
 */
@Generated("io.github.blockwright.processor.NetworkProcessor")
@GeneratedBlock
final class Nested_TableBlock extends NetworkBlock<Nested.Table, Nested_TableBlock.Row> {
    /** The table with its shapes and costs, computed when this class was generated. */
    public static final NetworkSummary SUMMARY = new NetworkSummary(
            "Table",
            new InputSpec(16, 16, 3, 1 / 127.5, List.of(1.0, 1.0, 1.0), List.of(1.0, 1.0, 1.0)),
            List.of(
                new RowSummary("Backbone", "Backbone TinyVariant through narrow", new Shape(4, 4, 4), 1204, 224, 35456, new Footprint(112, 1280, 11200, 3, new Window(23, 4, 8))),
                new RowSummary("TinyVariantBlock", "GlobalAveragePool", new Shape(4), 0, 0, 0, new Footprint(0, 68, 68, 0, Window.ALL)),
                new RowSummary("logits", "Dense", new Shape(2), 10, 0, 8, new Footprint(2, 6, 6, 0, Window.ALL))),
            "d996d89d49feaf2a");

    private final Backbone<TinyVariantBlock.Row> Backbone_;
    private final Pooling TinyVariantBlock_;
    private final Dense logits;

    /** Builds the network of the table; its parameters come with {@code initialize}. */
    Nested_TableBlock() {
        this(2);
    }

    /**
     * The same for another number of classes.
     *
     * @param classes at least 1
     */
    Nested_TableBlock(int classes) {
        super(SUMMARY.withClasses(classes));
        Backbone_ = addRow("Backbone", Backbone.of(new TinyVariantBlock(), TinyVariantBlock.Row.NARROW));
        TinyVariantBlock_ = addRow("TinyVariantBlock", Pooling.globalAverage());
        logits = addRow("logits", new Dense(4, classes, Activation.LINEAR));
    }

    @Override
    protected NDList forwardInternal(ParameterStore store, NDList inputs, boolean training,
            PairList<String, Object> params) {
        return new NDList(Pass.of(store, images(inputs), training)
                .through(Backbone_)
                .through(TinyVariantBlock_)
                .through(logits)
                .output());
    }

    @Override
    public Nested.Table endpoints(ParameterStore store, NDArray images, boolean training) {
        NDArray Backbone = this.Backbone_.forward(store, images(new NDList(images)), training);
        NDArray TinyVariantBlock = this.TinyVariantBlock_.forward(store, Backbone, training);
        NDArray logits = this.logits.forward(store, TinyVariantBlock, training);
        return new Nested.Table(Backbone, TinyVariantBlock, logits);
    }

    /** {@return the layer of {@link Nested.Table#Backbone()}} */
    public Backbone<TinyVariantBlock.Row> Backbone() { return Backbone_; }
    /** {@return the layer of {@link Nested.Table#TinyVariantBlock()}} */
    public Pooling TinyVariantBlock() { return TinyVariantBlock_; }
    /** {@return the layer of {@link Nested.Table#logits()}} */
    public Dense logits() { return logits; }

    @Override
    public Nested_TableBlock fold(NDManager manager) {
        return foldInto(new Nested_TableBlock(summary().classes()), manager);
    }

    /** The rows of the table, for {@code freezeThrough} and {@code layer}. */
    @GeneratedBlock
    public enum Row {
        /** {@link Nested.Table#Backbone()} */ BACKBONE,
        /** {@link Nested.Table#TinyVariantBlock()} */ TINY_VARIANT_BLOCK,
        /** {@link Nested.Table#logits()} */ LOGITS
    }
}
