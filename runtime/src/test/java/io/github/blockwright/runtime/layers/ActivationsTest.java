package io.github.blockwright.runtime.layers;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.training.GradientCollector;
import io.github.blockwright.dsl.Activation;
import io.github.blockwright.runtime.engine.EngineFunction;
import io.github.blockwright.runtime.testing.WithEngine;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ActivationsTest extends WithEngine {
    // Between the points where a derivative jumps.
    private static final float[] POINTS = {
        -9.5f, -6.1f, -3.2f, -2.9f, -1.3f, -0.2f, 0.3f, 1.7f, 2.8f, 3.1f, 5.9f, 6.2f, 8
    };

    @ParameterizedTest
    @EnumSource
    void valuesAndGradientsAreThoseOfTheFormula(Activation function) {
        assertFormula(function, x -> Activations.apply(function, x));
    }

    @ParameterizedTest
    @EnumSource
    void composedOfDjlsOperationsTheyAreTheSame(Activation function) {
        assertFormula(function, x -> Activations.composed(function, x));
    }

    @ParameterizedTest
    @EnumSource
    void writtenIntoTheArgumentTheyAreTheSame(Activation function) {
        // The argument is a result itself, as behind batch normalisation: the engine writes into no leaf.
        assertFormula(function, x -> Activations.applyInto(function, x.add(0)));
    }

    @ParameterizedTest
    @EnumSource
    void ofAnArrayThatIsWrittenIntoNothingButTheOutputIsLeftOpen(Activation function) {
        NDArray x = normal(2, 3);
        int before = manager.getManagedArrays().size();
        NDArray y = Activations.applyInto(function, x);
        assertThat(manager.getManagedArrays()).hasSize(before);
        assertThat(y.isReleased()).isFalse();
    }

    @Test
    void thisEngineHasFunctionsOfItsOwn() {
        assertThat(EngineFunction.available()).isTrue();
    }

    private void assertFormula(Activation function, UnaryOperator<NDArray> form) {
        NDArray x = manager.create(POINTS);
        x.setRequiresGradient(true);
        float[] y;
        try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
            NDArray output = form.apply(x);
            y = output.toFloatArray();
            collector.backward(output.sum());
        }
        float[] gradient = x.getGradient().toFloatArray();
        for (int i = 0; i < POINTS.length; i++) {
            double point = POINTS[i];
            double slope = (formula(function, point + 1e-5) - formula(function, point - 1e-5)) / 2e-5;
            assertThat(y[i]).as("at %s", point).isCloseTo((float) formula(function, point), Offset.offset(1e-5f));
            assertThat(gradient[i]).as("slope at %s", point).isCloseTo((float) slope, Offset.offset(1e-4f));
        }
    }

    @ParameterizedTest
    @EnumSource
    void gradientsSurviveAGarbageCollectionBetweenForwardAndBackward(Activation function) throws Exception {
        float[][] gradients = new float[2][];
        for (boolean collected : new boolean[] {false, true}) {
            NDArray x = manager.create(POINTS);
            x.setRequiresGradient(true);
            try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
                NDArray sum = Activations.apply(function, x).sum();
                if (collected) {
                    overwriteWhatTheCollectorFrees();
                }
                collector.backward(sum);
            }
            gradients[collected ? 1 : 0] = x.getGradient().toFloatArray();
        }
        assertThat(gradients[1]).containsExactly(gradients[0]);
    }

    /** An array made of a number lies in a Java buffer; the engine does not know when Java frees it. */
    private static void overwriteWhatTheCollectorFrees() throws InterruptedException {
        List<ByteBuffer> garbage = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            System.gc();
            Thread.sleep(20);
            for (int i = 0; i < 20_000; i++) {
                garbage.add(ByteBuffer.allocateDirect(Float.BYTES).putFloat(0, -1e9f));
            }
        }
        assertThat(garbage).isNotEmpty();
    }

    private static double formula(Activation function, double x) {
        return switch (function) {
            case LINEAR -> x;
            case RELU -> Math.max(x, 0);
            case RELU6 -> Math.min(Math.max(x, 0), 6);
            case HARD_SIGMOID -> Math.min(Math.max(x + 3, 0), 6) / 6;
            case HARD_SWISH -> x * Math.min(Math.max(x + 3, 0), 6) / 6;
            case SIGMOID -> 1 / (1 + Math.exp(-x));
            case SILU -> x / (1 + Math.exp(-x));
        };
    }

    @ParameterizedTest
    @EnumSource
    void aChannelsLastMapStaysSoAndTheInputStaysOpenAndUnchanged(Activation function) {
        NDArray x = channelsLast(normal(2, 3, 4, 4));
        float[] before = x.toFloatArray();
        NDArray y = Activations.apply(function, x);
        assertThat(isChannelsLast(y)).isTrue();
        assertThat(x.toFloatArray()).containsExactly(before);
    }

    @ParameterizedTest
    @EnumSource
    void nothingButTheOutputIsLeftOpen(Activation function) {
        NDArray x = normal(2, 3);
        int before = manager.getManagedArrays().size();
        Activations.apply(function, x);
        assertThat(manager.getManagedArrays()).hasSize(function == Activation.LINEAR ? before : before + 1);
    }

    @Test
    void linearIsTheInputItself() {
        NDArray x = normal(2, 3);
        assertThat(Activations.apply(Activation.LINEAR, x)).isSameAs(x);
    }
}
