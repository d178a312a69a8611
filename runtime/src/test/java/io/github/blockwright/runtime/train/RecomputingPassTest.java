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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole trainings on the engine, with maps kept and computed again. */
class RecomputingPassTest extends WithEngine {
    /** What a training comes to. */
    private record Trained(Map<String, List<Float>> values, List<Double> losses) {}

    @ParameterizedTest(name = "frozen through {0}, {1} batches a step")
    @CsvSource({", 1", ", 2", "STEM, 1", "STAGE1, 2"})
    void aTrainingComesToTheSameToTheBit(String frozen, int accumulation) {
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

    @Test
    void nothingOfAStepStaysOpen() {
        Layer block = new TinyBlock();
        block.initialize(manager, DataType.FLOAT32, new Shape(4, 3, 8, 8));
        NDArray images = channelsLast(normal(4, 3, 8, 8));
        try (FlatParameters parameters = new FlatParameters(block, manager)) {
            BackwardPass pass = BackwardPass.of(block, parameters, true);
            assertThat(pass).isInstanceOf(RecomputingPass.class);
            int before = manager.getManagedArrays().size();
            try (NDManager scope = manager.newSubManager();
                    var collector = manager.getEngine().newGradientCollector()) {
                ParameterStore store = parameters.step(scope);
                BackwardPass.Outcome outcome = pass.run(
                        collector, store, images, 1, logits -> logits.square().sum(), scope);
                assertThat(outcome.objective().getFloat()).isPositive();
                assertThat(parameters.gradient().toFloatArray())
                        .isNotEqualTo(new float[(int) parameters.weights().size()]);
            }
            assertThat(manager.getManagedArrays()).hasSize(before);
        }
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
