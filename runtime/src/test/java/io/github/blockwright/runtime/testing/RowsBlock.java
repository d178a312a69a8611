package io.github.blockwright.runtime.testing;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.blocks.NetworkSummary;
import io.github.blockwright.runtime.blocks.RowSummary;
import io.github.blockwright.runtime.layers.Layer;
import io.github.blockwright.runtime.layers.Pass;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A network of whatever rows a test needs. */
public final class RowsBlock extends NetworkBlock<RowsBlock.Nothing, RowsBlock.Row> {
    /** The activations, at which these tests do not look. */
    public record Nothing() {}

    /** The first row, whatever it is called; the others have no constant. */
    public enum Row {
        FIRST
    }

    private final InputSpec input;
    private final Supplier<Map<String, Layer>> supplier;
    private final Map<String, Layer> rows;

    private RowsBlock(InputSpec input, Supplier<Map<String, Layer>> supplier, Map<String, Layer> rows) {
        super(new NetworkSummary("Rows", input, summaries(rows, input.shape(1)), "rows"));
        this.input = input;
        this.supplier = supplier;
        this.rows = rows;
        rows.forEach(this::addRow);
    }

    /** @param rows gives new layers at every call, in order, by their rows' names */
    public static RowsBlock of(InputSpec input, Supplier<Map<String, Layer>> rows) {
        return new RowsBlock(input, rows, rows.get());
    }

    /** Two colour channels of 19 × 14 pixels: an odd and an even side, at which the kinds of padding differ. */
    public static InputSpec oddAndEven() {
        return new InputSpec(19, 14, 2, 1 / 255.0, List.of(0.4, 0.6), List.of(0.2, 0.3));
    }

    /** Rows in the order in which they are given. */
    public static Map<String, Layer> rows(Object... namesAndLayers) {
        Map<String, Layer> rows = new LinkedHashMap<>();
        for (int i = 0; i < namesAndLayers.length; i += 2) {
            rows.put((String) namesAndLayers[i], (Layer) namesAndLayers[i + 1]);
        }
        return rows;
    }

    /** Gives all parameters other values than new ones have; they stay positive where they are, as variances must. */
    public static void disturb(NetworkBlock<?, ?> block, NDManager manager) {
        for (Parameter parameter : block.getParameters().values()) {
            try (NDArray values = parameter.getArray().stopGradient();
                    NDArray noise = manager.randomUniform(-0.3f, 0.5f, values.getShape())) {
                values.addi(noise);
            }
        }
    }

    private static List<RowSummary> summaries(Map<String, Layer> rows, Shape input) {
        List<RowSummary> summaries = new ArrayList<>();
        Shape shape = input;
        for (Map.Entry<String, Layer> row : rows.entrySet()) {
            shape = row.getValue().outputShape(shape);
            String operator = row.getValue().getClass().getSimpleName();
            summaries.add(new RowSummary(row.getKey(), operator, shape.slice(1), 0, 0, 0));
        }
        return summaries;
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
        Pass pass = Pass.of(store, images(inputs), training);
        rows.values().forEach(pass::through);
        return new NDList(pass.output());
    }

    @Override
    public Nothing endpoints(ParameterStore store, NDArray images, boolean training) {
        return new Nothing();
    }

    @Override
    public RowsBlock fold(NDManager manager) {
        return foldInto(of(input, supplier), manager);
    }
}
