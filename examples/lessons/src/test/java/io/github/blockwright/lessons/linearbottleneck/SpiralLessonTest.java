package io.github.blockwright.lessons.linearbottleneck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpiralLessonTest {
    private NDManager manager;
    private NDArray spiral;

    @TempDir
    private Path folder;

    @BeforeEach
    void open() {
        manager = NDManager.newBaseManager();
        spiral = Spiral.points(manager, 100);
    }

    @AfterEach
    void close() {
        manager.close();
    }

    private ReluEmbedding embedding(int channels, double... entries) {
        return new ReluEmbedding(manager.create(entries, new Shape(2, channels)));
    }

    @Test
    void everyPointOfTheSpiralIsNearestToANeighbourAlongTheCurve() {
        // x, -x, y and -y: ReLU lets two of them through everywhere, and all distances stay.
        ReluEmbedding both = embedding(4, 1, -1, 0, 0, 0, 0, 1, -1);
        InformationLoss loss = InformationLoss.of(both, spiral);
        assertThat(loss.merged()).isZero();
        assertThat(loss.lost()).isZero();
    }

    @Test
    void aMatrixWithEveryChannelAndItsNegativeComesBackAtHalfSizeWithoutError() {
        ReluEmbedding both = embedding(4, 1, -1, 0, 0, 0, 0, 1, -1);
        NDArray back = both.project(both.embed(spiral));
        assertThat(back.sub(spiral.div(2)).abs().max().getDouble()).isLessThan(1e-12);
        assertThat(InformationLoss.of(both, spiral).error()).isLessThan(1e-6);
    }

    @Test
    void theAxesAsChannelsKeepTheFirstQuadrantAlone() {
        InformationLoss loss = InformationLoss.of(embedding(2, 1, 0, 0, 1), spiral);
        long kept = 0;
        double[] points = spiral.toDoubleArray();
        for (int i = 0; i < points.length; i += 2) {
            kept += points[i] > 0 && points[i + 1] > 0 ? 1 : 0;
        }
        assertThat(loss.lost()).isCloseTo(1 - kept / 100.0, within(1e-9));
        // In the third quadrant all points are the origin.
        assertThat(loss.merged()).isGreaterThan(0.2);
        assertThat(loss.error()).isGreaterThan(0.5);
    }

    @ParameterizedTest(name = "{0} channels")
    @CsvSource({"2, 0.75", "3, 0.5", "5, 0.1875", "15, 0.0005"})
    void overManyMatricesTheLostShareIsWhatProbabilitySays(int channels, double expected) {
        Random random = new Random(7);
        List<InformationLoss> losses = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            losses.add(InformationLoss.of(ReluEmbedding.random(manager, channels, random), spiral));
        }
        assertThat(InformationLoss.mean(losses).lost()).isCloseTo(expected, within(0.03));
        assertThat(new SpiralLesson.Row(channels, losses.get(0), losses.get(0)).expectedLost())
                .isCloseTo(expected, within(1e-4));
    }

    @Test
    void theSameSeedGivesTheSamePictureAndNumbers() throws IOException {
        Path first = folder.resolve("first.png");
        Path second = folder.resolve("second.png");
        String numbers = SpiralLesson.run(3, 2, first);
        assertThat(SpiralLesson.run(3, 2, second)).isEqualTo(numbers);
        assertThat(second).hasSameBinaryContentAs(first);
        assertThat(SpiralLesson.run(4, 2, second)).isNotEqualTo(numbers);
        assertThat(numbers.lines()).hasSize(2 + SpiralLesson.CHANNELS.size());
        BufferedImage picture = ImageIO.read(first.toFile());
        assertThat(picture.getWidth()).isEqualTo(960);
        assertThat(picture.getHeight()).isEqualTo(640);
    }

    @Test
    void withoutAMatrixThereIsNothingToMeasure() {
        Path png = folder.resolve("none.png");
        assertThatThrownBy(() -> SpiralLesson.run(1, 0, png))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There must be at least 1 matrix, not 0");
        assertThat(Files.exists(png)).isFalse();
    }
}
