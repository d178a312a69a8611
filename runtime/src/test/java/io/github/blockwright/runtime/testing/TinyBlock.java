package io.github.blockwright.runtime.testing;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.github.blockwright.dsl.Activation;
import io.github.blockwright.dsl.Task;
import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.blocks.NetworkSummary;
import io.github.blockwright.runtime.blocks.RowSummary;
import io.github.blockwright.runtime.layers.ConvNormActivation;
import io.github.blockwright.runtime.layers.Conventions;
import io.github.blockwright.runtime.layers.Dense;
import io.github.blockwright.runtime.layers.Dropout;
import io.github.blockwright.runtime.layers.InvertedResidual;
import io.github.blockwright.runtime.layers.Pass;
import io.github.blockwright.runtime.layers.Pooling;
import io.github.blockwright.runtime.layers.Stage;
import java.util.List;

/**
 * What the processor would generate for {@link Tiny}, written by hand: 8 × 8 images, of which the second stage sees a 1
 * × 1 map.
 */
public final class TinyBlock extends NetworkBlock<Tiny, TinyBlock.Row> {
    /** The rows of the table, in order. */
    public enum Row {
        STEM,
        STAGE1,
        STAGE2,
        HEAD,
        POOLED,
        REGULARISED,
        LOGITS
    }

    /** The table with its shapes and costs. */
    public static final NetworkSummary SUMMARY = new NetworkSummary(
            "Tiny",
            new InputSpec(8, 8, 3, 1 / 127.5, List.of(1.0, 1.0, 1.0), List.of(1.0, 1.0, 1.0)),
            List.of(
                    new RowSummary("stem", "Conv 3×3 / 2", new Shape(8, 4, 4), 232, 16, 3456),
                    new RowSummary("stage1", "2 × InvertedResidual 2, 3×3 / 2", new Shape(8, 2, 2), 960, 160, 4736),
                    new RowSummary("stage2", "2 × InvertedResidual 2, 3×3 / 2", new Shape(12, 1, 1), 1464, 208, 1640),
                    new RowSummary("head", "Conv 1×1", new Shape(16, 1, 1), 224, 32, 192),
                    new RowSummary("pooled", "GlobalAveragePool", new Shape(16), 0, 0, 0),
                    new RowSummary("regularised", "Dropout 0.2", new Shape(16), 0, 0, 0),
                    new RowSummary("logits", "Dense", new Shape(3), 51, 0, 48)),
            "tiny-3");

    private final ConvNormActivation stem;
    private final Stage stage1;
    private final Stage stage2;
    private final ConvNormActivation head;
    private final Pooling pooled;
    private final Dropout regularised;
    private final Dense logits;

    /** A network for three classes. */
    public TinyBlock() {
        this(3);
    }

    /** The same for another number of classes. */
    public TinyBlock(int classes) {
        this(SUMMARY.withClasses(classes));
    }

    /** Of a table that is as like it as can be. */
    public static TinyBlock ofAnotherTable() {
        return new TinyBlock(new NetworkSummary("Other", SUMMARY.input(), SUMMARY.rows(), "other"));
    }

    /** The same rows for several labels, which differ from those for one class in nothing but what they answer. */
    public static TinyBlock ofSeveralLabels() {
        return new TinyBlock(new NetworkSummary(
                SUMMARY.name(), SUMMARY.input(), SUMMARY.rows(), SUMMARY.fingerprint(), Task.MULTI_LABEL));
    }

    private TinyBlock(NetworkSummary summary) {
        super(summary);
        Conventions conventions = Conventions.PYTORCH;
        stem = addRow(
                "stem",
                ConvNormActivation.builder(conventions, 3, 8)
                        .kernel(3)
                        .strides(2)
                        .activation(Activation.RELU6)
                        .build());
        stage1 = addRow(
                "stage1",
                InvertedResidual.builder(conventions, 8, 8)
                        .expansion(2)
                        .strides(2)
                        .stage(2));
        stage2 = addRow(
                "stage2",
                InvertedResidual.builder(conventions, 8, 12)
                        .expansion(2)
                        .strides(2)
                        .stage(2));
        head = addRow(
                "head",
                ConvNormActivation.builder(conventions, 12, 16)
                        .activation(Activation.RELU6)
                        .build());
        pooled = addRow("pooled", Pooling.globalAverage());
        regularised = addRow("regularised", new Dropout(0.2f));
        logits = addRow("logits", new Dense(16, summary.classes(), Activation.LINEAR));
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
        return new NDList(Pass.of(store, images(inputs), training)
                .through(stem)
                .through(stage1)
                .through(stage2)
                .through(head)
                .through(pooled)
                .through(regularised)
                .through(logits)
                .output());
    }

    @Override
    public TinyBlock fold(NDManager manager) {
        return foldInto(new TinyBlock(summary()), manager);
    }

    @Override
    public Tiny endpoints(ParameterStore store, NDArray images, boolean training) {
        NDArray stemOutput = stem.forward(store, images(new NDList(images)), training);
        NDArray stage1Output = stage1.forward(store, stemOutput, training);
        NDArray stage2Output = stage2.forward(store, stage1Output, training);
        NDArray headOutput = head.forward(store, stage2Output, training);
        NDArray pooledOutput = pooled.forward(store, headOutput, training);
        NDArray regularisedOutput = regularised.forward(store, pooledOutput, training);
        NDArray logitsOutput = logits.forward(store, regularisedOutput, training);
        return new Tiny(
                stemOutput, stage1Output, stage2Output, headOutput, pooledOutput, regularisedOutput, logitsOutput);
    }
}
