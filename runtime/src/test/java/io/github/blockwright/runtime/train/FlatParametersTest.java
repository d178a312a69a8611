package io.github.blockwright.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import io.github.blockwright.runtime.engine.InPlace;
import io.github.blockwright.runtime.layers.Layer;
import io.github.blockwright.runtime.testing.TinyBlock;
import io.github.blockwright.runtime.testing.TinyBlock.Row;
import io.github.blockwright.runtime.testing.WithEngine;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FlatParametersTest extends WithEngine {
    private static final Predicate<Parameter> DECAYS = p -> p.getType() == Parameter.Type.WEIGHT;
    private static final Predicate<Parameter> LEARNS_WITHOUT_DECAY =
            DECAYS.negate().and(Layer::isTrainable);

    private final TinyBlock block = new TinyBlock();

    @BeforeEach
    void initialize() {
        block.initialize(manager);
    }

    /** What the function says of every parameter of the group, in a row. */
    private NDList lines(Predicate<Parameter> group, Function<NDArray, NDArray> function) {
        NDList lines = new NDList();
        block.getParameters().values().stream()
                .filter(group)
                .forEach(p ->
                        lines.add(function.apply(p.getArray()).stopGradient().flatten()));
        return lines;
    }

    private static float[] join(NDList lines) {
        return NDArrays.concat(lines).toFloatArray();
    }

    @Test
    void theWeightsThatDecayComeFirst() {
        try (FlatParameters flat = new FlatParameters(block, manager)) {
            NDList lines = lines(DECAYS, p -> p);
            assertThat(flat.decayed()).isEqualTo(join(lines).length);
            lines.addAll(lines(LEARNS_WITHOUT_DECAY, p -> p));
            assertThat(flat.weights().toFloatArray()).containsExactly(join(lines));
            assertThat(flat.statistics().toFloatArray())
                    .containsExactly(join(lines(p -> !Layer.isTrainable(p), p -> p)));
            assertThat(flat.frozen().size()).isZero();
        }
    }

    @Test
    void theGradientOfEverythingIsThatOfEveryParameter() {
        NDArray images = channelsLast(normal(5, 3, 8, 8));
        manager.getEngine().setRandomSeed(7);
        NDArray plain = backward(() -> block.forward(store(), images, true));
        NDList gradients = lines(DECAYS, NDArray::getGradient);
        gradients.addAll(lines(LEARNS_WITHOUT_DECAY, NDArray::getGradient));
        try (FlatParameters flat = new FlatParameters(block, manager);
                NDManager scope = manager.newSubManager()) {
            manager.getEngine().setRandomSeed(7);
            NDArray output = backward(() -> block.forward(flat.step(scope), images, true));
            assertThat(output.toFloatArray()).containsExactly(plain.toFloatArray());
            assertThat(flat.gradient().toFloatArray()).containsExactly(join(gradients));
        }
    }

    @Test
    void everyStepHasAGradientOfItsOwnAndLeavesNothingOpen() {
        NDArray images = channelsLast(normal(5, 3, 8, 8));
        block.layer(Row.REGULARISED).setFrozen(true);
        try (FlatParameters flat = new FlatParameters(block, manager)) {
            float[] first = gradient(flat, images);
            int open = manager.getManagedArrays().size();
            assertThat(gradient(flat, images)).containsExactly(first);
            assertThat(manager.getManagedArrays()).hasSize(open);
        }
    }

    private float[] gradient(FlatParameters flat, NDArray images) {
        try (NDManager scope = manager.newSubManager()) {
            NDArray mine = images.duplicate();
            mine.attach(scope);
            try (var collector = manager.getEngine().newGradientCollector()) {
                collector.backward(block.forward(flat.step(scope), mine, true).sum());
            }
            return flat.gradient().toFloatArray();
        }
    }

    @Test
    void whatIsWrittenToTheWeightsIsWhatTheNextStepSees() {
        try (FlatParameters flat = new FlatParameters(block, manager);
                NDManager scope = manager.newSubManager()) {
            InPlace.copy(flat.weights().zerosLike(), flat.weights());
            Parameter gamma = block.getParameters().get("stem.norm.gamma");
            NDArray seen = flat.step(scope).getValue(gamma, manager.getDevice(), true);
            assertThat(seen.toFloatArray()).containsOnly(0);
            assertThat(gamma.getArray().toFloatArray()).as("the block's own").containsOnly(1);
        }
    }

    @Test
    void copyingReachesEveryParameterOfTheBlock() {
        Map<String, float[]> before = values(block);
        try (FlatParameters flat = new FlatParameters(block, manager)) {
            flat.copyTo(flat.weights(), flat.statistics());
            assertSame(values(block), before);

            flat.copyTo(flat.weights().add(1), flat.statistics().add(2));
            values(block).forEach((name, values) -> {
                float[] moved = before.get(name).clone();
                for (int i = 0; i < moved.length; i++) {
                    moved[i] += name.contains("running") ? 2 : 1;
                }
                assertThat(values).as(name).containsExactly(moved);
            });
        }
        assertThat(block.getParameters().get("stem.conv.weight").getArray().hasGradient())
                .isTrue();
    }

    @Test
    void frozenRowsAreNoneOfTheWeights() {
        block.freezeThrough(Row.HEAD);
        try (FlatParameters flat = new FlatParameters(block, manager)) {
            assertThat(flat.weights().size()).isEqualTo(51);
            assertThat(flat.decayed()).isEqualTo(48);
            assertThat(flat.frozen().size()).isEqualTo(2931 - 51);
        }
    }

    @Test
    void aNetworkThatIsFrozenThroughoutCannotLearn() {
        block.freezeThrough(Row.LOGITS);
        assertThatThrownBy(() -> new FlatParameters(block, manager))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Nothing can learn: every row is frozen; unfreeze at least one");
    }

    @Test
    void factorsOfOneCostNothing() {
        LearningRateFactors ones = LearningRateFactors.NONE.with("stem", 1);
        try (FlatParameters flat = new FlatParameters(block, ones, manager)) {
            assertThat(flat.factors()).isEmpty();
        }
    }
}
