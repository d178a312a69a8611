package io.github.blockwright.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blockwright.runtime.data.RandomChange.ColorJitter;
import io.github.blockwright.runtime.data.RandomChange.RandomErasing;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.report.ProgressListener;
import io.github.blockwright.runtime.testing.TinyBlock;
import io.github.blockwright.runtime.train.TrainedNetwork;
import io.github.blockwright.runtime.train.Training;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training that crops, turns, colours, erases and mixes is as repeatable as one that does none of it. */
class AugmentedTrainingTest {
    private static final Recipe RECIPE = Recipe.builder()
            .epochs(2)
            .batchSize(8)
            .augmentation(Augmentation.PHOTOS
                    .withRotation(15)
                    .withTrivialAugmentWide()
                    .withColorJitter(ColorJitter.DEFAULT)
                    .withRandomErasing(RandomErasing.DEFAULT)
                    .withMixUp(0.4)
                    .withCutMix(1))
            .build();

    @TempDir
    private Path folder;

    private Path photos;

    @BeforeEach
    void draw() throws IOException {
        photos = PictureFolder.draw(folder.resolve("photos"), 12);
    }

    private Pictures pictures() throws IOException {
        return Pictures.of(photos).memory(0);
    }

    private Training training(String run) {
        return Training.of(new TinyBlock(), RECIPE).quiet().directory(folder.resolve(run));
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
        try (TrainedNetwork network = training(run).run(pictures)) {
            return weights(network);
        }
    }

    @Test
    void theWeightsDependOnNeitherThreadsNorWhatIsKept() throws IOException {
        List<Float> one = trained(pictures().workers(1).withoutCache(), "one");

        assertThat(trained(pictures().workers(3).withoutCache(), "three")).isEqualTo(one);
        assertThat(trained(pictures().cache(folder.resolve("cache")), "cached")).isEqualTo(one);
        assertThat(trained(Pictures.of(photos), "memory")).isEqualTo(one);
    }

    @Test
    void afterAKillWithinAnEpochItGoesOnToTheSameWeights() throws IOException {
        List<Float> whole = trained(pictures(), "whole");
        ProgressListener kill = new ProgressListener() {
            private int steps;

            @Override
            public void stepDone(int step, double loss, double accuracy) {
                if (++steps == 5) {
                    throw new CancellationException("as if killed");
                }
            }
        };
        assertThatThrownBy(() -> training("killed").listener(kill).run(pictures()))
                .isInstanceOf(CancellationException.class);

        try (TrainedNetwork network = training("killed").resume(true).run(pictures())) {
            assertThat(weights(network)).isEqualTo(whole);
        }
    }
}
