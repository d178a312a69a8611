package io.github.blockwright.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blockwright.runtime.data.Augmentation;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.report.LearningRateRange;
import io.github.blockwright.runtime.testing.Colours;
import io.github.blockwright.runtime.testing.TinyBlock;
import io.github.blockwright.runtime.testing.WithEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RangeTestTest extends WithEngine {
    @Test
    void theRateRisesAndTheBlockStaysAsItIs(@TempDir Path directory) throws IOException {
        TinyBlock block = new TinyBlock();
        block.initialize(manager);
        Map<String, float[]> before = values(block);
        Recipe recipe =
                Recipe.builder().batchSize(16).augmentation(Augmentation.NONE).build();
        LearningRateRange range =
                new InMemoryTraining(Training.of(block, recipe)).learningRateRange(manager, Colours.generate(96, 1));

        assertSame(values(block), before);
        assertThat(range.rates()).isSorted().hasSizeLessThanOrEqualTo(150);
        assertThat(range.rates().get(0)).isCloseTo(1e-5, Offset.offset(1e-12));
        assertThat(range.suggestion()).isBetween(1e-4, 1.0);
        Path png = directory.resolve("range.png");
        range.write(png, "Tiny");
        assertThat(ImageIO.read(png.toFile()).getWidth()).isEqualTo(800);
    }

    @Test
    void theSuggestionIsATenthOfTheRateOfTheLowestSmoothedLoss() {
        LearningRateRange range =
                new LearningRateRange(List.of(0.001, 0.01, 0.1, 1.0, 10.0), List.of(2.0, 1.5, 0.5, 3.0, 9.0));
        assertThat(range.smoothed().get(1)).isCloseTo((0.9 * 2 + 1.5) / 1.9, Offset.offset(1e-9));
        assertThat(range.lowest()).isEqualTo(0.1);
        assertThat(range.suggestion()).isCloseTo(0.01, Offset.offset(1e-12));
        assertThat(range)
                .hasToString(
                        "suggested learning rate 0.010, a tenth of 0.10, at which the loss was lowest of 5 steps from"
                                + " 0.0010 to 10");
    }
}
