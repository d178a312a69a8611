package io.github.blockwright.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.Initializer;
import io.github.blockwright.runtime.layers.Layer;
import io.github.blockwright.runtime.recipe.OptimizerSettings;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.testing.TinyBlock;
import io.github.blockwright.runtime.testing.WithEngine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The engine's kernels beside the update composed of DJL's operations, on a whole network. */
class FusedUpdateTest extends WithEngine {
    private static final int STEPS = 5;

    private Layer block = new TinyBlock();
    private NDArray images;

    @BeforeEach
    void initialize() {
        images = channelsLast(normal(5, 3, 8, 8));
        block.initialize(manager, DataType.FLOAT32, images.getShape());
    }

    static Stream<Recipe> recipes() {
        return Stream.of(
                        new OptimizerSettings.Sgd(0.9, true),
                        new OptimizerSettings.Sgd(0.5, false),
                        new OptimizerSettings.AdamW(0.9, 0.99, 1e-4))
                .flatMap(optimizer -> Stream.of(0.0, 0.1, 1e6).map(clip -> Recipe.builder()
                        .optimizer(optimizer)
                        .weightDecay(0.01)
                        .clipNorm(clip)
                        .build()));
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void weightsAndSlotsAreThoseOfTheComposedUpdate(Recipe recipe) {
        List<float[]> fused = train(recipe, true);
        List<float[]> composed = train(recipe, false);
        assertThat(fused).hasSize(1 + recipe.optimizer().slots().size());
        for (int i = 0; i < fused.size(); i++) {
            assertThat(fused.get(i)).isNotEqualTo(new float[fused.get(i).length]);
            for (int k = 0; k < fused.get(i).length; k++) {
                float expected = composed.get(i)[k];
                assertThat(fused.get(i)[k]).isCloseTo(expected, Offset.offset(2e-5f * Math.max(1, Math.abs(expected))));
            }
        }
    }

    /** A layer that gives its input back, scaled, and leaves one of its parameters alone. */
    private static final class HalfUsed extends Layer {
        private final Parameter scale = addParameter(parameter("scale"));

        HalfUsed() {
            addParameter(parameter("unused"));
        }

        private static Parameter parameter(String name) {
            return Parameter.builder()
                    .setName(name)
                    .setType(Parameter.Type.WEIGHT)
                    .optShape(new Shape(1))
                    .optInitializer(Initializer.ONES)
                    .build();
        }

        @Override
        public NDArray forward(ParameterStore store, NDArray x, boolean training) {
            return x.mul(value(store, scale, x, training));
        }
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void aWeightThatNothingDependsOnDecaysAndNoMore(Recipe recipe) {
        block = new HalfUsed();
        initialize();
        weightsAndSlotsAreThoseOfTheComposedUpdate(recipe);
        try (FlatParameters flat = new FlatParameters(block, manager)) {
            assertThat(flat.decayedParameters()).isEqualTo(2);
        }
    }

    /** Weights and slots after some updates, from the same gradients for both kinds of update. */
    private List<float[]> train(Recipe recipe, boolean fused) {
        try (FlatParameters flat = new FlatParameters(block, manager);
                NDManager owner = manager.newSubManager()) {
            Map<String, NDArray> slots = new LinkedHashMap<>();
            recipe.optimizer()
                    .slots()
                    .forEach(name ->
                            slots.put(name, owner.zeros(new Shape(flat.weights().size()))));
            WeightUpdate update = fused
                    ? FusedUpdate.of(recipe, flat, slots, owner).orElseThrow()
                    : new ComposedUpdate(recipe, flat, slots, owner);
            for (int number = 1; number <= STEPS; number++) {
                try (NDManager scope = manager.newSubManager()) {
                    backward(flat, scope);
                    update.apply(0.01 / number, number);
                }
            }
            List<float[]> values = new ArrayList<>(List.of(flat.weights().toFloatArray()));
            slots.values().forEach(slot -> values.add(slot.toFloatArray()));
            return values;
        }
    }

    private void backward(FlatParameters flat, NDManager scope) {
        manager.getEngine().setRandomSeed(7);
        NDArray mine = images.duplicate();
        mine.attach(scope);
        try (var collector = manager.getEngine().newGradientCollector()) {
            collector.backward(
                    block.forward(flat.step(scope), mine, true).square().sum());
        }
    }

    @Test
    void whatTheKernelsDoNotKnowIsComposed() {
        Recipe plain =
                Recipe.builder().optimizer(new OptimizerSettings.Sgd(0, false)).build();
        Recipe usual = Recipe.builder().build();
        LearningRateFactors factors = LearningRateFactors.NONE.with("head", 0.1);
        try (FlatParameters flat = new FlatParameters(block, manager);
                FlatParameters scaled = new FlatParameters(block, factors, manager)) {
            assertThat(FusedUpdate.of(plain, flat, Map.of(), manager)).isEmpty();
            assertThat(FusedUpdate.of(usual, scaled, Map.of(), manager)).isEmpty();
            assertThat(FusedUpdate.of(usual, flat, Map.of(), manager)).isPresent();
        }
    }
}
