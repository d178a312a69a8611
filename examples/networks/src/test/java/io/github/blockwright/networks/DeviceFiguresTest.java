package io.github.blockwright.networks;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.nn.Block;
import com.google.protobuf.InvalidProtocolBufferException;
import io.github.blockwright.planner.ExportedFile;
import io.github.blockwright.runtime.blocks.Inference;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.blocks.NetworkSummary;
import io.github.blockwright.runtime.blocks.Window;
import io.github.blockwright.runtime.layers.Layer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What tables say of a device, against the exported files and the built blocks. */
class DeviceFiguresTest {
    static Stream<NetworkBlock<?, ?>> all() {
        return Networks.all().stream().map(network -> network.get());
    }

    /** Without squeezes, through which everything sees everything, and of both conventions of padding. */
    static Stream<NetworkBlock<?, ?>> withoutSqueezes() {
        return Stream.of(
                new CifarMobileNetV2Block(),
                new AdaptedMobileNetV2Block(),
                new ShapesNetBlock(),
                new ImageNetMobileNetV2_100_96Block(),
                new KerasMobileNetV2Block(),
                new MobileNetV1_050Block(),
                new MobileNetV4ConvSmallBlock(),
                new EfficientNetLite0Block(),
                new MnasNetB1Block(),
                new RegNetX400MFBlock(),
                new ResNet18Block(),
                new ResNet50Block(),
                new ShuffleNetV2Block(),
                new SqueezeNetBlock());
    }

    @ParameterizedTest
    @MethodSource("all")
    void memoryAndSizeAreWhatTheExportedFileTakes(NetworkBlock<?, ?> block) throws InvalidProtocolBufferException {
        try (NDManager manager = NDManager.newBaseManager()) {
            block.initialize(manager);
            ExportedFile.requireMemoryAndSizeOf(block);
        }
    }

    /** A position of a row's output depends on a column of the image if it is not a number where the column is not. */
    @ParameterizedTest
    @MethodSource("withoutSqueezes")
    void aRowSeesTheColumnsOfItsReceptiveFieldAndNoOthers(NetworkBlock<?, ?> block) {
        NetworkSummary summary = block.summary();
        long width = summary.input().width();
        List<Block> layers = block.getChildren().values();
        try (NDManager manager = NDManager.newBaseManager()) {
            block.initialize(manager);
            for (int row = 0; row < layers.size(); row++) {
                Window window = summary.windows().get(row);
                if (!window.isBounded()) {
                    break;
                }
                long position = summary.rows().get(row).output().get(2) / 2;
                long first = position * window.strides() - window.before();
                List<Long> columns = new ArrayList<>();
                for (long column :
                        new long[] {first - 1, first, first + window.extent() - 1, first + window.extent()}) {
                    if (column >= 0 && column < width) {
                        columns.add(column);
                    }
                }
                if (columns.isEmpty()) {
                    continue;
                }
                try (NDManager scope = manager.newSubManager()) {
                    NDArray x = scope.ones(summary.input().shape(columns.size()));
                    for (int i = 0; i < columns.size(); i++) {
                        x.set(new NDIndex("{}, :, :, {}", i, columns.get(i)), Float.NaN);
                    }
                    for (int i = 0; i <= row; i++) {
                        x = ((Layer) layers.get(i)).forward(new Inference(scope), x, false);
                    }
                    for (int i = 0; i < columns.size(); i++) {
                        long column = columns.get(i);
                        // Any channel: halves of a block that goes around layers see less than others.
                        boolean sees = x.get("{}, :, {}, {}", i, x.getShape().get(2) / 2, position)
                                .isNaN()
                                .any()
                                .getBoolean();
                        assertThat(sees)
                                .as(
                                        "%s of %s sees column %d",
                                        summary.rows().get(row).name(), summary.name(), column)
                                .isEqualTo(column >= first && column < first + window.extent());
                    }
                }
            }
        }
    }
}
