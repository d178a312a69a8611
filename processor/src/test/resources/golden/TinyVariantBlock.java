package tables;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.github.blockwright.dsl.Activation;
import io.github.blockwright.dsl.Padding;
import io.github.blockwright.runtime.blocks.Backbone;
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
import io.github.blockwright.runtime.layers.Flatten;
import io.github.blockwright.runtime.layers.Pass;
import java.util.List;
import javax.annotation.processing.Generated;

/**
 * {@link TinyVariant} as a DJL block, generated from its table.
 *
 * <table>
 * <caption>One image of 3 × 16 × 24 through the network, in float32</caption>
 * <tr><th>row</th><th>operator</th><th>output</th><th>parameters</th><th>multiply-adds</th><th>KiB held</th><th>KiB moved</th><th>KiB of weights</th><th>multiply-adds per byte</th><th>sees</th><th>stride</th><th>padding</th></tr>
 * <tr><td>features</td><td>Backbone TinyShapes through stage2</td><td>8 × 4 × 6</td><td>1,164</td><td>52,416</td><td>7.5</td><td>68.6</td><td>4.1</td><td>0.7</td><td>23</td><td>4</td><td>8</td></tr>
 * <tr><td>narrow</td><td>Conv 1×1</td><td>4 × 4 × 6</td><td>40</td><td>768</td><td>1.1</td><td>1.3</td><td>0.1</td><td>0.6</td><td>23</td><td>4</td><td>8</td></tr>
 * <tr><td>flat</td><td>Flatten</td><td>96</td><td>0</td><td>0</td><td>0.4</td><td>0.0</td><td>0.0</td><td>0.0</td><td>all</td><td></td><td></td></tr>
 * <tr><td>logits</td><td>Dense</td><td>3</td><td>291</td><td>288</td><td>0.4</td><td>1.5</td><td>1.1</td><td>0.2</td><td>all</td><td></td><td></td></tr>
 * <tr><td>total</td><td></td><td></td><td>1,495</td><td>53,472</td><td>7.5</td><td>71.4</td><td>5.4</td><td>0.7</td><td></td><td></td><td></td></tr>
 * </table>
 *
 * <p>In int8, the maps held at once take 1.9 KiB and the weights 2.7 KiB; in float16, 3.8 KiB and 2.7 KiB. Beside the parameters, batch normalisation keeps 224 running means and variances.
 */
@Generated("io.github.blockwright.processor.NetworkProcessor")
@GeneratedBlock
public final class TinyVariantBlock extends NetworkBlock<TinyVariant, TinyVariantBlock.Row> {
    /** The table with its shapes and costs, computed when this class was generated. */
    public static final NetworkSummary SUMMARY = new NetworkSummary(
            "TinyVariant",
            new InputSpec(16, 24, 3, 1 / 127.5, List.of(1.0, 1.0, 1.0), List.of(1.0, 1.0, 1.0)),
            List.of(
                new RowSummary("features", "Backbone TinyShapes through stage2", new Shape(8, 4, 6), 1164, 216, 52416, new Footprint(108, 1920, 16512, 3, new Window(23, 4, 8))),
                new RowSummary("narrow", "Conv 1×1", new Shape(4, 4, 6), 40, 8, 768, new Footprint(4, 288, 288, 0, new Window(1, 1, 0))),
                new RowSummary("flat", "Flatten", new Shape(96), 0, 0, 0, new Footprint(0, 96, 0, 0, Window.ALL)),
                new RowSummary("logits", "Dense", new Shape(3), 291, 0, 288, new Footprint(3, 99, 99, 0, Window.ALL))),
            "b40ff4abd9c1775b");

    private static final Conventions CONVENTIONS = new Conventions(1.0E-5f, 0.1f, Padding.SYMMETRIC);

    private final Backbone<TinyShapesBlock.Row> features;
    private final ConvNormActivation narrow;
    private final Flatten flat;
    private final Dense logits;

    /** Builds the network of the table; its parameters come with {@code initialize}. */
    public TinyVariantBlock() {
        this(3);
    }

    /**
     * The same for another number of classes.
     *
     * @param classes at least 1
     */
    public TinyVariantBlock(int classes) {
        super(SUMMARY.withClasses(classes));
        features = addRow("features", Backbone.of(new TinyShapesBlock(), TinyShapesBlock.Row.STAGE2)
                .trainableFrom(TinyShapesBlock.Row.STAGE2));
        narrow = addRow("narrow", ConvNormActivation.builder(CONVENTIONS, 8, 4)
                .activation(Activation.RELU6).build());
        flat = addRow("flat", new Flatten());
        logits = addRow("logits", new Dense(96, classes, Activation.LINEAR));
    }

    @Override
    protected NDList forwardInternal(ParameterStore store, NDList inputs, boolean training,
            PairList<String, Object> params) {
        return new NDList(Pass.of(store, images(inputs), training)
                .through(features)
                .through(narrow)
                .through(flat)
                .through(logits)
                .output());
    }

    @Override
    public TinyVariant endpoints(ParameterStore store, NDArray images, boolean training) {
        NDArray features = this.features.forward(store, images(new NDList(images)), training);
        NDArray narrow = this.narrow.forward(store, features, training);
        NDArray flat = this.flat.forward(store, narrow, training);
        NDArray logits = this.logits.forward(store, flat, training);
        return new TinyVariant(features, narrow, flat, logits);
    }

    /** {@return the layer of {@link TinyVariant#features()}} */
    public Backbone<TinyShapesBlock.Row> features() { return features; }
    /** {@return the layer of {@link TinyVariant#narrow()}} */
    public ConvNormActivation narrow() { return narrow; }
    /** {@return the layer of {@link TinyVariant#flat()}} */
    public Flatten flat() { return flat; }
    /** {@return the layer of {@link TinyVariant#logits()}} */
    public Dense logits() { return logits; }

    @Override
    public TinyVariantBlock fold(NDManager manager) {
        return foldInto(new TinyVariantBlock(summary().classes()), manager);
    }

    /** The rows of the table, for {@code freezeThrough} and {@code layer}. */
    @GeneratedBlock
    public enum Row {
        /** {@link TinyVariant#features()} */ FEATURES,
        /** {@link TinyVariant#narrow()} */ NARROW,
        /** {@link TinyVariant#flat()} */ FLAT,
        /** {@link TinyVariant#logits()} */ LOGITS
    }
}
