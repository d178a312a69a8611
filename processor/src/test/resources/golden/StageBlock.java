import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.github.blockwright.dsl.Padding;
import io.github.blockwright.runtime.blocks.Footprint;
import io.github.blockwright.runtime.blocks.GeneratedBlock;
import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.blocks.NetworkSummary;
import io.github.blockwright.runtime.blocks.RowSummary;
import io.github.blockwright.runtime.blocks.Window;
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
 * <caption>One image of 1 × 4 × 4 through the network, in float32</caption>
 * <tr><th>row</th><th>operator</th><th>output</th><th>parameters</th><th>multiply-adds</th><th>KiB held</th><th>KiB moved</th><th>KiB of weights</th><th>multiply-adds per byte</th><th>sees</th><th>stride</th><th>padding</th></tr>
 * <tr><td>only</td><td>InvertedResidual 3×3, t = 6, n = 2</td><td>1 × 4 × 4</td><td>184</td><td>2,112</td><td>0.8</td><td>4.2</td><td>0.6</td><td>0.5</td><td>5</td><td>1</td><td>2</td></tr>
 * <tr><td>flat</td><td>Flatten</td><td>16</td><td>0</td><td>0</td><td>0.1</td><td>0.0</td><td>0.0</td><td>0.0</td><td>all</td><td></td><td></td></tr>
 * <tr><td>total</td><td></td><td></td><td>184</td><td>2,112</td><td>0.8</td><td>4.2</td><td>0.6</td><td>0.5</td><td></td><td></td><td></td></tr>
 * </table>
 *
 * <p>In int8, the maps held at once take 0.2 KiB and the weights 0.5 KiB; in float16, 0.4 KiB and 0.3 KiB. Beside the parameters, batch normalisation keeps 52 running means and variances.
 */
@Generated("io.github.blockwright.processor.NetworkProcessor")
@GeneratedBlock
@SuppressWarnings({"deprecation", "removal"})
final class StageBlock extends NetworkBlock<Stage, StageBlock.Row> {
    /** The table with its shapes and costs, computed when this class was generated. */
    public static final NetworkSummary SUMMARY = new NetworkSummary(
            "Stage",
            new InputSpec(4, 4, 1, 1 / 127.5, List.of(1.0), List.of(1.0)),
            List.of(
                new RowSummary("only", "InvertedResidual 3×3, t = 6, n = 2", new Shape(1, 4, 4), 184, 52, 2112, new Footprint(26, 208, 928, 2, new Window(5, 1, 2))),
                new RowSummary("flat", "Flatten", new Shape(16), 0, 0, 0, new Footprint(0, 16, 0, 0, Window.ALL))),
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
    @GeneratedBlock
    public enum Row {
        /** {@link Stage#only()} */ ONLY,
        /** {@link Stage#flat()} */ FLAT
    }
}
