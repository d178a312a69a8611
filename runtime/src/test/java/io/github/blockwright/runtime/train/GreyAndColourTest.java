package io.github.blockwright.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.modality.Classifications;
import io.github.blockwright.dsl.Activation;
import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.data.Augmentation;
import io.github.blockwright.runtime.data.Pictures;
import io.github.blockwright.runtime.layers.ConvNormActivation;
import io.github.blockwright.runtime.layers.Conventions;
import io.github.blockwright.runtime.layers.Dense;
import io.github.blockwright.runtime.layers.Pooling;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.serve.Classifier;
import io.github.blockwright.runtime.serve.Serving;
import io.github.blockwright.runtime.testing.RowsBlock;
import io.github.blockwright.runtime.testing.WithEngine;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Colour pictures for a network of one channel, grey ones for a network of three, from the folder to the answer. */
class GreyAndColourTest extends WithEngine {
    private static final Recipe RECIPE = Recipe.builder()
            .epochs(8)
            .batchSize(8)
            .augmentation(Augmentation.NONE)
            .build();

    @TempDir
    private Path folder;

    private static RowsBlock network(int channels) {
        InputSpec input = new InputSpec(
                8, 8, channels, 1 / 255.0, Collections.nCopies(channels, 0.5), Collections.nCopies(channels, 0.25));
        return RowsBlock.of(
                input,
                () -> RowsBlock.rows(
                        "stem",
                        ConvNormActivation.builder(Conventions.PYTORCH, channels, 8)
                                .kernel(3)
                                .build(),
                        "pooled",
                        Pooling.globalAverage(),
                        "logits",
                        new Dense(8, 2, Activation.LINEAR)));
    }

    /** Forty pictures, dark ones and bright ones. */
    private void draw(int type) throws IOException {
        for (int i = 0; i < 40; i++) {
            BufferedImage image = new BufferedImage(13, 11, type);
            int level = i % 2 == 0 ? 30 + i : 170 + i;
            for (int at = 0; at < 13 * 11; at++) {
                image.setRGB(at % 13, at / 13, (level << 16) | (level << 8) | level);
            }
            Path file = folder.resolve(i % 2 == 0 ? "dark" : "bright").resolve(i + ".png");
            Files.createDirectories(file.getParent());
            ImageIO.write(image, "png", file.toFile());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1, " + BufferedImage.TYPE_INT_RGB,
        "3, " + BufferedImage.TYPE_BYTE_GRAY,
        "1, " + BufferedImage.TYPE_BYTE_GRAY
    })
    void aNetworkOfOneOrThreeChannelsLearnsFromGreyAndColour(int channels, int type) throws IOException {
        draw(type);
        Pictures pictures = Pictures.of(folder);
        try (TrainedNetwork trained = Training.of(network(channels), RECIPE).quiet().run(pictures);
                Classifier classifier = trained.classifier()) {
            assertThat(trained.evaluation().accuracy()).isEqualTo(1);
            assertThat(classifier.evaluate(pictures).loss())
                    .isCloseTo(trained.evaluation().loss(), within(1e-3));
            Classifications answer = classifier.classify(folder.resolve("dark/2.png"));
            assertThat(answer.best().getClassName()).isEqualTo("dark");
        }
    }

    @Test
    void anotherNumberOfChannelsIsNamed() {
        RowsBlock four = network(4);
        four.initialize(manager);
        assertThatThrownBy(() -> Serving.of(four).classifier(List.of("dark", "bright")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Pictures are RGB or grey, but the table's input has 4 channels: give it 3 or 1");
        assertThatThrownBy(() -> {
                    draw(BufferedImage.TYPE_INT_RGB);
                    Training.of(network(4), RECIPE).quiet().run(Pictures.of(folder)).close();
                })
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Pictures are RGB or grey, but the network's input has 4 channels: give it 3 or 1");
    }
}
