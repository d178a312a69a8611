package io.github.blockwright.processor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.nn.Block;
import io.github.blockwright.runtime.blocks.Inference;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.blocks.RowSummary;
import io.github.blockwright.runtime.blocks.Window;
import io.github.blockwright.runtime.layers.Layer;
import io.github.blockwright.runtime.layers.SqueezeExcitation;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.SoftAssertions;

/** What a position of a built block's row depends on: it is not a number where a line of the image is not. */
final class ReceptiveField {
    private static final int HEIGHT = 2;
    private static final int WIDTH = 3;

    private final NetworkBlock<?, ?> block;
    private final NDManager manager;
    private final SoftAssertions softly = new SoftAssertions();

    private ReceptiveField(NetworkBlock<?, ?> block, NDManager manager) {
        this.block = block;
        this.manager = manager;
    }

    /**
     * Requires that the middle of each row's map sees the outermost lines and columns of its window, and none beside them;
     * from a squeeze on, that it sees what any position does.
     *
     * @param knowsWidth whether windows along the width begin where those along the height do, see {@link Window}
     */
    static void requireThatOf(NetworkBlock<?, ?> block, boolean knowsWidth, NDManager manager) {
        ReceptiveField field = new ReceptiveField(block, manager);
        boolean squeezed = false;
        for (int row = 0; row < block.getChildren().size(); row++) {
            RowSummary summary = block.summary().rows().get(row);
            squeezed |= squeezes(block.getChildren().get(row).getValue());
            if (!block.summary().windows().get(row).isBounded()
                    || summary.output().dimension() < 3) {
                break;
            }
            for (int axis : new int[] {HEIGHT, WIDTH}) {
                boolean[] seen = field.seen(row, axis, false);
                if (squeezed) {
                    field.softly.assertThat(seen).as(summary.name()).isEqualTo(field.seen(row, axis, true));
                } else if (axis == HEIGHT || knowsWidth) {
                    field.requireWindow(row, axis, seen);
                } else {
                    field.requireExtent(row, seen);
                }
            }
        }
        field.softly.assertAll();
    }

    private static boolean squeezes(Block layer) {
        return layer instanceof SqueezeExcitation
                || layer.getChildren().values().stream().anyMatch(ReceptiveField::squeezes);
    }

    private long position(int row, int axis) {
        return block.summary().rows().get(row).output().get(axis - 1) / 2;
    }

    private void requireWindow(int row, int axis, boolean... seen) {
        Window window = block.summary().windows().get(row);
        long first = position(row, axis) * window.strides() - window.before();
        long last = first + window.extent() - 1;
        for (int line = 0; line < seen.length; line++) {
            // Within it, strides larger than a kernel leave gaps.
            if (line <= first || line >= last) {
                softly.assertThat(seen[line])
                        .as(
                                "%s sees %s %d",
                                block.summary().rows().get(row).name(), axis == HEIGHT ? "line" : "column", line)
                        .isEqualTo(line >= first && line <= last);
            }
        }
    }

    /** Where a window begins is not known: how many columns there are from the first that is seen to the last. */
    private void requireExtent(int row, boolean... seen) {
        Window window = block.summary().windows().get(row);
        int[] columns =
                IntStream.range(0, seen.length).filter(column -> seen[column]).toArray();
        long extent = columns.length == 0 ? 0 : columns[columns.length - 1] - columns[0] + 1;
        String name = block.summary().rows().get(row).name() + ", columns";
        softly.assertThat(extent).as(name).isLessThanOrEqualTo(window.extent());
        long first = position(row, WIDTH) * window.strides() - window.before();
        long most = 2 * window.strides();
        if (first >= most && first + window.extent() + most <= seen.length) {
            softly.assertThat(extent).as(name).isEqualTo(window.extent());
        }
    }

    /**
     * Whether the middle of a row's map, or any position, sees each line, or each column: in a batch, each is no number in one
     * image.
     */
    private boolean[] seen(int row, int axis, boolean anywhere) {
        List<Layer> layers = block.getChildren().values().subList(0, row + 1).stream()
                .map(Layer.class::cast)
                .toList();
        try (NDManager scope = manager.newSubManager()) {
            long[] shape = block.summary().input().shape(1).getShape();
            int lines = Math.toIntExact(shape[axis]);
            NDArray x = scope.ones(block.summary().input().shape(lines));
            for (int line = 0; line < lines; line++) {
                x.set(new NDIndex(axis == HEIGHT ? "{}, :, {}" : "{}, :, :, {}", line, line), Float.NaN);
            }
            for (Layer layer : layers) {
                x = layer.forward(new Inference(scope), x, false);
            }
            // Any channel: halves of a block that goes around layers see less than others.
            boolean[] values = (anywhere ? x : x.get(":, :, {}, {}", position(row, HEIGHT), position(row, WIDTH)))
                    .isNaN()
                    .toBooleanArray();
            int each = values.length / lines;
            boolean[] seen = new boolean[lines];
            for (int i = 0; i < values.length; i++) {
                seen[i / each] |= values[i];
            }
            return seen;
        }
    }
}
