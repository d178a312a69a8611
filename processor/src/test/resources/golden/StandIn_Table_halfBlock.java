package tiny;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.github.blockwright.runtime.blocks.GeneratedBlock;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.blocks.NetworkSummary;
import io.github.blockwright.runtime.layers.Layer;
import javax.annotation.processing.Generated;

/**
 * In the place of a block that could not be generated, because its table has mistakes.
 */
@Generated("io.github.blockwright.processor.NetworkProcessor")
@GeneratedBlock
@SuppressWarnings({"deprecation", "removal"})
public final class Table_halfBlock extends NetworkBlock<Table, TableBlock.Row> {
    public static final NetworkSummary SUMMARY = null;

    public Table_halfBlock() {
        super(SUMMARY);
    }

    public Table_halfBlock(int classes) {
        super(SUMMARY);
    }

    @Override
    protected NDList forwardInternal(ParameterStore store, NDList inputs, boolean training,
            PairList<String, Object> params) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Table endpoints(ParameterStore store, NDArray images, boolean training) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Table_halfBlock fold(NDManager manager) {
        throw new UnsupportedOperationException();
    }

    public Layer stem() {
        throw new UnsupportedOperationException();
    }

    public Layer pooled() {
        throw new UnsupportedOperationException();
    }

    public Layer logits() {
        throw new UnsupportedOperationException();
    }
}
