package io.github.blockwright.examples;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import io.github.blockwright.examples.cifar10.CifarMobileNetV2;
import io.github.blockwright.examples.cifar10.CifarMobileNetV2Block;
import io.github.blockwright.examples.imagenet.ImageNetMobileNetV2Block;
import io.github.blockwright.examples.imagenet.KerasMobileNetV2Block;
import io.github.blockwright.examples.quickstart.ShapesNetBlock;
import io.github.blockwright.examples.transfer.ArrowsVsHourglassesBlock;
import io.github.blockwright.examples.transfer.DogsVsCatsBlock;
import io.github.blockwright.runtime.blocks.Inference;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.blocks.NetworkSummary;
import io.github.blockwright.runtime.blocks.RowSummary;
import io.github.blockwright.runtime.blocks.base.Layer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExampleTablesTest {
    static Stream<NetworkBlock<?, ?>> examples() {
        return Stream.of(
                new CifarMobileNetV2Block(),
                new ImageNetMobileNetV2Block(),
                new KerasMobileNetV2Block(),
                new ShapesNetBlock(),
                new DogsVsCatsBlock(),
                new ArrowsVsHourglassesBlock());
    }

    @Test
    void theLecturesTableHasItsPublishedCounts() {
        NetworkSummary summary = CifarMobileNetV2Block.SUMMARY;
        assertThat(summary.parameters()).isEqualTo(2_236_682);
        assertThat(summary.statistics()).isEqualTo(34_112);
        assertThat(summary.multiplyAdds()).isEqualTo(6_124_928);
    }

    @Test
    void theImageNetTableHasItsPublishedCounts() {
        NetworkSummary summary = ImageNetMobileNetV2Block.SUMMARY;
        assertThat(summary.parameters()).isEqualTo(3_504_872);
        assertThat(summary.statistics()).isEqualTo(34_112);
        assertThat(summary.multiplyAdds()).isEqualTo(300_774_272);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyRowOfTheBuiltBlockIsWhatTheSummarySays(NetworkBlock<?, ?> block) {
        try (NDManager manager = NDManager.newBaseManager()) {
            block.initialize(manager);
            NDArray x = manager.ones(block.summary().input().shape(1));
            List<Block> layers = block.getChildren().values();
            assertThat(layers).hasSameSizeAs(block.summary().rows());
            for (int i = 0; i < layers.size(); i++) {
                RowSummary row = block.summary().rows().get(i);
                Layer layer = (Layer) layers.get(i);
                assertThat(count(layer, true)).as("parameters of %s", row).isEqualTo(row.parameters());
                assertThat(count(layer, false)).as("statistics of %s", row).isEqualTo(row.statistics());
                x = layer.forward(new Inference(manager), x, false);
                assertThat(x.getShape().slice(1)).as("output of %s", row).isEqualTo(row.output());
            }
        }
    }

    @Test
    void endpointsAreTheMapsOfEveryRow() {
        CifarMobileNetV2Block block = new CifarMobileNetV2Block();
        try (NDManager manager = NDManager.newBaseManager()) {
            block.initialize(manager);
            CifarMobileNetV2 maps = block.endpoints(manager.ones(new Shape(2, 3, 32, 32)));
            assertThat(maps.stage2().getShape()).isEqualTo(new Shape(2, 24, 8, 8));
            assertThat(maps.stage4().getShape()).isEqualTo(new Shape(2, 64, 2, 2));
            NDArray logits = Inference.forward(block, manager.ones(new Shape(2, 3, 32, 32)));
            assertThat(maps.logits().toFloatArray()).isEqualTo(logits.toFloatArray());
        }
    }

    private static long count(Layer layer, boolean trainable) {
        return layer.getParameters().values().stream()
                .filter(parameter -> Layer.isTrainable(parameter) == trainable)
                .map(Parameter::getArray)
                .mapToLong(NDArray::size)
                .sum();
    }
}
