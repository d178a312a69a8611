package io.github.blockwright.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.github.blockwright.runtime.data.Augmentation;
import io.github.blockwright.runtime.layers.Layer;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.recipe.Schedule;
import io.github.blockwright.runtime.report.TrainingHistory;
import io.github.blockwright.runtime.testing.Colours;
import io.github.blockwright.runtime.testing.TinyBlock;
import io.github.blockwright.runtime.testing.WithEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trainings on the engine, with maps kept and computed again. */
class RecomputingPassTest extends WithEngine {
    /** What a training comes to. */
    private record Trained(Map<String, List<Float>> values, List<Double> losses) {}

    @ParameterizedTest(name = "frozen through {0}, {1} batches a step")
    @CsvSource({", 1", ", 2", "STEM, 1", "STAGE1, 2"})
    void aTrainingComesToTheSame(String frozen, int accumulation) {
        Optional<TinyBlock.Row> through = Optional.ofNullable(frozen).map(TinyBlock.Row::valueOf);
        Trained kept = train(through, accumulation, false);
        Trained again = train(through, accumulation, true);
        assertThat(again.losses()).isEqualTo(kept.losses());
        assertThat(again.values()).isEqualTo(kept.values());
    }

    private Trained train(Optional<TinyBlock.Row> frozen, int accumulation, boolean recomputes) {
        TinyBlock block = new TinyBlock();
        frozen.ifPresent(block::freezeThrough);
        Recipe recipe = Recipe.builder()
                .epochs(2)
                .batchSize(16)
                .accumulation(accumulation)
                .augmentation(Augmentation.NONE)
                .schedule(new Schedule.Constant(0.05))
                .build();
        TrainingHistory history = Training.of(block, recipe)
                .recompute(recomputes)
                .run(manager, Colours.generate(64, 1), Colours.generate(16, 2));
        Map<String, List<Float>> values = new TreeMap<>();
        block.getParameters().forEach(parameter -> {
            List<Float> all = new ArrayList<>();
            for (float value : parameter.getValue().getArray().toFloatArray()) {
                all.add(value);
            }
            values.put(parameter.getKey(), all);
        });
        return new Trained(values, history.losses());
    }

    /** Weights' gradients, statistics and loss of a batch whose last maps are larger than a value, so that sums differ in order. */
    @Test
    void aGradientThroughLargerMapsIsTheSameUpToRounding() {
        TinyBlock block = new TinyBlock();
        Shape batch = new Shape(4, 3, 64, 64);
        block.initialize(manager, DataType.FLOAT32, batch);
        NDArray images = channelsLast(normal(4, 3, 64, 64));
        try (FlatParameters kept = new FlatParameters(block, manager);
                FlatParameters again = new FlatParameters(block, manager)) {
            float[] expected = gradient(BackwardPass.of(block, kept, false), kept, images);
            float[] actual = gradient(BackwardPass.of(block, again, true), again, images);
            double longest = 0;
            for (float value : expected) {
                longest = Math.max(longest, Math.abs(value));
            }
            assertThat(longest).isPositive();
            for (int i = 0; i < expected.length; i++) {
                assertThat((double) actual[i]).isCloseTo(expected[i], Offset.offset(1e-5 * longest));
            }
            assertThat(again.statistics().toFloatArray())
                    .isEqualTo(kept.statistics().toFloatArray());
        }
    }

    private float[] gradient(BackwardPass pass, FlatParameters parameters, NDArray images) {
        int before = manager.getManagedArrays().size();
        float[] gradient;
        try (NDManager scope = manager.newSubManager();
                var collector = manager.getEngine().newGradientCollector()) {
            ParameterStore store = parameters.step(scope);
            NDArray mine = images.duplicate();
            mine.attach(scope);
            BackwardPass.Outcome outcome = pass.run(
                    collector, store, mine, 1, logits -> logits.square().sum(), scope);
            assertThat(outcome.objective().getFloat()).isPositive();
            gradient = parameters.gradient().toFloatArray();
            if (pass instanceof RecomputingPass) {
                // The batch itself and the first segment's input, which is its.
                assertThat(scope.getManagedArrays().stream()
                                .filter(array -> array.getShape().dimension() == 4
                                        && array.getShape().get(0)
                                                == images.getShape().get(0))
                                .map(array -> array.getShape().toString())
                                .toList())
                        .hasSizeLessThanOrEqualTo(4);
            }
        }
        assertThat(manager.getManagedArrays()).hasSize(before);
        return gradient;
    }

    @Test
    void whatDrawsIsKeptAndStagesAreDivided() {
        TinyBlock block = new TinyBlock();
        List<Layer> segments = Segments.of(block);
        assertThat(segments).hasSizeGreaterThan(block.getChildren().size());
        assertThat(segments.stream().filter(Segments::draws)).isNotEmpty();
        assertThat(segments.stream().filter(segment -> !Segments.draws(segment)))
                .hasSizeGreaterThan(3);
    }
}
