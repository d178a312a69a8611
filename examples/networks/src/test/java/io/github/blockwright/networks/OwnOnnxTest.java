package io.github.blockwright.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import io.github.blockwright.runtime.blocks.Inference;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.export.Onnx;
import io.github.blockwright.runtime.weights.LoadReport;
import io.github.blockwright.runtime.weights.Weights;
import io.github.blockwright.runtime.weights.formats.WeightFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An ONNX model that was exported here, folded and under names of its own, as a source of weights. */
class OwnOnnxTest {
    @TempDir
    private Path folder;

    static List<Supplier<NetworkBlock<?, ?>>> networksWithBranches() {
        return List.of(
                ShuffleNetV2_050Block::new,
                SqueezeNetBlock::new,
                GhostNetBlock::new,
                RegNetY400MFBlock::new,
                ResNet18Block::new,
                MobileNetV3SmallBlock::new);
    }

    @ParameterizedTest
    @MethodSource("networksWithBranches")
    void itsLayersAreFoundByTheirOrder(Supplier<NetworkBlock<?, ?>> network) throws IOException {
        try (NDManager manager = NDManager.newBaseManager()) {
            NetworkBlock<?, ?> exported = random(network.get(), manager);
            Path file = folder.resolve("net.onnx");
            Onnx.export(exported, file);
            NetworkBlock<?, ?> loaded = network.get();

            LoadReport report = Weights.load(loaded, file, manager);

            assertThat(report.kept()).isEmpty();
            assertThat(outputs(loaded, manager)).containsExactly(outputs(exported, manager), Offset.offset(1e-4f));
        }
    }

    @Test
    void convolutionsThatAreNotPaddedAreNoneThatAre() throws IOException {
        try (NDManager manager = NDManager.newBaseManager()) {
            NetworkBlock<?, ?> squeeze = random(new SqueezeNetBlock(), manager);
            Path file = folder.resolve("squeeze.onnx");
            Onnx.export(squeeze, file);

            assertThatThrownBy(() -> Weights.load(new ResNet18Block(), file, manager))
                    .isInstanceOf(WeightFileException.class)
                    .hasMessageContaining("this is SqueezeNet as TORCHVISION with 1000 classes");
        }
    }

    /** With statistics that are none of a new block's, so that each layer's are told from another's. */
    private static NetworkBlock<?, ?> random(NetworkBlock<?, ?> block, NDManager manager) {
        block.initialize(manager);
        Random random = new Random(3);
        for (Parameter parameter : block.getParameters().values()) {
            if (parameter.getType() != Parameter.Type.WEIGHT) {
                NDArray array = parameter.getArray();
                float[] values = new float[(int) array.size()];
                boolean isSpread = parameter.getType() == Parameter.Type.RUNNING_VAR
                        || parameter.getType() == Parameter.Type.GAMMA;
                for (int i = 0; i < values.length; i++) {
                    values[i] = isSpread ? 0.8f + 0.4f * random.nextFloat() : 0.1f * (random.nextFloat() - 0.5f);
                }
                array.set(values);
            }
        }
        return block;
    }

    private static float[] outputs(NetworkBlock<?, ?> block, NDManager manager) {
        try (NDManager scope = manager.newSubManager()) {
            Shape shape = block.summary().input().shape(1);
            float[] pixels = new float[(int) shape.size()];
            Random random = new Random(4);
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = random.nextFloat() - 0.5f;
            }
            return Inference.forward(block, scope.create(pixels, shape)).toFloatArray();
        }
    }
}
