package io.github.blockwright.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blockwright.runtime.recipe.FineTuning;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.report.ProgressListener;
import io.github.blockwright.runtime.testing.TinyBlock;
import io.github.blockwright.runtime.testing.WithEngine;
import io.github.blockwright.runtime.train.TrainedNetwork;
import io.github.blockwright.runtime.train.Training;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However pictures are read, the weights that come out are the same to the bit. */
class StreamedTrainingTest extends WithEngine {
    private static final int EACH = 12;
    private static final Recipe RECIPE = Recipe.builder()
            .epochs(2)
            .batchSize(8)
            .augmentation(new Augmentation(2, Augmentation.Border.REFLECT, true, 2))
            .build();

    @TempDir
    private Path folder;

    private Path photos;

    @BeforeEach
    void draw() throws IOException {
        photos = PictureFolder.draw(folder.resolve("photos"), EACH);
        PictureFolder.damage(photos.resolve("green/004.png"));
        // Two that follow each other, and the last of all.
        PictureFolder.damage(photos.resolve("red/012.png"));
        Files.write(photos.resolve("red/015.png"), new byte[0]);
        PictureFolder.damage(photos.resolve("red/033.png"));
    }

    private Pictures pictures() throws IOException {
        return Pictures.of(photos).memory(0);
    }

    private Training training(Path directory) {
        return Training.of(new TinyBlock(), RECIPE).quiet().directory(directory);
    }

    private static List<Float> weights(TrainedNetwork network) {
        List<Float> all = new ArrayList<>();
        network.block().getParameters().forEach(parameter -> {
            for (float value : parameter.getValue().getArray().toFloatArray()) {
                all.add(value);
            }
        });
        return all;
    }

    private List<Float> trained(Pictures pictures, String run) throws IOException {
        try (TrainedNetwork network = training(folder.resolve(run)).run(pictures)) {
            return weights(network);
        }
    }

    @Test
    void theWeightsDoNotDependOnTheNumberOfThreads() throws IOException {
        List<Float> one = trained(pictures().workers(1), "one");
        assertThat(trained(pictures().workers(2), "two")).isEqualTo(one);
        assertThat(trained(pictures().workers(8), "eight")).isEqualTo(one);
    }

    @Test
    void theWeightsDoNotDependOnWhatIsKeptWhere() throws IOException {
        List<Float> decoded = trained(pictures().withoutCache(), "decoded");
        assertThat(trained(Pictures.of(photos), "memory")).isEqualTo(decoded);
        assertThat(trained(pictures(), "beside")).isEqualTo(decoded);
        Path cache = folder.resolve("cache");
        assertThat(trained(pictures().cache(cache), "written")).isEqualTo(decoded);
        assertThat(trained(pictures().cache(cache), "read")).isEqualTo(decoded);
        try (Stream<Path> files = Files.list(cache)) {
            for (Path file : files.toList()) {
                byte[] content = Files.readAllBytes(file);
                content[content.length / 2] ^= 1;
                Files.write(file, Arrays.copyOf(content, content.length * 3 / 4));
            }
        }
        assertThat(trained(pictures().cache(cache), "damaged")).isEqualTo(decoded);
    }

    @Test
    void aTrainingThatWasKilledWithinAnEpochGoesOnToTheSameWeights() throws IOException {
        List<Float> whole = trained(pictures().workers(2), "whole");
        Path killed = folder.resolve("killed");
        ProgressListener kill = new ProgressListener() {
            private int steps;

            @Override
            public void stepDone(int step, double loss, double accuracy) {
                if (++steps == 7) {
                    throw new CancellationException("as if killed");
                }
            }
        };
        assertThatThrownBy(() -> training(killed).listener(kill).run(pictures()))
                .isInstanceOf(CancellationException.class);
        assertThat(killed.resolve("cache")).isNotEmptyDirectory();
        try (TrainedNetwork network =
                training(killed).resume(true).run(pictures().workers(3))) {
            assertThat(weights(network)).isEqualTo(whole);
        }
        assertThat(killed.resolve("cache"))
                .as("the cache beside a run that is over")
                .doesNotExist();
    }

    @Test
    void whatCannotBeReadIsLeftOutAndNamed() throws IOException {
        Path run = folder.resolve("run");
        try (TrainedNetwork network = training(run).run(pictures())) {
            assertThat(network.evaluation().images()).isBetween(1, 6);
        }
        assertThat(Files.readAllLines(run.resolve("bad-pictures.txt")))
                .hasSize(4)
                .allMatch(line -> line.contains("cut off") || line.contains("the file is empty"))
                .extracting(line -> line.substring(0, line.indexOf('\t')))
                .containsExactly("green/004.png", "red/012.png", "red/015.png", "red/033.png");
        assertThat(Files.readAllLines(run.resolve("pictures.tsv"))).hasSize(1 + 3 * EACH);
    }

    @Test
    void onRequestASingleBadPictureStopsEverything() throws IOException {
        Pictures strict = pictures().onBadPicture(OnBadPicture.FAIL);
        assertThatThrownBy(() -> training(folder.resolve("run")).run(strict))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(photos.toString())
                .hasMessageContaining("--on-bad-picture skip");
    }

    @Test
    void tooManyBadPicturesAreRefusedByTheirNames() throws IOException {
        for (int i = 1; i < 3 * EACH; i += 3) {
            Files.write(photos.resolve(String.format("green/%03d.png", i)), new byte[0]);
        }
        assertThatThrownBy(() -> training(folder.resolve("run")).run(pictures()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(" of 36 pictures cannot be read, and at most 10 may be left out:\n")
                .hasMessageContaining(": the file is empty");
        assertThat(folder.resolve("run/bad-pictures.txt")).isNotEmptyFile();
    }

    @Test
    void anEvaluationRefusesWhatItCannotReadUnlessToldOtherwise() throws IOException {
        PictureFolder.damage(photos.resolve("blue/002.png"));
        try (TrainedNetwork network = training(folder.resolve("run")).run(pictures())) {
            Pictures all = Pictures.of(photos).holdOut(0.8, 1);
            assertThatThrownBy(() -> network.evaluate(all)).isInstanceOf(IOException.class);
            assertThat(network.evaluate(all.onBadPicture(OnBadPicture.SKIP)).images())
                    .isLessThan(30);
        }
    }

    @Test
    void aTrainingIsNotResumedOnOtherPictures() throws IOException {
        Path run = folder.resolve("run");
        training(run).run(pictures()).close();
        Files.setLastModifiedTime(photos.resolve("red/000.png"), FileTime.fromMillis(0));
        assertThatThrownBy(() -> training(run).resume(true).run(pictures()))
                .isInstanceOf(IOException.class)
                .hasMessage("The pictures are not those that the training began with (" + run.resolve("pictures.tsv")
                        + "): 1 changed or in another part or class (red/000.png)\nGive it the same pictures, or train"
                        + " into another directory");
        Files.delete(photos.resolve("red/000.png"));
        assertThatThrownBy(() -> training(run).resume(true).run(pictures()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("1 gone (red/000.png)");
    }

    @Test
    void frozenFeaturesLeaveOutWhatCannotBeRead() throws IOException {
        FineTuning recipe = Recipe.fineTuning().withHead(RECIPE).headOnly();
        List<List<Float>> weights = new ArrayList<>();
        for (Pictures each : List.of(pictures(), pictures().workers(4), Pictures.of(photos))) {
            TinyBlock block = new TinyBlock();
            manager.getEngine().setRandomSeed(5);
            block.initialize(manager);
            Path run = folder.resolve("run" + weights.size());
            try (TrainedNetwork network = Training.of(block, recipe)
                    .quiet()
                    .manager(manager)
                    .directory(run)
                    .run(each)) {
                weights.add(weights(network));
            }
        }
        assertThat(weights.get(1)).isEqualTo(weights.get(0));
        assertThat(weights.get(2)).isEqualTo(weights.get(0));
    }
}
