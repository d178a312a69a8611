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
import io.github.blockwright.runtime.layers.Dropout;
import io.github.blockwright.runtime.layers.Pass;
import java.util.List;
import javax.annotation.processing.Generated;

/**
 * {@link DogsVsCats} as a DJL block, generated from its table.
 *
 * <table>
 * <caption>One image of 3 × 160 × 128 through the network, in float32</caption>
 * <tr><th>row</th><th>operator</th><th>output</th><th>parameters</th><th>multiply-adds</th><th>KiB held</th><th>KiB moved</th><th>KiB of weights</th><th>multiply-adds per byte</th><th>sees</th><th>stride</th><th>padding</th></tr>
 * <tr><td>features</td><td>Backbone ImageNetMobileNetV2 through pooled</td><td>1280</td><td>2,223,872</td><td>122,242,560</td><td>2,400.0</td><td>31,195.4</td><td>8,620.4</td><td>3.8</td><td>all</td><td></td><td></td></tr>
 * <tr><td>regularised</td><td>Dropout 0.2</td><td>1280</td><td>0</td><td>0</td><td>5.0</td><td>0.0</td><td>0.0</td><td>0.0</td><td>all</td><td></td><td></td></tr>
 * <tr><td>logits</td><td>Dense</td><td>2</td><td>2,562</td><td>2,560</td><td>5.0</td><td>15.0</td><td>10.0</td><td>0.2</td><td>all</td><td></td><td></td></tr>
 * <tr><td>total</td><td></td><td></td><td>2,226,434</td><td>122,245,120</td><td>2,400.0</td><td>31,210.4</td><td>8,630.4</td><td>3.8</td><td></td><td></td><td></td></tr>
 * </table>
 *
 * <p>In int8, the maps held at once take 600.0 KiB and the weights 2,357.5 KiB; in float16, 1,200.0 KiB and 4,315.2 KiB. Beside the parameters, batch normalisation keeps 34,112 running means and variances.
 */
@Generated("io.github.blockwright.processor.NetworkProcessor")
@GeneratedBlock
public final class DogsVsCatsBlock extends NetworkBlock<DogsVsCats, DogsVsCatsBlock.Row> {
    /** The table with its shapes and costs, computed when this class was generated. */
    public static final NetworkSummary SUMMARY = new NetworkSummary(
            "DogsVsCats",
            new InputSpec(160, 128, 3, 1 / 255.0, List.of(0.485, 0.456, 0.406), List.of(0.229, 0.224, 0.225)),
            List.of(
                new RowSummary("features", "Backbone ImageNetMobileNetV2 through pooled", new Shape(1280), 2223872, 34112, 122242560, new Footprint(17056, 614400, 5779200, 10, Window.ALL)),
                new RowSummary("regularised", "Dropout 0.2", new Shape(1280), 0, 0, 0, new Footprint(0, 1280, 0, 0, new Window(1, 1, 0))),
                new RowSummary("logits", "Dense", new Shape(2), 2562, 0, 2560, new Footprint(2, 1282, 1282, 0, Window.ALL))),
            "774f7f0e7c8824e7");

    private final Backbone<ImageNetMobileNetV2Block.Row> features;
    private final Dropout regularised;
    private final Dense logits;

    /** Builds the network of the table; its parameters come with {@code initialize}. */
    public DogsVsCatsBlock() {
        this(2);
    }

    /**
     * The same for another number of classes.
     *
     * @param classes at least 1
     */
    public DogsVsCatsBlock(int classes) {
        super(SUMMARY.withClasses(classes));
        features = addRow("features", Backbone.of(new ImageNetMobileNetV2Block(), ImageNetMobileNetV2Block.Row.POOLED)
                .trainableFrom(ImageNetMobileNetV2Block.Row.STAGE6));
        regularised = addRow("regularised", new Dropout(0.2f));
        logits = addRow("logits", new Dense(1280, classes, Activation.LINEAR));
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

    /** {@return the layer of {@link DogsVsCats#features()}} */
    public Backbone<ImageNetMobileNetV2Block.Row> features() { return features; }
    /** {@return the layer of {@link DogsVsCats#regularised()}} */
    public Dropout regularised() { return regularised; }
    /** {@return the layer of {@link DogsVsCats#logits()}} */
    public Dense logits() { return logits; }

    @Override
    public DogsVsCatsBlock fold(NDManager manager) {
        return foldInto(new DogsVsCatsBlock(summary().classes()), manager);
    }

    /** The rows of the table, for {@code freezeThrough} and {@code layer}. */
    @GeneratedBlock
    public enum Row {
        /** {@link DogsVsCats#features()} */ FEATURES,
        /** {@link DogsVsCats#regularised()} */ REGULARISED,
        /** {@link DogsVsCats#logits()} */ LOGITS
    }
}
