package io.github.blockwright.processor;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.util.Pair;
import io.github.blockwright.runtime.blocks.Inference;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.data.ImageDataset;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.recipe.Schedule;
import io.github.blockwright.runtime.train.Training;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tables with every operator, generated, compiled, trained, folded, exported, saved and read back. */
class OperatorsAtWorkTest {
    private static final int IMAGES = 8;

    @TempDir
    private Path folder;

    static List<String> tables() {
        return Operators.TABLES;
    }

    @ParameterizedTest
    @MethodSource("tables")
    void whatATrainedNetworkComputesItComputesFoldedExportedAndReadBack(String table) throws Exception {
        try (NDManager manager = NDManager.newBaseManager()) {
            NetworkBlock<?, ?> block = network(table);
            block.initialize(manager);
            trainOneStep(block, manager);
            AtWork.disturb(block, manager);
            NDArray images = manager.randomNormal(block.summary().input().shape(IMAGES));
            NDArray expected = Inference.forward(block, images);

            AtWork.assertEqual(Inference.forward(block.fold(manager), images).toFloatArray(), expected);
            AtWork.assertEqual(AtWork.exported(block, images, folder), expected);
            assertThat(AtWork.readBack(block, network(table), images, folder)).isEqualTo(expected.toFloatArray());
        }
    }

    private static NetworkBlock<?, ?> network(String table) {
        return BuiltNetwork.of(table, "tables." + table + "Block").block();
    }

    /** Every row with weights learns, unless its table says that it does not. */
    private static void trainOneStep(NetworkBlock<?, ?> block, NDManager manager) {
        Map<String, float[]> before = BuiltNetwork.values(block);
        Recipe recipe = Recipe.builder()
                .epochs(1)
                .batchSize(IMAGES)
                .schedule(new Schedule.WarmUpCosine(0.1, 0.1))
                .build();
        Training.of(block, recipe).run(manager, noise(block), null);
        Map<String, float[]> after = BuiltNetwork.values(block);
        for (Pair<String, Block> row : block.getChildren()) {
            List<String> parameters = after.keySet().stream()
                    .filter(name -> name.startsWith(row.getKey() + "."))
                    .toList();
            assertThat(parameters.stream().anyMatch(name -> !Arrays.equals(before.get(name), after.get(name))))
                    .as("%s of %s learns", row.getKey(), block.summary().name())
                    .isEqualTo(!parameters.isEmpty());
        }
    }

    private static ImageDataset noise(NetworkBlock<?, ?> block) {
        Shape image = block.summary().input().shape(1);
        Random random = new Random(1);
        byte[][] pixels = new byte[IMAGES][Math.toIntExact(image.size())];
        int[] labels = new int[IMAGES];
        List<String> classes = AtWork.classes(block);
        for (int i = 0; i < IMAGES; i++) {
            random.nextBytes(pixels[i]);
            labels[i] = i % classes.size();
        }
        return new ImageDataset(
                Math.toIntExact(image.get(2)),
                Math.toIntExact(image.get(3)),
                Math.toIntExact(image.get(1)),
                classes,
                pixels,
                labels);
    }
}
