import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.github.blockwright.dsl.Padding;
import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.blocks.NetworkSummary;
import io.github.blockwright.runtime.blocks.RowSummary;
import io.github.blockwright.runtime.layers.Conventions;
import io.github.blockwright.runtime.layers.Flatten;
import io.github.blockwright.runtime.layers.InvertedResidual;
import io.github.blockwright.runtime.layers.Pass;
import java.util.List;
import javax.annotation.processing.Generated;

/**
 * {@link Stage} as a DJL block, generated from its table.
 *
 * <table>
 * <caption>One image of 1 × 4 × 4 through the network</caption>
 * <tr><th>row</th><th>operator</th><th>output</th><th>parameters</th><th>multiply-adds</th></tr>
 * <tr><td>only</td><td>InvertedResidual 3×3, t = 6, n = 2</td><td>1 × 4 × 4</td><td>184</td><td>2,112</td></tr>
 * <tr><td>flat</td><td>Flatten</td><td>16</td><td>0</td><td>0</td></tr>
 * <tr><td>total</td><td></td><td></td><td>184</td><td>2,112</td></tr>
 * </table>
 *
 * <p>Beside the parameters, batch normalisation keeps 52 running means and variances.
 */
@Generated("io.github.blockwright.processor.NetworkProcessor")
@SuppressWarnings({"deprecation", "removal"})
final class StageBlock extends NetworkBlock<Stage, StageBlock.Row> {
    /** The table with its shapes and costs, computed when this class was generated. */
    public static final NetworkSummary SUMMARY = new NetworkSummary(
            "Stage",
            new InputSpec(4, 4, 1, 1 / 127.5, List.of(1.0), List.of(1.0)),
            List.of(
                new RowSummary("only", "InvertedResidual 3×3, t = 6, n = 2", new Shape(1, 4, 4), 184, 52, 2112),
                new RowSummary("flat", "Flatten", new Shape(16), 0, 0, 0)),
            "e48b2f101f1316cb");

    private static final Conventions CONVENTIONS = new Conventions(1.0E-5f, 0.1f, Padding.SYMMETRIC);

    private final io.github.blockwright.runtime.layers.Stage only;
    private final Flatten flat;

    /** Builds the network; its parameters come with {@code initialize}. */
    StageBlock() {
        super(SUMMARY);
        only = addRow("only", InvertedResidual.builder(CONVENTIONS, 1, 1)
                .expansion(6).strides(1).stage(2));
        flat = addRow("flat", new Flatten());
    }

    @Override
    protected NDList forwardInternal(ParameterStore store, NDList inputs, boolean training,
            PairList<String, Object> params) {
        return new NDList(Pass.of(store, images(inputs), training)
                .through(only)
                .through(flat)
                .output());
    }

    @Override
    public Stage endpoints(ParameterStore store, NDArray images, boolean training) {
        NDArray only = this.only.forward(store, images(new NDList(images)), training);
        NDArray flat = this.flat.forward(store, only, training);
        return new Stage(only, flat);
    }

    /** {@return the layer of {@link Stage#only()}} */
    public io.github.blockwright.runtime.layers.Stage only() { return only; }
    /** {@return the layer of {@link Stage#flat()}} */
    public Flatten flat() { return flat; }

    @Override
    public StageBlock fold(NDManager manager) {
        return foldInto(new StageBlock(), manager);
    }

    /** The rows of the table, for {@code freezeThrough} and {@code layer}. */
    public enum Row {
        /** {@link Stage#only()} */ ONLY,
        /** {@link Stage#flat()} */ FLAT
    }
}
