package io.github.blockwright.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.blockwright.runtime.recipe.OptimizerSettings;
import io.github.blockwright.runtime.recipe.OptimizerSettings.AdamW;
import io.github.blockwright.runtime.recipe.OptimizerSettings.Muon;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.testing.TinyBlock;
import io.github.blockwright.runtime.testing.WithEngine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Muon beside its published formula in double precision, on a whole network with rows that learn at their own rates. */
class MuonUpdateTest extends WithEngine {
    private static final double RATE = 0.02;
    private static final double DECAY = 0.1;
    private static final double MOMENTUM = 0.9;
    private static final AdamW ADAM_W = new AdamW(0.9, 0.99, 1e-4);
    private static final LearningRateFactors FACTORS = LearningRateFactors.NONE.with("stage2", 0.1);

    private final TinyBlock block = new TinyBlock();

    @BeforeEach
    void initialize() {
        block.initialize(manager);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void matricesMoveByTheOrthogonalisedMeanAndAllElseByAdamW(boolean nesterov) {
        Recipe recipe = Recipe.builder()
                .optimizer(new Muon(MOMENTUM, nesterov, ADAM_W))
                .weightDecay(DECAY)
                .clipNorm(0)
                .build();
        int matrices = 0;
        try (FlatParameters flat = new FlatParameters(block, FACTORS, manager);
                TrainingState state = new TrainingState(flat, recipe, manager)) {
            Map<Integer, double[][]> kept = new LinkedHashMap<>();
            for (int number = 1; number <= 4; number++) {
                try (NDManager scope = manager.newSubManager()) {
                    backward(flat, scope, number);
                    float[][] before = values(flat.weightViews());
                    float[][] gradients = gradients(flat.leaves());
                    state.update(RATE, number);
                    float[][] after = values(flat.weightViews());
                    for (int i = 0; i < before.length; i++) {
                        Shape shape = flat.weightViews().get(i).getShape();
                        double rate = RATE * flat.factorsByParameter().get(i);
                        double decay = i < flat.decayedParameters() ? DECAY : 0;
                        int length = before[i].length;
                        double[][] slots = kept.computeIfAbsent(i, k -> new double[2][length]);
                        boolean matrix = shape.dimension() == 4 && shape.get(1) > 1;
                        matrices += matrix ? 1 : 0;
                        double[] step = matrix
                                ? muon(gradients[i], slots[0], (int) shape.get(0), nesterov)
                                : adamW(gradients[i], slots, number);
                        for (int k = 0; k < step.length; k++) {
                            double expected = before[i][k] * (1 - rate * decay) - rate * step[k];
                            assertThat((double) after[i][k])
                                    .as("parameter %d %s [%d] after update %d", i, shape, k, number)
                                    .isCloseTo(expected, Offset.offset(2e-5));
                        }
                    }
                }
            }
        }
        // Stem, expansions and projections, more than one of a shape, four times.
        assertThat(matrices).isGreaterThanOrEqualTo(4 * 4);
    }

    private static double[] adamW(float[] gradient, double[][] slots, int number) {
        double[] step = new double[gradient.length];
        for (int k = 0; k < step.length; k++) {
            slots[0][k] = ADAM_W.beta1() * slots[0][k] + (1 - ADAM_W.beta1()) * gradient[k];
            slots[1][k] = ADAM_W.beta2() * slots[1][k] + (1 - ADAM_W.beta2()) * gradient[k] * gradient[k];
            double mean = slots[0][k] / (1 - Math.pow(ADAM_W.beta1(), number));
            double square = slots[1][k] / (1 - Math.pow(ADAM_W.beta2(), number));
            step[k] = mean / (Math.sqrt(square) + ADAM_W.epsilon());
        }
        return step;
    }

    /** As it is published, on the matrix itself. */
    private static double[] muon(float[] gradient, double[] mean, int rows, boolean nesterov) {
        int columns = gradient.length / rows;
        double[][] x = new double[rows][columns];
        double squares = 0;
        for (int k = 0; k < gradient.length; k++) {
            mean[k] = MOMENTUM * mean[k] + (1 - MOMENTUM) * gradient[k];
            double ahead = nesterov ? (1 - MOMENTUM) * gradient[k] + MOMENTUM * mean[k] : mean[k];
            x[k / columns][k % columns] = ahead;
            squares += ahead * ahead;
        }
        for (int k = 0; k < gradient.length; k++) {
            x[k / columns][k % columns] /= Math.sqrt(squares) + 1e-7;
        }
        for (int i = 0; i < 5; i++) {
            double[][] gram = times(x, transposed(x));
            double[][] squared = times(gram, gram);
            double[][] polynomial = new double[rows][rows];
            for (int r = 0; r < rows; r++) {
                for (int c = 0; c < rows; c++) {
                    polynomial[r][c] = (r == c ? 3.4445 : 0) - 4.7750 * gram[r][c] + 2.0315 * squared[r][c];
                }
            }
            x = times(polynomial, x);
        }
        double[] step = new double[gradient.length];
        for (int k = 0; k < step.length; k++) {
            step[k] = 0.2 * Math.sqrt(Math.max(rows, columns)) * x[k / columns][k % columns];
        }
        return step;
    }

    private static double[][] times(double[][] a, double[][] b) {
        double[][] product = new double[a.length][b[0].length];
        for (int r = 0; r < a.length; r++) {
            for (int c = 0; c < b[0].length; c++) {
                for (int k = 0; k < b.length; k++) {
                    product[r][c] += a[r][k] * b[k][c];
                }
            }
        }
        return product;
    }

    private static double[][] transposed(double[][] a) {
        double[][] turned = new double[a[0].length][a.length];
        for (int r = 0; r < a.length; r++) {
            for (int c = 0; c < a[0].length; c++) {
                turned[c][r] = a[r][c];
            }
        }
        return turned;
    }

    private void backward(FlatParameters flat, NDManager scope, int seed) {
        manager.getEngine().setRandomSeed(seed);
        NDArray images = channelsLast(normal(8, 3, 8, 8));
        images.attach(scope);
        try (var collector = manager.getEngine().newGradientCollector()) {
            collector.backward(
                    block.forward(flat.step(scope), images, true).square().sum());
        }
    }

    private static float[][] values(NDList arrays) {
        return arrays.stream().map(NDArray::toFloatArray).toArray(float[][]::new);
    }

    private static float[][] gradients(NDList leaves) {
        return leaves.stream().map(leaf -> leaf.getGradient().toFloatArray()).toArray(float[][]::new);
    }

    @Test
    void anotherOptimizerIsNotItsBusiness() {
        try (FlatParameters flat = new FlatParameters(block, manager)) {
            Recipe usual = Recipe.builder().build();
            assertThat(MuonUpdate.of(usual, flat, Map.of(), manager)).isEmpty();
        }
    }

    @Test
    void withoutKernelsItIsRefused() {
        assertThatThrownBy(() -> OptimizerStep.of(new Muon()))
                .isInstanceOf(TrainingException.class)
                .hasMessage("This engine has not the kernels that Muon needs; take Sgd or AdamW");
    }

    @Test
    void itKeepsWhatAdamWKeeps() {
        OptimizerSettings muon = new Muon();
        assertThat(muon.slots()).isEqualTo(List.of("mean", "square"));
        assertThatThrownBy(() -> new Muon(1, true, new AdamW()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("momentum must be at least 0 and below 1, not 1.0");
    }
}
