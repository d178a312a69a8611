package io.github.blockwright.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blockwright.runtime.data.Augmentation;
import io.github.blockwright.runtime.data.Pictures;
import io.github.blockwright.runtime.pages.RunReport;
import io.github.blockwright.runtime.recipe.OptimizerSettings;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.recipe.Schedule;
import io.github.blockwright.runtime.records.Calibration;
import io.github.blockwright.runtime.records.RunRecord;
import io.github.blockwright.runtime.records.RunRecord.Status;
import io.github.blockwright.runtime.records.ScoreFile;
import io.github.blockwright.runtime.records.Scores;
import io.github.blockwright.runtime.report.Evaluation;
import io.github.blockwright.runtime.report.ProgressListener;
import io.github.blockwright.runtime.testing.Colours;
import io.github.blockwright.runtime.testing.TinyBlock;
import io.github.blockwright.runtime.testing.WithEngine;
import io.github.blockwright.runtime.weights.RunDescription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunRecordingTest extends WithEngine {
    private static final Recipe RECIPE = Recipe.builder()
            .epochs(2)
            .batchSize(16)
            .augmentation(Augmentation.NONE)
            .build();

    @TempDir
    private Path directory;

    private final Pictures pictures = Pictures.of(Colours.generate(60, 1), Colours.generate(30, 2));

    @Test
    void aRunKeepsWhatItSaidOfEachPictureAndMakesItsReport() throws IOException {
        Evaluation evaluation;
        try (TrainedNetwork network = Training.of(new TinyBlock(), RECIPE)
                .quiet()
                .directory(directory)
                .run(pictures)) {
            evaluation = network.evaluation();
        }
        Scores scores = ScoreFile.read(directory).orElseThrow().scores();
        assertThat(scores.pictures()).hasSize(30);
        assertThat(scores.hits().size() / 30.0).isEqualTo(evaluation.accuracy());
        double loss = scores.pictures().stream()
                .mapToDouble(p -> {
                    for (int i = 0; i < p.ranked().length; i++) {
                        if (p.has(p.ranked()[i])) {
                            return -p.scores()[i];
                        }
                    }
                    return Double.NaN;
                })
                .average()
                .orElseThrow();
        assertThat(loss).isCloseTo(evaluation.loss(), Offset.offset(1e-4));

        RunRecord record = RunRecord.read(directory).orElseThrow();
        assertThat(record.status()).isEqualTo(Status.FINISHED);
        assertThat(record.parts().get("train")).hasSize(3);
        assertThat(record.parameters()).isEqualTo(TinyBlock.SUMMARY.parameters());
        assertThat(record.figures()).containsEntry("accuracy", evaluation.accuracy());
        assertThat(directory.resolve("report.html"))
                .content()
                .contains("<title>Tiny · ", "Reliability", "default-src 'none'")
                .doesNotContain("http-equiv=\"refresh\"", "src=\"http");

        String made = Files.readString(directory.resolve("report.html"));
        RunReport.write(directory);
        assertThat(directory.resolve("report.html")).content().isEqualTo(made);
    }

    @Test
    void aRunThatFailsSaysSoInItsReport() throws IOException {
        Recipe wild = RECIPE.toBuilder()
                .optimizer(new OptimizerSettings.Sgd())
                .schedule(new Schedule.Constant(1e30))
                .build();
        assertThatThrownBy(() -> Training.of(new TinyBlock(), wild)
                        .quiet()
                        .directory(directory)
                        .run(pictures))
                .isInstanceOf(TrainingException.class);
        assertThat(RunRecord.read(directory).orElseThrow().status()).isEqualTo(Status.FAILED);
        assertThat(directory.resolve("report.html")).content().contains("failed", "lower the learning rate");
    }

    @Test
    void aCalibratedRunGivesTheSameAnswersWithOtherProbabilities() throws IOException {
        Training.of(new TinyBlock(), RECIPE)
                .quiet()
                .directory(directory)
                .run(pictures)
                .close();
        Evaluation before;
        try (TrainedNetwork network = TrainedNetwork.open(directory)) {
            before = network.evaluate(pictures);
        }
        double temperature = TrainedNetwork.calibrate(directory);
        assertThat(RunDescription.read(directory).model()).isEqualTo("calibrated-0000.params");
        assertThat(temperature).isPositive();
        try (TrainedNetwork network = TrainedNetwork.open(directory)) {
            Evaluation after = network.evaluate(pictures);
            assertThat(after.accuracy()).isEqualTo(before.accuracy());
            assertThat(after.loss()).isLessThanOrEqualTo(before.loss() + 1e-5);
            assertThat(after.loss())
                    .isCloseTo(
                            Calibration.of(
                                            ScoreFile.read(directory)
                                                    .orElseThrow()
                                                    .scores(),
                                            temperature)
                                    .loss(),
                            Offset.offset(1e-4));
        }
        assertThatThrownBy(() -> TrainedNetwork.calibrate(directory))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is calibrated already");
    }

    @Test
    void aRefusedTrainingLeavesTheReportOfTheOneBefore() throws IOException {
        Training.of(new TinyBlock(), RECIPE)
                .quiet()
                .directory(directory)
                .run(pictures)
                .close();
        assertThatThrownBy(() -> Training.of(new TinyBlock(), RECIPE)
                        .quiet()
                        .directory(directory)
                        .run(pictures))
                .isInstanceOf(TrainingException.class);
        assertThat(RunRecord.read(directory).orElseThrow().status()).isEqualTo(Status.FINISHED);
    }

    @Test
    void withoutADirectoryNothingIsLeft() throws IOException {
        Training.of(new TinyBlock(), RECIPE)
                .quiet()
                .listener(new ProgressListener() {})
                .run(pictures)
                .close();
        assertThat(directory).isEmptyDirectory();
    }
}
