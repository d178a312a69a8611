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
import io.github.blockwright.runtime.layers.Dropout;
import io.github.blockwright.runtime.layers.Pass;
import io.github.blockwright.runtime.layers.Pooling;
import java.util.List;
import javax.annotation.processing.Generated;

/**
 * {@link WeirdNames.Row} as a DJL block, generated from its table.
 *
 * <table>
 * <caption>One image of 1 × 2 × 3 through the network, in float32</caption>
 * <tr><th>row</th><th>operator</th><th>output</th><th>parameters</th><th>multiply-adds</th><th>KiB held</th><th>KiB moved</th><th>KiB of weights</th><th>multiply-adds per byte</th><th>sees</th><th>stride</th><th>padding</th></tr>
 * <tr><td>store</td><td>Conv 3×3</td><td>1 × 2 × 3</td><td>11</td><td>54</td><td>0.0</td><td>0.1</td><td>0.0</td><td>0.6</td><td>3</td><td>1</td><td>1</td></tr>
 * <tr><td>images</td><td>Conv 1×1</td><td>1 × 2 × 3</td><td>3</td><td>6</td><td>0.0</td><td>0.1</td><td>0.0</td><td>0.1</td><td>3</td><td>1</td><td>1</td></tr>
 * <tr><td>inputs</td><td>Conv 1×1</td><td>1 × 2 × 3</td><td>3</td><td>6</td><td>0.0</td><td>0.1</td><td>0.0</td><td>0.1</td><td>3</td><td>1</td><td>1</td></tr>
 * <tr><td>training</td><td>Conv 1×1</td><td>1 × 2 × 3</td><td>3</td><td>6</td><td>0.0</td><td>0.1</td><td>0.0</td><td>0.1</td><td>3</td><td>1</td><td>1</td></tr>
 * <tr><td>params</td><td>Conv 1×1</td><td>1 × 2 × 3</td><td>3</td><td>6</td><td>0.0</td><td>0.1</td><td>0.0</td><td>0.1</td><td>3</td><td>1</td><td>1</td></tr>
 * <tr><td>parameters</td><td>Conv 1×1</td><td>1 × 2 × 3</td><td>3</td><td>6</td><td>0.0</td><td>0.1</td><td>0.0</td><td>0.1</td><td>3</td><td>1</td><td>1</td></tr>
 * <tr><td>classes</td><td>Conv 1×1</td><td>1 × 2 × 3</td><td>3</td><td>6</td><td>0.0</td><td>0.1</td><td>0.0</td><td>0.1</td><td>3</td><td>1</td><td>1</td></tr>
 * <tr><td>SUMMARY</td><td>Conv 1×1</td><td>1 × 2 × 3</td><td>3</td><td>6</td><td>0.0</td><td>0.1</td><td>0.0</td><td>0.1</td><td>3</td><td>1</td><td>1</td></tr>
 * <tr><td>CONVENTIONS</td><td>Conv 1×1</td><td>1 × 2 × 3</td><td>3</td><td>6</td><td>0.0</td><td>0.1</td><td>0.0</td><td>0.1</td><td>3</td><td>1</td><td>1</td></tr>
 * <tr><td>yield</td><td>Conv 1×1</td><td>1 × 2 × 3</td><td>3</td><td>6</td><td>0.0</td><td>0.1</td><td>0.0</td><td>0.1</td><td>3</td><td>1</td><td>1</td></tr>
 * <tr><td>record</td><td>Conv 1×1</td><td>1 × 2 × 3</td><td>3</td><td>6</td><td>0.0</td><td>0.1</td><td>0.0</td><td>0.1</td><td>3</td><td>1</td><td>1</td></tr>
 * <tr><td>$</td><td>Conv 1×1</td><td>1 × 2 × 3</td><td>3</td><td>6</td><td>0.0</td><td>0.1</td><td>0.0</td><td>0.1</td><td>3</td><td>1</td><td>1</td></tr>
 * <tr><td>straße</td><td>Conv 1×1</td><td>1 × 2 × 3</td><td>3</td><td>6</td><td>0.0</td><td>0.1</td><td>0.0</td><td>0.1</td><td>3</td><td>1</td><td>1</td></tr>
 * <tr><td>lastConv1x1</td><td>Conv 1×1</td><td>1 × 2 × 3</td><td>3</td><td>6</td><td>0.0</td><td>0.1</td><td>0.0</td><td>0.1</td><td>3</td><td>1</td><td>1</td></tr>
 * <tr><td>ConvNormActivation</td><td>Conv 1×1</td><td>1 × 2 × 3</td><td>3</td><td>6</td><td>0.0</td><td>0.1</td><td>0.0</td><td>0.1</td><td>3</td><td>1</td><td>1</td></tr>
 * <tr><td>Activation</td><td>Conv 1×1</td><td>1 × 2 × 3</td><td>3</td><td>6</td><td>0.0</td><td>0.1</td><td>0.0</td><td>0.1</td><td>3</td><td>1</td><td>1</td></tr>
 * <tr><td>Padding</td><td>Conv 1×1</td><td>1 × 2 × 3</td><td>3</td><td>6</td><td>0.0</td><td>0.1</td><td>0.0</td><td>0.1</td><td>3</td><td>1</td><td>1</td></tr>
 * <tr><td>List</td><td>Conv 1×1</td><td>1 × 2 × 3</td><td>3</td><td>6</td><td>0.0</td><td>0.1</td><td>0.0</td><td>0.1</td><td>3</td><td>1</td><td>1</td></tr>
 * <tr><td>Pass</td><td>Conv 1×1</td><td>1 × 2 × 3</td><td>3</td><td>6</td><td>0.0</td><td>0.1</td><td>0.0</td><td>0.1</td><td>3</td><td>1</td><td>1</td></tr>
 * <tr><td>Pooling</td><td>GlobalAveragePool</td><td>1</td><td>0</td><td>0</td><td>0.0</td><td>0.0</td><td>0.0</td><td>0.0</td><td>all</td><td></td><td></td></tr>
 * <tr><td>WeirdNames</td><td>Dropout 0.5</td><td>1</td><td>0</td><td>0</td><td>0.0</td><td>0.0</td><td>0.0</td><td>0.0</td><td>all</td><td></td><td></td></tr>
 * <tr><td>NDArray</td><td>Dense</td><td>1</td><td>2</td><td>1</td><td>0.0</td><td>0.0</td><td>0.0</td><td>0.1</td><td>all</td><td></td><td></td></tr>
 * <tr><td>total</td><td></td><td></td><td>67</td><td>163</td><td>0.0</td><td>1.1</td><td>0.2</td><td>0.1</td><td></td><td></td><td></td></tr>
 * </table>
 *
 * <p>In int8, the maps held at once take 0.0 KiB and the weights 0.3 KiB; in float16, 0.0 KiB and 0.1 KiB. Beside the parameters, batch normalisation keeps 38 running means and variances.
 */
@Generated("io.github.blockwright.processor.NetworkProcessor")
@GeneratedBlock
final class WeirdNames_RowBlock extends NetworkBlock<WeirdNames.Row, WeirdNames_RowBlock.Row> {
    /** The table with its shapes and costs, computed when this class was generated. */
    public static final NetworkSummary SUMMARY = new NetworkSummary(
            "Row",
            new InputSpec(2, 3, 1, 1 / 127.5, List.of(1.0), List.of(1.0)),
            List.of(
                new RowSummary("store", "Conv 3×3", new Shape(1, 2, 3), 11, 2, 54, new Footprint(1, 12, 12, 0, new Window(3, 1, 1))),
                new RowSummary("images", "Conv 1×1", new Shape(1, 2, 3), 3, 2, 6, new Footprint(1, 12, 12, 0, new Window(1, 1, 0))),
                new RowSummary("inputs", "Conv 1×1", new Shape(1, 2, 3), 3, 2, 6, new Footprint(1, 12, 12, 0, new Window(1, 1, 0))),
                new RowSummary("training", "Conv 1×1", new Shape(1, 2, 3), 3, 2, 6, new Footprint(1, 12, 12, 0, new Window(1, 1, 0))),
                new RowSummary("params", "Conv 1×1", new Shape(1, 2, 3), 3, 2, 6, new Footprint(1, 12, 12, 0, new Window(1, 1, 0))),
                new RowSummary("parameters", "Conv 1×1", new Shape(1, 2, 3), 3, 2, 6, new Footprint(1, 12, 12, 0, new Window(1, 1, 0))),
                new RowSummary("classes", "Conv 1×1", new Shape(1, 2, 3), 3, 2, 6, new Footprint(1, 12, 12, 0, new Window(1, 1, 0))),
                new RowSummary("SUMMARY", "Conv 1×1", new Shape(1, 2, 3), 3, 2, 6, new Footprint(1, 12, 12, 0, new Window(1, 1, 0))),
                new RowSummary("CONVENTIONS", "Conv 1×1", new Shape(1, 2, 3), 3, 2, 6, new Footprint(1, 12, 12, 0, new Window(1, 1, 0))),
                new RowSummary("yield", "Conv 1×1", new Shape(1, 2, 3), 3, 2, 6, new Footprint(1, 12, 12, 0, new Window(1, 1, 0))),
                new RowSummary("record", "Conv 1×1", new Shape(1, 2, 3), 3, 2, 6, new Footprint(1, 12, 12, 0, new Window(1, 1, 0))),
                new RowSummary("$", "Conv 1×1", new Shape(1, 2, 3), 3, 2, 6, new Footprint(1, 12, 12, 0, new Window(1, 1, 0))),
                new RowSummary("straße", "Conv 1×1", new Shape(1, 2, 3), 3, 2, 6, new Footprint(1, 12, 12, 0, new Window(1, 1, 0))),
                new RowSummary("lastConv1x1", "Conv 1×1", new Shape(1, 2, 3), 3, 2, 6, new Footprint(1, 12, 12, 0, new Window(1, 1, 0))),
                new RowSummary("ConvNormActivation", "Conv 1×1", new Shape(1, 2, 3), 3, 2, 6, new Footprint(1, 12, 12, 0, new Window(1, 1, 0))),
                new RowSummary("Activation", "Conv 1×1", new Shape(1, 2, 3), 3, 2, 6, new Footprint(1, 12, 12, 0, new Window(1, 1, 0))),
                new RowSummary("Padding", "Conv 1×1", new Shape(1, 2, 3), 3, 2, 6, new Footprint(1, 12, 12, 0, new Window(1, 1, 0))),
                new RowSummary("List", "Conv 1×1", new Shape(1, 2, 3), 3, 2, 6, new Footprint(1, 12, 12, 0, new Window(1, 1, 0))),
                new RowSummary("Pass", "Conv 1×1", new Shape(1, 2, 3), 3, 2, 6, new Footprint(1, 12, 12, 0, new Window(1, 1, 0))),
                new RowSummary("Pooling", "GlobalAveragePool", new Shape(1), 0, 0, 0, new Footprint(0, 7, 7, 0, Window.ALL)),
                new RowSummary("WeirdNames", "Dropout 0.5", new Shape(1), 0, 0, 0, new Footprint(0, 1, 0, 0, new Window(1, 1, 0))),
                new RowSummary("NDArray", "Dense", new Shape(1), 2, 0, 1, new Footprint(1, 2, 2, 0, Window.ALL))),
            "3520226fb45d49a0");

    private static final Conventions CONVENTIONS = new Conventions(1.0E-5f, 0.1f, Padding.SYMMETRIC);

    private final ConvNormActivation store;
    private final ConvNormActivation images;
    private final ConvNormActivation inputs;
    private final ConvNormActivation training;
    private final ConvNormActivation params;
    private final ConvNormActivation parameters;
    private final ConvNormActivation classes_;
    private final ConvNormActivation SUMMARY_;
    private final ConvNormActivation CONVENTIONS_;
    private final ConvNormActivation yield;
    private final ConvNormActivation record;
    private final ConvNormActivation $;
    private final ConvNormActivation straße;
    private final ConvNormActivation lastConv1x1;
    private final ConvNormActivation ConvNormActivation_;
    private final ConvNormActivation Activation_;
    private final ConvNormActivation Padding_;
    private final ConvNormActivation List_;
    private final ConvNormActivation Pass_;
    private final Pooling Pooling_;
    private final Dropout WeirdNames;
    private final Dense NDArray;

    /** Builds the network of the table; its parameters come with {@code initialize}. */
    WeirdNames_RowBlock() {
        this(1);
    }

    /**
     * The same for another number of classes.
     *
     * @param classes at least 1
     */
    WeirdNames_RowBlock(int classes) {
        super(SUMMARY.withClasses(classes));
        store = addRow("store", ConvNormActivation.builder(CONVENTIONS, 1, 1)
                .kernel(3).activation(Activation.RELU6).build());
        images = addRow("images", ConvNormActivation.builder(CONVENTIONS, 1, 1)
                .activation(Activation.RELU6).build());
        inputs = addRow("inputs", ConvNormActivation.builder(CONVENTIONS, 1, 1)
                .activation(Activation.RELU6).build());
        training = addRow("training", ConvNormActivation.builder(CONVENTIONS, 1, 1)
                .activation(Activation.RELU6).build());
        params = addRow("params", ConvNormActivation.builder(CONVENTIONS, 1, 1)
                .activation(Activation.RELU6).build());
        parameters = addRow("parameters", ConvNormActivation.builder(CONVENTIONS, 1, 1)
                .activation(Activation.RELU6).build());
        classes_ = addRow("classes", ConvNormActivation.builder(CONVENTIONS, 1, 1)
                .activation(Activation.RELU6).build());
        SUMMARY_ = addRow("SUMMARY", ConvNormActivation.builder(CONVENTIONS, 1, 1)
                .activation(Activation.RELU6).build());
        CONVENTIONS_ = addRow("CONVENTIONS", ConvNormActivation.builder(CONVENTIONS, 1, 1)
                .activation(Activation.RELU6).build());
        yield = addRow("yield", ConvNormActivation.builder(CONVENTIONS, 1, 1)
                .activation(Activation.RELU6).build());
        record = addRow("record", ConvNormActivation.builder(CONVENTIONS, 1, 1)
                .activation(Activation.RELU6).build());
        $ = addRow("$", ConvNormActivation.builder(CONVENTIONS, 1, 1)
                .activation(Activation.RELU6).build());
        straße = addRow("straße", ConvNormActivation.builder(CONVENTIONS, 1, 1)
                .activation(Activation.RELU6).build());
        lastConv1x1 = addRow("lastConv1x1", ConvNormActivation.builder(CONVENTIONS, 1, 1)
                .activation(Activation.RELU6).build());
        ConvNormActivation_ = addRow("ConvNormActivation", ConvNormActivation.builder(CONVENTIONS, 1, 1)
                .activation(Activation.RELU6).build());
        Activation_ = addRow("Activation", ConvNormActivation.builder(CONVENTIONS, 1, 1)
                .activation(Activation.RELU6).build());
        Padding_ = addRow("Padding", ConvNormActivation.builder(CONVENTIONS, 1, 1)
                .activation(Activation.RELU6).build());
        List_ = addRow("List", ConvNormActivation.builder(CONVENTIONS, 1, 1)
                .activation(Activation.RELU6).build());
        Pass_ = addRow("Pass", ConvNormActivation.builder(CONVENTIONS, 1, 1)
                .activation(Activation.RELU6).build());
        Pooling_ = addRow("Pooling", Pooling.globalAverage());
        WeirdNames = addRow("WeirdNames", new Dropout(0.5f));
        NDArray = addRow("NDArray", new Dense(1, classes, Activation.LINEAR));
    }

    @Override
    protected NDList forwardInternal(ParameterStore store, NDList inputs, boolean training,
            PairList<String, Object> params) {
        return new NDList(Pass.of(store, images(inputs), training)
                .through(this.store)
                .through(images)
                .through(this.inputs)
                .through(this.training)
                .through(this.params)
                .through(parameters)
                .through(classes_)
                .through(SUMMARY_)
                .through(CONVENTIONS_)
                .through(yield)
                .through(record)
                .through($)
                .through(straße)
                .through(lastConv1x1)
                .through(ConvNormActivation_)
                .through(Activation_)
                .through(Padding_)
                .through(List_)
                .through(Pass_)
                .through(Pooling_)
                .through(WeirdNames)
                .through(NDArray)
                .output());
    }

    @Override
    public WeirdNames.Row endpoints(ParameterStore store, NDArray images, boolean training) {
        NDArray store_ = this.store.forward(store, images(new NDList(images)), training);
        NDArray images_ = this.images.forward(store, store_, training);
        NDArray inputs = this.inputs.forward(store, images_, training);
        NDArray training_ = this.training.forward(store, inputs, training);
        NDArray params = this.params.forward(store, training_, training);
        NDArray parameters = this.parameters.forward(store, params, training);
        NDArray classes = this.classes_.forward(store, parameters, training);
        NDArray SUMMARY = this.SUMMARY_.forward(store, classes, training);
        NDArray CONVENTIONS = this.CONVENTIONS_.forward(store, SUMMARY, training);
        NDArray yield = this.yield.forward(store, CONVENTIONS, training);
        NDArray record = this.record.forward(store, yield, training);
        NDArray $ = this.$.forward(store, record, training);
        NDArray straße = this.straße.forward(store, $, training);
        NDArray lastConv1x1 = this.lastConv1x1.forward(store, straße, training);
        NDArray ConvNormActivation = this.ConvNormActivation_.forward(store, lastConv1x1, training);
        NDArray Activation = this.Activation_.forward(store, ConvNormActivation, training);
        NDArray Padding = this.Padding_.forward(store, Activation, training);
        NDArray List = this.List_.forward(store, Padding, training);
        NDArray Pass = this.Pass_.forward(store, List, training);
        NDArray Pooling = this.Pooling_.forward(store, Pass, training);
        NDArray WeirdNames = this.WeirdNames.forward(store, Pooling, training);
        NDArray NDArray = this.NDArray.forward(store, WeirdNames, training);
        return new WeirdNames.Row(store_, images_, inputs, training_, params, parameters, classes,
                SUMMARY, CONVENTIONS, yield, record, $, straße, lastConv1x1, ConvNormActivation,
                Activation, Padding, List, Pass, Pooling, WeirdNames, NDArray);
    }

    /** {@return the layer of {@link WeirdNames.Row#store()}} */
    public ConvNormActivation store() { return store; }
    /** {@return the layer of {@link WeirdNames.Row#images()}} */
    public ConvNormActivation images() { return images; }
    /** {@return the layer of {@link WeirdNames.Row#inputs()}} */
    public ConvNormActivation inputs() { return inputs; }
    /** {@return the layer of {@link WeirdNames.Row#training()}} */
    public ConvNormActivation training() { return training; }
    /** {@return the layer of {@link WeirdNames.Row#params()}} */
    public ConvNormActivation params() { return params; }
    /** {@return the layer of {@link WeirdNames.Row#parameters()}} */
    public ConvNormActivation parameters() { return parameters; }
    /** {@return the layer of {@link WeirdNames.Row#classes()}} */
    public ConvNormActivation classes() { return classes_; }
    /** {@return the layer of {@link WeirdNames.Row#SUMMARY()}} */
    public ConvNormActivation SUMMARY() { return SUMMARY_; }
    /** {@return the layer of {@link WeirdNames.Row#CONVENTIONS()}} */
    public ConvNormActivation CONVENTIONS() { return CONVENTIONS_; }
    /** {@return the layer of {@link WeirdNames.Row#yield()}} */
    public ConvNormActivation yield() { return yield; }
    /** {@return the layer of {@link WeirdNames.Row#record()}} */
    public ConvNormActivation record() { return record; }
    /** {@return the layer of {@link WeirdNames.Row#$()}} */
    public ConvNormActivation $() { return $; }
    /** {@return the layer of {@link WeirdNames.Row#straße()}} */
    public ConvNormActivation straße() { return straße; }
    /** {@return the layer of {@link WeirdNames.Row#lastConv1x1()}} */
    public ConvNormActivation lastConv1x1() { return lastConv1x1; }
    /** {@return the layer of {@link WeirdNames.Row#ConvNormActivation()}} */
    public ConvNormActivation ConvNormActivation() { return ConvNormActivation_; }
    /** {@return the layer of {@link WeirdNames.Row#Activation()}} */
    public ConvNormActivation Activation() { return Activation_; }
    /** {@return the layer of {@link WeirdNames.Row#Padding()}} */
    public ConvNormActivation Padding() { return Padding_; }
    /** {@return the layer of {@link WeirdNames.Row#List()}} */
    public ConvNormActivation List() { return List_; }
    /** {@return the layer of {@link WeirdNames.Row#Pass()}} */
    public ConvNormActivation Pass() { return Pass_; }
    /** {@return the layer of {@link WeirdNames.Row#Pooling()}} */
    public Pooling Pooling() { return Pooling_; }
    /** {@return the layer of {@link WeirdNames.Row#WeirdNames()}} */
    public Dropout WeirdNames() { return WeirdNames; }
    /** {@return the layer of {@link WeirdNames.Row#NDArray()}} */
    public Dense NDArray() { return NDArray; }

    @Override
    public WeirdNames_RowBlock fold(NDManager manager) {
        return foldInto(new WeirdNames_RowBlock(summary().classes()), manager);
    }

    /** The rows of the table, for {@code freezeThrough} and {@code layer}. */
    @GeneratedBlock
    public enum Row {
        /** {@link WeirdNames.Row#store()} */ STORE,
        /** {@link WeirdNames.Row#images()} */ IMAGES,
        /** {@link WeirdNames.Row#inputs()} */ INPUTS,
        /** {@link WeirdNames.Row#training()} */ TRAINING,
        /** {@link WeirdNames.Row#params()} */ PARAMS,
        /** {@link WeirdNames.Row#parameters()} */ PARAMETERS,
        /** {@link WeirdNames.Row#classes()} */ CLASSES,
        /** {@link WeirdNames.Row#SUMMARY()} */ SUMMARY,
        /** {@link WeirdNames.Row#CONVENTIONS()} */ CONVENTIONS,
        /** {@link WeirdNames.Row#yield()} */ YIELD,
        /** {@link WeirdNames.Row#record()} */ RECORD,
        /** {@link WeirdNames.Row#$()} */ $,
        /** {@link WeirdNames.Row#straße()} */ STRASSE,
        /** {@link WeirdNames.Row#lastConv1x1()} */ LAST_CONV1X1,
        /** {@link WeirdNames.Row#ConvNormActivation()} */ CONV_NORM_ACTIVATION,
        /** {@link WeirdNames.Row#Activation()} */ ACTIVATION,
        /** {@link WeirdNames.Row#Padding()} */ PADDING,
        /** {@link WeirdNames.Row#List()} */ LIST,
        /** {@link WeirdNames.Row#Pass()} */ PASS,
        /** {@link WeirdNames.Row#Pooling()} */ POOLING,
        /** {@link WeirdNames.Row#WeirdNames()} */ WEIRD_NAMES,
        /** {@link WeirdNames.Row#NDArray()} */ ND_ARRAY
    }
}
