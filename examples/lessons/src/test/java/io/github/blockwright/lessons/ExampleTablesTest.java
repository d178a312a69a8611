package io.github.blockwright.lessons;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import io.github.blockwright.lessons.transfer.ArrowsVsHourglassesBlock;
import io.github.blockwright.networks.AdaptedMobileNetV2Block;
import io.github.blockwright.networks.CifarMobileNetV2;
import io.github.blockwright.networks.CifarMobileNetV2Block;
import io.github.blockwright.networks.CifarMobileNetV3LargeBlock;
import io.github.blockwright.networks.CifarMobileNetV3SmallBlock;
import io.github.blockwright.networks.DogsVsCatsBlock;
import io.github.blockwright.networks.EfficientNetB0Block;
import io.github.blockwright.networks.EfficientNetLite0Block;
import io.github.blockwright.networks.ImageNetMobileNetV2Block;
import io.github.blockwright.networks.ImageNetMobileNetV2_035_224Block;
import io.github.blockwright.networks.KerasMobileNetV2Block;
import io.github.blockwright.networks.MnasNetA1Block;
import io.github.blockwright.networks.MnasNetB1Block;
import io.github.blockwright.networks.MobileNetV1Block;
import io.github.blockwright.networks.MobileNetV1_050Block;
import io.github.blockwright.networks.MobileNetV3LargeBlock;
import io.github.blockwright.networks.MobileNetV3SmallBlock;
import io.github.blockwright.networks.ShapesNetBlock;
import io.github.blockwright.runtime.blocks.Inference;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.blocks.NetworkSummary;
import io.github.blockwright.runtime.blocks.RowSummary;
import io.github.blockwright.runtime.layers.Convolution;
import io.github.blockwright.runtime.layers.Dense;
import io.github.blockwright.runtime.layers.Layer;
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
                new ImageNetMobileNetV2_035_224Block(),
                new KerasMobileNetV2Block(),
                new AdaptedMobileNetV2Block(),
                new MobileNetV1Block(),
                new MobileNetV1_050Block(),
                new MobileNetV3LargeBlock(),
                new MobileNetV3SmallBlock(),
                new CifarMobileNetV3LargeBlock(),
                new CifarMobileNetV3SmallBlock(),
                new MnasNetA1Block(),
                new MnasNetB1Block(),
                new EfficientNetB0Block(),
                new EfficientNetLite0Block(),
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
                assertThat(multiplyAdds(layer, x.getShape()))
                        .as("multiply-adds of %s", row)
                        .isEqualTo(row.multiplyAdds());
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

    /** Weights times output positions of every convolution, and weights of every dense layer. */
    private static long multiplyAdds(Block layer, Shape input) {
        if (layer instanceof Convolution convolution) {
            Shape output = convolution.outputShape(input);
            return weights(layer) * output.get(2) * output.get(3);
        }
        if (layer instanceof Dense) {
            return weights(layer);
        }
        long sum = 0;
        Shape shape = input;
        for (Block child : layer.getChildren().values()) {
            sum += multiplyAdds(child, shape);
            shape = child.getOutputShapes(new Shape[] {shape})[0];
        }
        return sum;
    }

    private static long weights(Block layer) {
        return layer.getDirectParameters().get("weight").getShape().size();
    }

    private static long count(Layer layer, boolean trainable) {
        return layer.getParameters().values().stream()
                .filter(parameter -> Layer.isTrainable(parameter) == trainable)
                .map(Parameter::getArray)
                .mapToLong(NDArray::size)
                .sum();
    }
}
