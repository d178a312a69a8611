package io.github.blockwright.runtime.layers;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.github.blockwright.dsl.Activation;
import io.github.blockwright.runtime.testing.WithEngine;
import org.junit.jupiter.api.Test;

class PassTest extends WithEngine {
    /** Doubles its input, and remembers what it gave. */
    private static final class Doubling extends Layer {
        private NDArray given;

        @Override
        public NDArray forward(ParameterStore store, NDArray x, boolean training) {
            given = x.mul(2);
            return given;
        }

        @Override
        public Shape outputShape(Shape input) {
            return input;
        }
    }

    @Test
    void everythingBetweenInputAndOutputIsClosed() {
        NDArray x = manager.create(new float[] {1, -2});
        Doubling first = new Doubling();
        Doubling second = new Doubling();
        NDArray y = Pass.of(store(), x, true)
                .through(first)
                .through(Activation.RELU)
                .through(second)
                .output();
        assertThat(y.toFloatArray()).containsExactly(4, 0);
        assertThat(y).isSameAs(second.given);
        assertThat(first.given.isReleased()).isTrue();
        assertThat(x.toFloatArray()).containsExactly(1, -2);
        assertThat(manager.getManagedArrays()).hasSize(2);
    }

    @Test
    void whatPassesItsInputOnClosesNothing() {
        NDArray x = manager.create(new float[] {1, -2});
        Doubling doubling = new Doubling();
        NDArray y = Pass.of(store(), x, false)
                .through(new Dropout(0.5f))
                .through(doubling)
                .through(new Dropout(0.5f))
                .through(Activation.LINEAR)
                .output();
        assertThat(y).isSameAs(doubling.given);
        assertThat(y.toFloatArray()).containsExactly(2, -4);
        assertThat(x.toFloatArray()).containsExactly(1, -2);
    }

    @Test
    void withoutALayerTheOutputIsTheInput() {
        NDArray x = normal(2);
        assertThat(Pass.of(store(), x, true).output()).isSameAs(x);
    }
}
