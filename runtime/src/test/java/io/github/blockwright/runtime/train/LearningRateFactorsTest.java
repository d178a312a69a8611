package io.github.blockwright.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import io.github.blockwright.runtime.data.Augmentation;
import io.github.blockwright.runtime.layers.Layer;
import io.github.blockwright.runtime.recipe.OptimizerSettings;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.recipe.Schedule;
import io.github.blockwright.runtime.testing.Colours;
import io.github.blockwright.runtime.testing.TinyBlock;
import io.github.blockwright.runtime.testing.TinyBlock.Row;
import io.github.blockwright.runtime.testing.WithEngine;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LearningRateFactorsTest extends WithEngine {
    private static final double RATE = 0.05;
    private static final double DECAY = 0.1;

    private final TinyBlock block = new TinyBlock();

    @BeforeEach
    void initialize() {
        block.initialize(manager);
    }

    /** A copy of every parameter, each of which gets a gradient of its own. */
    private final class Copies extends ParameterStore {
        private final Map<String, NDArray> byId = new HashMap<>();

        Copies() {
            super(manager, false);
            block.getParameters().values().forEach(p -> {
                boolean learns = Layer.isTrainable(p) && p.requiresGradient();
                byId.put(
                        p.getId(),
                        learns
                                ? leaf(p.getArray())
                                : p.getArray().stopGradient().duplicate());
            });
        }

        @Override
        public NDArray getValue(Parameter parameter, Device device, boolean training) {
            return parameter == null ? null : byId.get(parameter.getId());
        }
    }

    /** An optimiser as it is written down for a single weight: its slots are two numbers. */
    private interface Formula {
        double next(double weight, double gradient, double[] slots, double rate, double decay, int number);
    }

    private static double sgd(double w, double gradient, double[] slots, double rate, double decay, int number) {
        double g = gradient + decay * w;
        slots[0] = 0.9 * slots[0] + g;
        return w - rate * (g + 0.9 * slots[0]);
    }

    private static double adamW(double w, double g, double[] slots, double rate, double decay, int number) {
        slots[0] = 0.9 * slots[0] + 0.1 * g;
        slots[1] = 0.999 * slots[1] + 0.001 * g * g;
        double mean = slots[0] / (1 - Math.pow(0.9, number));
        double square = slots[1] / (1 - Math.pow(0.999, number));
        return w - rate * decay * w - rate * mean / (Math.sqrt(square) + 1e-4);
    }

    private static double factor(String parameter) {
        return parameter.startsWith("stage2.1.")
                ? 0.3
                : parameter.startsWith("stage2.") ? 0.1 : parameter.startsWith("logits.") ? 4 : 1;
    }

    private void assertFollows(OptimizerSettings optimizer, Formula formula) {
        LearningRateFactors factors =
                LearningRateFactors.NONE.with("stage2", 0.1).with("logits", 4).with("stage2.1", 0.3);
        block.freezeThrough(Row.STEM);
        Recipe recipe = Recipe.builder()
                .optimizer(optimizer)
                .weightDecay(DECAY)
                .clipNorm(0)
                .build();
        NDArray images = channelsLast(normal(8, 3, 8, 8));
        Map<String, double[][]> slots = new HashMap<>();
        try (FlatParameters flat = new FlatParameters(block, factors, manager);
                TrainingState state = new TrainingState(flat, recipe, manager)) {
            for (int number = 1; number <= 4; number++) {
                Copies copies = new Copies();
                manager.getEngine().setRandomSeed(number);
                backward(() -> block.forward(copies, images, true));
                try (NDManager scope = manager.newSubManager()) {
                    manager.getEngine().setRandomSeed(number);
                    backward(() -> block.forward(flat.step(scope), images, true));
                    state.update(RATE, number);
                }
                state.copyToBlock();
                int update = number;
                block.getParameters().forEach(pair -> {
                    NDArray copy = copies.byId.get(pair.getValue().getId());
                    if (!copy.hasGradient()) {
                        return;
                    }
                    float[] before = copy.toFloatArray();
                    float[] gradient = copy.getGradient().toFloatArray();
                    float[] after = pair.getValue().getArray().toFloatArray();
                    double decay = pair.getValue().getType() == Parameter.Type.WEIGHT ? DECAY : 0;
                    double[][] kept = slots.computeIfAbsent(pair.getKey(), n -> new double[before.length][2]);
                    for (int i = 0; i < before.length; i++) {
                        double rate = RATE * factor(pair.getKey());
                        double expected = formula.next(before[i], gradient[i], kept[i], rate, decay, update);
                        assertThat((double) after[i])
                                .as("%s[%d] after update %d", pair.getKey(), i, update)
                                .isCloseTo(expected, Offset.offset(1e-5 * Math.max(1, Math.abs(expected))));
                    }
                });
            }
        }
        assertThat(slots).containsKeys("stage1.0.expand.conv.weight", "stage2.1.expand.conv.weight", "logits.bias");
    }

    @Test
    void sgdDoesWhatASingleParametersOwnRateWouldDo() {
        assertFollows(new OptimizerSettings.Sgd(0.9, true), LearningRateFactorsTest::sgd);
    }

    @Test
    void adamWDoesWhatASingleParametersOwnRateWouldDo() {
        assertFollows(new OptimizerSettings.AdamW(0.9, 0.999, 1e-4), LearningRateFactorsTest::adamW);
    }

    private Map<String, float[]> trained(double logitsFactor) {
        TinyBlock trained = new TinyBlock();
        Recipe recipe = Recipe.builder()
                .epochs(1)
                .batchSize(32)
                .augmentation(Augmentation.NONE)
                .schedule(new Schedule.Constant(0.05))
                .build();
        Training.of(trained, recipe).learningRate("logits", logitsFactor).run(manager, Colours.generate(32, 1), null);
        return values(trained);
    }

    @Test
    void aTrainingMovesARowByItsFactorAndTheOthersAsWithout() {
        Map<String, float[]> plain = trained(1);
        Map<String, float[]> tenfold = trained(10);
        // There is one step, so the factor is all that can differ; the bias starts from 0.
        float[] moved = plain.get("logits.bias").clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] *= 10;
        }
        assertThat(tenfold.get("logits.bias")).containsExactly(moved, Offset.offset(1e-6f));
        // Without factors the engine's own kernel makes the update, which rounds differently.
        assertThat(tenfold.get("stem.conv.weight"))
                .containsExactly(plain.get("stem.conv.weight"), Offset.offset(1e-6f));
    }

    @Test
    void whatIsNotThereOrCannotBeIsRefused() {
        Training training = Training.of(block, Recipe.builder().build());
        for (String row : new String[] {"pooled", "stage", "stage3"}) {
            assertThatThrownBy(() -> training.learningRate(row, 0.1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("There is no row " + row + " with parameters to give a learning rate; there are"
                            + " [stem, stage1, stage2, head, logits]");
        }
        for (double factor : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> training.learningRate("stem", factor))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("The learning rate's factor for stem must be positive, not " + factor
                            + ": freeze a row that shall not learn");
        }
    }
}
