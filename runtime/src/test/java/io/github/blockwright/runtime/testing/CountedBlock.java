package io.github.blockwright.runtime.testing;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.github.blockwright.dsl.Activation;
import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.blocks.NetworkSummary;
import io.github.blockwright.runtime.blocks.RowSummary;
import io.github.blockwright.runtime.layers.ConvNormActivation;
import io.github.blockwright.runtime.layers.Conventions;
import io.github.blockwright.runtime.layers.Dense;
import io.github.blockwright.runtime.layers.Flatten;
import io.github.blockwright.runtime.layers.Layer;
import io.github.blockwright.runtime.layers.Pass;
import java.util.List;

/** A network whose first row counts the images that pass through it. */
public final class CountedBlock extends NetworkBlock<CountedBlock.Table, CountedBlock.Row> {
    /** The table. */
    public record Table(NDArray counted, NDArray flat, NDArray logits) {}

    /** The rows of the table, in order. */
    public enum Row {
        COUNTED,
        FLAT,
        LOGITS
    }

    private final Counting counted;
    private final Flatten flat;
    private final Dense logits;

    public CountedBlock() {
        this(new InputSpec(8, 8, 3, 1 / 255.0, List.of(0.5, 0.5, 0.5), List.of(0.5, 0.5, 0.5)));
    }

    public CountedBlock(InputSpec input) {
        super(new NetworkSummary(
                "Counted",
                input,
                List.of(
                        new RowSummary("counted", "Conv 3×3 / 4", new Shape(4, 2, 2), 116, 8, 432),
                        new RowSummary("flat", "Flatten", new Shape(16), 0, 0, 0),
                        new RowSummary("logits", "Dense", new Shape(3), 51, 0, 48)),
                "counted"));
        counted = addRow("counted", new Counting());
        flat = addRow("flat", new Flatten());
        logits = addRow("logits", new Dense(16, 3, Activation.LINEAR));
    }

    /** How many images passed through the first row so far. */
    public long count() {
        return counted.images;
    }

    private static final class Counting extends Layer {
        private final ConvNormActivation conv;
        private long images;

        Counting() {
            conv = addChild(
                    "conv",
                    ConvNormActivation.builder(Conventions.PYTORCH, 3, 4)
                            .kernel(3)
                            .strides(4)
                            .activation(Activation.RELU)
                            .build());
        }

        @Override
        public NDArray forward(ParameterStore store, NDArray x, boolean training) {
            images += x.getShape().get(0);
            return conv.forward(store, x, training);
        }
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
        return new NDList(Pass.of(store, images(inputs), training)
                .through(counted)
                .through(flat)
                .through(logits)
                .output());
    }

    @Override
    public CountedBlock fold(NDManager manager) {
        return foldInto(new CountedBlock(summary().input()), manager);
    }

    @Override
    public Table endpoints(ParameterStore store, NDArray images, boolean training) {
        NDArray countedOutput = counted.forward(store, images, training);
        NDArray flatOutput = flat.forward(store, countedOutput, training);
        return new Table(countedOutput, flatOutput, logits.forward(store, flatOutput, training));
    }
}
