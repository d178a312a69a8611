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
import java.util.List;
import javax.annotation.processing.Generated;

/**
 * {@link Family.OnAVariant} as a DJL block, generated from its table.
 *
 * <table>
 * <caption>One image of 3 × 32 × 32 through the network, in float32</caption>
 * <tr><th>row</th><th>operator</th><th>output</th><th>parameters</th><th>multiply-adds</th><th>KiB held</th><th>KiB moved</th><th>KiB of weights</th><th>multiply-adds per byte</th><th>sees</th><th>stride</th><th>padding</th></tr>
 * <tr><td>features</td><td>Backbone Table_050_16 through pooled</td><td>64</td><td>7,544</td><td>547,840</td><td>60.0</td><td>332.2</td><td>27.9</td><td>1.6</td><td>all</td><td></td><td></td></tr>
 * <tr><td>logits</td><td>Dense</td><td>2</td><td>130</td><td>128</td><td>0.3</td><td>0.8</td><td>0.5</td><td>0.2</td><td>all</td><td></td><td></td></tr>
 * <tr><td>total</td><td></td><td></td><td>7,674</td><td>547,968</td><td>60.0</td><td>333.0</td><td>28.4</td><td>1.6</td><td></td><td></td><td></td></tr>
 * </table>
 *
 * <p>In int8, the maps held at once take 15.0 KiB and the weights 11.7 KiB; in float16, 30.0 KiB and 14.2 KiB. Beside the parameters, batch normalisation keeps 784 running means and variances.
 */
@Generated("io.github.blockwright.processor.NetworkProcessor")
@GeneratedBlock
final class Family_OnAVariantBlock extends NetworkBlock<Family.OnAVariant, Family_OnAVariantBlock.Row> {
    /** The table with its shapes and costs, computed when this class was generated. */
    public static final NetworkSummary SUMMARY = new NetworkSummary(
            "OnAVariant",
            new InputSpec(32, 32, 3, 1 / 127.5, List.of(1.0, 1.0, 1.0), List.of(1.0, 1.0, 1.0)),
            List.of(
                new RowSummary("features", "Backbone Table_050_16 through pooled", new Shape(64), 7544, 784, 547840, new Footprint(392, 15360, 77888, 1, Window.ALL)),
                new RowSummary("logits", "Dense", new Shape(2), 130, 0, 128, new Footprint(2, 66, 66, 0, Window.ALL))),
            "6e9286d222b9263d");

    private final Backbone<Family_TableBlock.Row> features;
    private final Dense logits;

    /** Builds the network of the table; its parameters come with {@code initialize}. */
    Family_OnAVariantBlock() {
        this(2);
    }

    /**
     * The same for another number of classes.
     *
     * @param classes at least 1
     */
    Family_OnAVariantBlock(int classes) {
        super(SUMMARY.withClasses(classes));
        features = addRow("features", Backbone.of(new Family_Table_050_16Block(), Family_TableBlock.Row.POOLED)
                .trainableFrom(Family_TableBlock.Row.HEAD));
        logits = addRow("logits", new Dense(64, classes, Activation.LINEAR));
    }

    @Override
    protected NDList forwardInternal(ParameterStore store, NDList inputs, boolean training,
            PairList<String, Object> params) {
        return new NDList(Pass.of(store, images(inputs), training)
                .through(features)
                .through(logits)
                .output());
    }

    @Override
    public Family.OnAVariant endpoints(ParameterStore store, NDArray images, boolean training) {
        NDArray features = this.features.forward(store, images(new NDList(images)), training);
        NDArray logits = this.logits.forward(store, features, training);
        return new Family.OnAVariant(features, logits);
    }

    /** {@return the layer of {@link Family.OnAVariant#features()}} */
    public Backbone<Family_TableBlock.Row> features() { return features; }
    /** {@return the layer of {@link Family.OnAVariant#logits()}} */
    public Dense logits() { return logits; }

    @Override
    public Family_OnAVariantBlock fold(NDManager manager) {
        return foldInto(new Family_OnAVariantBlock(summary().classes()), manager);
    }

    /** The rows of the table, for {@code freezeThrough} and {@code layer}. */
    @GeneratedBlock
    public enum Row {
        /** {@link Family.OnAVariant#features()} */ FEATURES,
        /** {@link Family.OnAVariant#logits()} */ LOGITS
    }
}
