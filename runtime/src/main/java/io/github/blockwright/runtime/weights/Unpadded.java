package io.github.blockwright.runtime.weights;

import ai.djl.nn.Block;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.layers.Convolution;
import io.github.blockwright.runtime.weights.formats.WeightFile;
import io.github.blockwright.runtime.weights.formats.WeightFileException;

/** Convolutions without any padding, which neither names nor shapes of weights can tell from others. */
final class Unpadded {
    private Unpadded() {}

    /**
     * Compares their number where a file says what its convolutions do.
     *
     * @throws WeightFileException if it is another than the table's
     */
    static void requireSame(NetworkBlock<?, ?> block, WeightFile file) throws WeightFileException {
        int theirs = file.graph().unpadded();
        int own = count(block);
        if (!file.graph().layers().isEmpty() && theirs != own) {
            throw new WeightFileException(
                    file.source(),
                    theirs + " of its convolutions are not padded, and " + own + " of those of "
                            + block.summary().name(),
                    "use weights of a network that pads as its table says");
        }
    }

    private static int count(Block block) {
        if (block instanceof Convolution convolution) {
            long size = convolution.kernel();
            return size > 1 && convolution.before(size) + convolution.behind(size) == 0 ? 1 : 0;
        }
        return block.getChildren().values().stream().mapToInt(Unpadded::count).sum();
    }
}
