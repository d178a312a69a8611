package tables;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.github.blockwright.dsl.Activation;
import io.github.blockwright.dsl.Padding;
import io.github.blockwright.dsl.Task;
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
import io.github.blockwright.runtime.layers.Pass;
import io.github.blockwright.runtime.layers.Pooling;
import java.util.List;
import javax.annotation.processing.Generated;

/**
 * {@link SeveralLabels} as a DJL block, generated from its table.
 *
 * <table>
 * <caption>One image of 3 × 8 × 8 through the network, in float32</caption>
 * <tr><th>row</th><th>operator</th><th>output</th><th>parameters</th><th>multiply-adds</th><th>KiB held</th><th>KiB moved</th><th>KiB of weights</th><th>multiply-adds per byte</th><th>sees</th><th>stride</th><th>padding</th></tr>
 * <tr><td>stem</td><td>Conv 3×3 / 2</td><td>8 × 4 × 4</td><td>232</td><td>3,456</td><td>1.3</td><td>2.1</td><td>0.9</td><td>1.6</td><td>3</td><td>2</td><td>1</td></tr>
 * <tr><td>pooled</td><td>GlobalAveragePool</td><td>8</td><td>0</td><td>0</td><td>0.5</td><td>0.5</td><td>0.0</td><td>0.0</td><td>all</td><td></td><td></td></tr>
 * <tr><td>logits</td><td>Dense</td><td>5</td><td>45</td><td>40</td><td>0.1</td><td>0.2</td><td>0.2</td><td>0.2</td><td>all</td><td></td><td></td></tr>
 * <tr><td>total</td><td></td><td></td><td>277</td><td>3,496</td><td>1.3</td><td>2.9</td><td>1.1</td><td>1.2</td><td></td><td></td><td></td></tr>
 * </table>
 *
 * <p>In int8, the maps held at once take 0.3 KiB and the weights 0.4 KiB; in float16, 0.6 KiB and 0.5 KiB. Beside the parameters, batch normalisation keeps 16 running means and variances.
 */
@Generated("io.github.blockwright.processor.NetworkProcessor")
@GeneratedBlock
public final class SeveralLabelsBlock extends NetworkBlock<SeveralLabels, SeveralLabelsBlock.Row> {
    /** The table with its shapes and costs, computed when this class was generated. */
    public static final NetworkSummary SUMMARY = new NetworkSummary(
            "SeveralLabels",
            new InputSpec(8, 8, 3, 1 / 127.5, List.of(1.0, 1.0, 1.0), List.of(1.0, 1.0, 1.0)),
            List.of(
                new RowSummary("stem", "Conv 3×3 / 2", new Shape(8, 4, 4), 232, 16, 3456, new Footprint(8, 320, 320, 0, new Window(3, 2, 1))),
                new RowSummary("pooled", "GlobalAveragePool", new Shape(8), 0, 0, 0, new Footprint(0, 136, 136, 0, Window.ALL)),
                new RowSummary("logits", "Dense", new Shape(5), 45, 0, 40, new Footprint(5, 13, 13, 0, Window.ALL))),
            "468ca8f641b70c73",
            Task.MULTI_LABEL);

    private static final Conventions CONVENTIONS = new Conventions(1.0E-5f, 0.1f, Padding.SYMMETRIC);

    private final ConvNormActivation stem;
    private final Pooling pooled;
    private final Dense logits;

    /** Builds the network of the table; its parameters come with {@code initialize}. */
    public SeveralLabelsBlock() {
        this(5);
    }

    /**
     * The same for another number of classes.
     *
     * @param classes at least 1
     */
    public SeveralLabelsBlock(int classes) {
        super(SUMMARY.withClasses(classes));
        stem = addRow("stem", ConvNormActivation.builder(CONVENTIONS, 3, 8)
                .kernel(3).strides(2).activation(Activation.RELU6).build());
        pooled = addRow("pooled", Pooling.globalAverage());
        logits = addRow("logits", new Dense(8, classes, Activation.LINEAR));
    }

    @Override
    protected NDList forwardInternal(ParameterStore store, NDList inputs, boolean training,
            PairList<String, Object> params) {
        return new NDList(Pass.of(store, images(inputs), training)
                .through(stem)
                .through(pooled)
                .through(logits)
                .output());
    }

    @Override
    public SeveralLabels endpoints(ParameterStore store, NDArray images, boolean training) {
        NDArray stem = this.stem.forward(store, images(new NDList(images)), training);
        NDArray pooled = this.pooled.forward(store, stem, training);
        NDArray logits = this.logits.forward(store, pooled, training);
        return new SeveralLabels(stem, pooled, logits);
    }

    /** {@return the layer of {@link SeveralLabels#stem()}} */
    public ConvNormActivation stem() { return stem; }
    /** {@return the layer of {@link SeveralLabels#pooled()}} */
    public Pooling pooled() { return pooled; }
    /** {@return the layer of {@link SeveralLabels#logits()}} */
    public Dense logits() { return logits; }

    @Override
    public SeveralLabelsBlock fold(NDManager manager) {
        return foldInto(new SeveralLabelsBlock(summary().classes()), manager);
    }

    /** The rows of the table, for {@code freezeThrough} and {@code layer}. */
    @GeneratedBlock
    public enum Row {
        /** {@link SeveralLabels#stem()} */ STEM,
        /** {@link SeveralLabels#pooled()} */ POOLED,
        /** {@link SeveralLabels#logits()} */ LOGITS
    }
}
