package io.github.blockwright.processor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import io.github.blockwright.runtime.blocks.Inference;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.blocks.Window;
import io.github.blockwright.runtime.layers.Layer;
import java.util.List;
import java.util.stream.LongStream;
import org.assertj.core.api.SoftAssertions;

/** What a position of a built block's row depends on: it is not a number where a line of the image is not. */
final class ReceptiveField {
    private ReceptiveField() {}

    /** Requires that the middle of each row's map sees the outermost lines of its window, and none beside them. */
    static void requireThatOf(NetworkBlock<?, ?> block, NDManager manager) {
        List<Layer> layers =
                block.getChildren().values().stream().map(Layer.class::cast).toList();
        SoftAssertions softly = new SoftAssertions();
        for (int row = 0; row < layers.size(); row++) {
            Window window = block.summary().windows().get(row);
            Shape output = block.summary().rows().get(row).output();
            if (!window.isBounded() || output.dimension() < 3) {
                break;
            }
            long position = output.get(1) / 2;
            long first = position * window.strides() - window.before();
            long last = first + window.extent() - 1;
            long height = block.summary().input().height();
            for (long line : LongStream.of(first - 1, first, last, last + 1)
                    .filter(line -> line >= 0 && line < height)
                    .toArray()) {
                softly.assertThat(sees(block, layers.subList(0, row + 1), line, position, manager))
                        .as("%s sees line %d", block.summary().rows().get(row).name(), line)
                        .isEqualTo(line >= first && line <= last);
            }
        }
        softly.assertAll();
    }

    private static boolean sees(
            NetworkBlock<?, ?> block, List<Layer> layers, long line, long position, NDManager manager) {
        try (NDManager scope = manager.newSubManager()) {
            NDArray x = scope.ones(block.summary().input().shape(1));
            x.set(new NDIndex(":, :, {}", line), Float.NaN);
            for (Layer layer : layers) {
                x = layer.forward(new Inference(scope), x, false);
            }
            // Any channel: halves of a block that goes around layers see less than others.
            return x.get(":, :, {}, {}", position, x.getShape().get(3) / 2)
                    .isNaN()
                    .any()
                    .getBoolean();
        }
    }
}
