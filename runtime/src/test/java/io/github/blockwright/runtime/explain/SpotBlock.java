package io.github.blockwright.runtime.explain;

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
import io.github.blockwright.runtime.layers.Layer;
import io.github.blockwright.runtime.layers.Pass;
import io.github.blockwright.runtime.layers.Pooling;
import java.util.Collections;
import java.util.List;

/** What the processor would generate for a small table that tells {@link Spots}. */
final class SpotBlock extends NetworkBlock<SpotBlock.Table, SpotBlock.Row> {
    /** The table. */
    record Table(NDArray stem, NDArray stage1, NDArray head, NDArray pooled, NDArray logits) {}

    /** The rows of the table, in order. */
    enum Row {
        STEM,
        STAGE1,
        HEAD,
        POOLED,
        LOGITS
    }

    private final int channels;
    private final Task task;
    private final List<Layer> rows;

    SpotBlock(int channels, Task task) {
        super(new NetworkSummary(
                "Spot",
                new InputSpec(
                        32,
                        32,
                        channels,
                        1 / 255.0,
                        Collections.nCopies(channels, 0.5),
                        Collections.nCopies(channels, 0.25)),
                List.of(
                        new RowSummary("stem", "Conv 3×3 / 2", new Shape(8, 16, 16), 0, 0, 0),
                        new RowSummary("stage1", "Conv 3×3 / 2", new Shape(16, 8, 8), 0, 0, 0),
                        new RowSummary("head", "Conv 1×1", new Shape(16, 8, 8), 0, 0, 0),
                        new RowSummary("pooled", "GlobalAveragePool", new Shape(16), 0, 0, 0),
                        new RowSummary("logits", "Dense", new Shape(2), 0, 0, 0)),
                "spot",
                task));
        this.channels = channels;
        this.task = task;
        rows = List.of(
                addRow("stem", conv(channels, 8, 3, 2)),
                addRow("stage1", conv(8, 16, 3, 2)),
                addRow("head", conv(16, 16, 1, 1)),
                addRow("pooled", Pooling.globalAverage()),
                addRow("logits", new Dense(16, 2, Activation.LINEAR)));
    }

    private static ConvNormActivation conv(int channels, int filters, int kernel, int strides) {
        return ConvNormActivation.builder(Conventions.PYTORCH, channels, filters)
                .kernel(kernel)
                .strides(strides)
                .activation(Activation.RELU)
                .build();
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
        Pass pass = Pass.of(store, images(inputs), training);
        rows.forEach(pass::through);
        return new NDList(pass.output());
    }

    @Override
    public SpotBlock fold(NDManager manager) {
        return foldInto(new SpotBlock(channels, task), manager);
    }

    @Override
    public Table endpoints(ParameterStore store, NDArray images, boolean training) {
        NDArray[] outputs = new NDArray[rows.size()];
        NDArray x = images;
        for (int i = 0; i < outputs.length; i++) {
            x = rows.get(i).forward(store, x, training);
            outputs[i] = x;
        }
        return new Table(outputs[0], outputs[1], outputs[2], outputs[3], outputs[4]);
    }
}
