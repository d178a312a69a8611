package io.github.blockwright.lessons.linearbottleneck.ablation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.github.blockwright.networks.CifarMobileNetV2Block;
import io.github.blockwright.runtime.data.Shapes;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.train.TrainingException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AblationTest {
    @TempDir
    private Path folder;

    private String run(int epochs, int seeds) throws IOException {
        Ablation ablation = new Ablation(
                Shapes.generate(16, 1, 32),
                Shapes.generate(8, 2, 32),
                Recipe.builder().epochs(epochs).batchSize(8),
                folder);
        return ablation.run(seeds, new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
    }

    @Test
    void allNetworksCostTheSame() {
        for (Arm arm : Arm.ALL) {
            var summary = arm.block().get().summary();
            assertThat(summary.multiplyAdds())
                    .as(arm.label())
                    .isCloseTo(CifarMobileNetV2Block.SUMMARY.multiplyAdds(), withinPercentage(0.2));
            assertThat(summary.parameters())
                    .as(arm.label())
                    .isCloseTo(CifarMobileNetV2Block.SUMMARY.parameters(), withinPercentage(0.21));
        }
    }

    @Test
    void everyNetworkIsTrainedFromEverySeedAndWhatIsDoneStays() throws IOException {
        String first = run(1, 1);
        assertThat(first.lines()).hasSize(1 + Arm.ALL.size());
        Path log = folder.resolve("NoShortcut-1").resolve("log.csv");
        String times = Files.readString(log);

        assertThat(run(1, 1)).isEqualTo(first);
        assertThat(Files.readString(log)).as("not trained again").isEqualTo(times);
        assertThat(Files.readAllLines(folder.resolve("ablation.csv")))
                .hasSize(1 + Arm.ALL.size())
                .contains("network,seed,accuracy,val_accuracy,val_loss");
        assertThat(ImageIO.read(folder.resolve("ablation.png").toFile()).getWidth())
                .isEqualTo(800);
    }

    @Test
    void aDirectoryOfAnotherComparisonIsRefused() throws IOException {
        Files.createDirectories(folder);
        run(1, 1);
        assertThatThrownBy(() -> run(2, 1)).isInstanceOf(TrainingException.class);
    }

    @Test
    void thereIsAtLeastOneSeed() {
        assertThatThrownBy(() -> run(1, 0)).hasMessage("There must be at least 1 seed, not 0");
    }
}
