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
import io.github.blockwright.runtime.layers.Applied;
import io.github.blockwright.runtime.layers.ConvNormActivation;
import io.github.blockwright.runtime.layers.Conventions;
import io.github.blockwright.runtime.layers.Dense;
import io.github.blockwright.runtime.layers.Dropout;
import io.github.blockwright.runtime.layers.Flatten;
import io.github.blockwright.runtime.layers.InvertedResidual;
import io.github.blockwright.runtime.layers.Pass;
import io.github.blockwright.runtime.layers.Pooling;
import io.github.blockwright.runtime.layers.Stage;
import java.util.List;
import javax.annotation.processing.Generated;

/**
 * {@link EveryOperator} as a DJL block, generated from its table.
 *
 * <table>
 * <caption>One image of 2 × 37 × 51 through the network, in float32</caption>
 * <tr><th>row</th><th>operator</th><th>output</th><th>parameters</th><th>multiply-adds</th><th>KiB held</th><th>KiB moved</th><th>KiB of weights</th><th>multiply-adds per byte</th><th>sees</th><th>stride</th><th>padding</th></tr>
 * <tr><td>stem</td><td>Conv 5×5 / 3, hard-swish</td><td>8 × 13 × 17</td><td>416</td><td>88,400</td><td>21.6</td><td>23.2</td><td>1.6</td><td>3.7</td><td>5</td><td>3</td><td>2</td></tr>
 * <tr><td>grouped</td><td>Conv 3×3, 4 groups, silu, bias</td><td>16 × 13 × 17</td><td>304</td><td>63,648</td><td>20.7</td><td>21.9</td><td>1.2</td><td>2.8</td><td>11</td><td>3</td><td>5</td></tr>
 * <tr><td>depthwise</td><td>Conv 3×3, 16 groups, relu</td><td>16 × 13 × 17</td><td>176</td><td>31,824</td><td>27.6</td><td>28.3</td><td>0.6</td><td>1.1</td><td>17</td><td>3</td><td>8</td></tr>
 * <tr><td>unpadded</td><td>Conv 3×3, not padded, linear</td><td>12 × 11 × 15</td><td>1,752</td><td>285,120</td><td>21.5</td><td>28.3</td><td>6.8</td><td>9.8</td><td>23</td><td>3</td><td>8</td></tr>
 * <tr><td>maximum</td><td>MaxPool 3×3</td><td>12 × 9 × 13</td><td>0</td><td>0</td><td>13.2</td><td>13.2</td><td>0.0</td><td>0.0</td><td>29</td><td>3</td><td>8</td></tr>
 * <tr><td>stage</td><td>InvertedResidual 5×5 / 2, t = 3, n = 2, hard-swish</td><td>12 × 5 × 7</td><td>3,864</td><td>158,904</td><td>21.9</td><td>92.2</td><td>14.4</td><td>1.7</td><td>65</td><td>6</td><td>26</td></tr>
 * <tr><td>average</td><td>AveragePool 2×2 / 2</td><td>12 × 2 × 3</td><td>0</td><td>0</td><td>1.9</td><td>1.9</td><td>0.0</td><td>0.0</td><td>71</td><td>12</td><td>26</td></tr>
 * <tr><td>linear</td><td>Conv 1×1, linear</td><td>7 × 2 × 3</td><td>98</td><td>504</td><td>0.4</td><td>0.8</td><td>0.4</td><td>0.6</td><td>71</td><td>12</td><td>26</td></tr>
 * <tr><td>dropped</td><td>Dropout 0.2</td><td>7 × 2 × 3</td><td>0</td><td>0</td><td>0.2</td><td>0.0</td><td>0.0</td><td>0.0</td><td>71</td><td>12</td><td>26</td></tr>
 * <tr><td>flat</td><td>Flatten</td><td>42</td><td>0</td><td>0</td><td>0.2</td><td>0.0</td><td>0.0</td><td>0.0</td><td>all</td><td></td><td></td></tr>
 * <tr><td>hidden</td><td>Dense, hard-sigmoid</td><td>9</td><td>387</td><td>378</td><td>0.2</td><td>1.7</td><td>1.5</td><td>0.2</td><td>all</td><td></td><td></td></tr>
 * <tr><td>applied</td><td>Apply Doubled</td><td>18</td><td>180</td><td>162</td><td>0.1</td><td>0.8</td><td>0.7</td><td>0.2</td><td>all</td><td></td><td></td></tr>
 * <tr><td>logits</td><td>Dense</td><td>4</td><td>76</td><td>72</td><td>0.1</td><td>0.4</td><td>0.3</td><td>0.2</td><td>all</td><td></td><td></td></tr>
 * <tr><td>total</td><td></td><td></td><td>7,253</td><td>629,012</td><td>27.6</td><td>212.8</td><td>27.5</td><td>2.9</td><td></td><td></td><td></td></tr>
 * </table>
 *
 * <p>In int8, the maps held at once take 6.9 KiB and the weights 9.7 KiB; in float16, 13.8 KiB and 13.8 KiB. Beside the parameters, batch normalisation keeps 422 running means and variances.
 */
@Generated("io.github.blockwright.processor.NetworkProcessor")
@GeneratedBlock
public final class EveryOperatorBlock extends NetworkBlock<EveryOperator, EveryOperatorBlock.Row> {
    /** The table with its shapes and costs, computed when this class was generated. */
    public static final NetworkSummary SUMMARY = new NetworkSummary(
            "EveryOperator",
            new InputSpec(37, 51, 2, 0.5, List.of(0.25, 0.5), List.of(2.0, 4.0)),
            List.of(
                new RowSummary("stem", "Conv 5×5 / 3, hard-swish", new Shape(8, 13, 17), 416, 16, 88400, new Footprint(8, 5542, 5542, 0, new Window(5, 3, 2))),
                new RowSummary("grouped", "Conv 3×3, 4 groups, silu, bias", new Shape(16, 13, 17), 304, 0, 63648, new Footprint(16, 5304, 5304, 0, new Window(3, 1, 1))),
                new RowSummary("depthwise", "Conv 3×3, 16 groups, relu", new Shape(16, 13, 17), 176, 32, 31824, new Footprint(16, 7072, 7072, 0, new Window(3, 1, 1))),
                new RowSummary("unpadded", "Conv 3×3, not padded, linear", new Shape(12, 11, 15), 1752, 24, 285120, new Footprint(12, 5516, 5516, 0, new Window(3, 1, 0))),
                new RowSummary("maximum", "MaxPool 3×3", new Shape(12, 9, 13), 0, 0, 0, new Footprint(0, 3384, 3384, 0, new Window(3, 1, 0))),
                new RowSummary("stage", "InvertedResidual 5×5 / 2, t = 3, n = 2, hard-swish", new Shape(12, 5, 7), 3864, 336, 158904, new Footprint(168, 5616, 19908, 1, new Window(13, 2, 6))),
                new RowSummary("average", "AveragePool 2×2 / 2", new Shape(12, 2, 3), 0, 0, 0, new Footprint(0, 492, 492, 0, new Window(2, 2, 0))),
                new RowSummary("linear", "Conv 1×1, linear", new Shape(7, 2, 3), 98, 14, 504, new Footprint(7, 114, 114, 0, new Window(1, 1, 0))),
                new RowSummary("dropped", "Dropout 0.2", new Shape(7, 2, 3), 0, 0, 0, new Footprint(0, 42, 0, 0, new Window(1, 1, 0))),
                new RowSummary("flat", "Flatten", new Shape(42), 0, 0, 0, new Footprint(0, 42, 0, 0, Window.ALL)),
                new RowSummary("hidden", "Dense, hard-sigmoid", new Shape(9), 387, 0, 378, new Footprint(9, 51, 51, 0, Window.ALL)),
                new RowSummary("applied", "Apply Doubled", new Shape(18), 180, 0, 162, new Footprint(0, 27, 27, 0, Window.UNKNOWN)),
                new RowSummary("logits", "Dense", new Shape(4), 76, 0, 72, new Footprint(4, 22, 22, 0, Window.ALL))),
            "1c3aeafc15667bf6");

    private static final Conventions CONVENTIONS = new Conventions(0.001f, 0.01f, Padding.SAME);

    private final ConvNormActivation stem;
    private final ConvNormActivation grouped;
    private final ConvNormActivation depthwise;
    private final ConvNormActivation unpadded;
    private final Pooling maximum;
    private final Stage stage;
    private final Pooling average;
    private final ConvNormActivation linear;
    private final Dropout dropped;
    private final Flatten flat;
    private final Dense hidden;
    private final Applied applied;
    private final Dense logits;

    /** Builds the network of the table; its parameters come with {@code initialize}. */
    public EveryOperatorBlock() {
        this(4);
    }

    /**
     * The same for another number of classes.
     *
     * @param classes at least 1
     */
    public EveryOperatorBlock(int classes) {
        super(SUMMARY.withClasses(classes));
        stem = addRow("stem", ConvNormActivation.builder(CONVENTIONS, 2, 8)
                .kernel(5).strides(3).activation(Activation.HARD_SWISH).build());
        grouped = addRow("grouped", ConvNormActivation.builder(CONVENTIONS, 8, 16)
                .kernel(3).groups(4).withoutBatchNorm().activation(Activation.SILU).build());
        depthwise = addRow("depthwise", ConvNormActivation.builder(CONVENTIONS, 16, 16)
                .kernel(3).groups(16).activation(Activation.RELU).build());
        unpadded = addRow("unpadded", ConvNormActivation.builder(CONVENTIONS, 16, 12)
                .kernel(3).withoutPadding().activation(Activation.LINEAR).build());
        maximum = addRow("maximum", Pooling.maximum(3, 1));
        stage = addRow("stage", InvertedResidual.builder(CONVENTIONS, 12, 12)
                .expansion(3).strides(2).kernel(5).activation(Activation.HARD_SWISH).stage(2));
        average = addRow("average", Pooling.average(2, 2));
        linear = addRow("linear", ConvNormActivation.builder(CONVENTIONS, 12, 7)
                .activation(Activation.LINEAR).build());
        dropped = addRow("dropped", new Dropout(0.2f));
        flat = addRow("flat", new Flatten());
        hidden = addRow("hidden", new Dense(42, 9, Activation.HARD_SIGMOID));
        applied = addRow("applied", new Applied(new EveryOperator.Doubled<>(), 18, 1, 180));
        logits = addRow("logits", new Dense(18, classes, Activation.LINEAR));
    }

    @Override
    protected NDList forwardInternal(ParameterStore store, NDList inputs, boolean training,
            PairList<String, Object> params) {
        return new NDList(Pass.of(store, images(inputs), training)
                .through(stem)
                .through(grouped)
                .through(depthwise)
                .through(unpadded)
                .through(maximum)
                .through(stage)
                .through(average)
                .through(linear)
                .through(dropped)
                .through(flat)
                .through(hidden)
                .through(applied)
                .through(logits)
                .output());
    }

    @Override
    public EveryOperator endpoints(ParameterStore store, NDArray images, boolean training) {
        NDArray stem = this.stem.forward(store, images(new NDList(images)), training);
        NDArray grouped = this.grouped.forward(store, stem, training);
        NDArray depthwise = this.depthwise.forward(store, grouped, training);
        NDArray unpadded = this.unpadded.forward(store, depthwise, training);
        NDArray maximum = this.maximum.forward(store, unpadded, training);
        NDArray stage = this.stage.forward(store, maximum, training);
        NDArray average = this.average.forward(store, stage, training);
        NDArray linear = this.linear.forward(store, average, training);
        NDArray dropped = this.dropped.forward(store, linear, training);
        NDArray flat = this.flat.forward(store, dropped, training);
        NDArray hidden = this.hidden.forward(store, flat, training);
        NDArray applied = this.applied.forward(store, hidden, training);
        NDArray logits = this.logits.forward(store, applied, training);
        return new EveryOperator(stem, grouped, depthwise, unpadded, maximum, stage, average,
                linear, dropped, flat, hidden, applied, logits);
    }

    /** {@return the layer of {@link EveryOperator#stem()}} */
    public ConvNormActivation stem() { return stem; }
    /** {@return the layer of {@link EveryOperator#grouped()}} */
    public ConvNormActivation grouped() { return grouped; }
    /** {@return the layer of {@link EveryOperator#depthwise()}} */
    public ConvNormActivation depthwise() { return depthwise; }
    /** {@return the layer of {@link EveryOperator#unpadded()}} */
    public ConvNormActivation unpadded() { return unpadded; }
    /** {@return the layer of {@link EveryOperator#maximum()}} */
    public Pooling maximum() { return maximum; }
    /** {@return the layer of {@link EveryOperator#stage()}} */
    public Stage stage() { return stage; }
    /** {@return the layer of {@link EveryOperator#average()}} */
    public Pooling average() { return average; }
    /** {@return the layer of {@link EveryOperator#linear()}} */
    public ConvNormActivation linear() { return linear; }
    /** {@return the layer of {@link EveryOperator#dropped()}} */
    public Dropout dropped() { return dropped; }
    /** {@return the layer of {@link EveryOperator#flat()}} */
    public Flatten flat() { return flat; }
    /** {@return the layer of {@link EveryOperator#hidden()}} */
    public Dense hidden() { return hidden; }
    /** {@return the layer of {@link EveryOperator#applied()}} */
    public Applied applied() { return applied; }
    /** {@return the layer of {@link EveryOperator#logits()}} */
    public Dense logits() { return logits; }

    @Override
    public EveryOperatorBlock fold(NDManager manager) {
        return foldInto(new EveryOperatorBlock(summary().classes()), manager);
    }

    /** The rows of the table, for {@code freezeThrough} and {@code layer}. */
    @GeneratedBlock
    public enum Row {
        /** {@link EveryOperator#stem()} */ STEM,
        /** {@link EveryOperator#grouped()} */ GROUPED,
        /** {@link EveryOperator#depthwise()} */ DEPTHWISE,
        /** {@link EveryOperator#unpadded()} */ UNPADDED,
        /** {@link EveryOperator#maximum()} */ MAXIMUM,
        /** {@link EveryOperator#stage()} */ STAGE,
        /** {@link EveryOperator#average()} */ AVERAGE,
        /** {@link EveryOperator#linear()} */ LINEAR,
        /** {@link EveryOperator#dropped()} */ DROPPED,
        /** {@link EveryOperator#flat()} */ FLAT,
        /** {@link EveryOperator#hidden()} */ HIDDEN,
        /** {@link EveryOperator#applied()} */ APPLIED,
        /** {@link EveryOperator#logits()} */ LOGITS
    }
}
