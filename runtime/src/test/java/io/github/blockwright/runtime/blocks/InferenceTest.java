package io.github.blockwright.runtime.blocks;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.training.GradientCollector;
import io.github.blockwright.runtime.testing.TinyBlock;
import io.github.blockwright.runtime.testing.WithEngine;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class InferenceTest extends WithEngine {
    @Test
    void aForwardPassBuildsNoGraphOnWhicheverThreadItRuns() {
        TinyBlock block = new TinyBlock();
        block.initialize(manager);
        NDArray images = normal(2, 3, 8, 8);

        NDArray here = Inference.forward(block, images);
        NDArray there = onAThreadOfItsOwn(() -> Inference.forward(block, images));
        NDArray plain = onAThreadOfItsOwn(() -> block.forward(store(), images, false));

        assertThat(hasGraph(plain)).as("with the parameters themselves").isTrue();
        assertThat(hasGraph(here)).isFalse();
        assertThat(hasGraph(there)).isFalse();
        assertThat(here.toFloatArray()).containsExactly(plain.toFloatArray());
        assertThat(there.toFloatArray()).containsExactly(plain.toFloatArray());
    }

    /** DJL does not tell whether an array was computed from a parameter, but gradients of any other are refused. */
    private boolean hasGraph(NDArray output) {
        try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
            collector.backward(output.sum());
            return true;
        } catch (EngineException e) {
            assertThat(e).hasMessageContaining("does not require grad");
            return false;
        }
    }

    /** The engine's gradient mode is per thread, and only the main thread's is off. */
    private static NDArray onAThreadOfItsOwn(Supplier<NDArray> forward) {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            return CompletableFuture.supplyAsync(forward, thread).join();
        } finally {
            thread.shutdown();
        }
    }

    @Test
    void onlyTheOutputStaysOpenAndTheParametersStillLearn() {
        TinyBlock block = new TinyBlock();
        block.initialize(manager);
        NDArray images = normal(2, 3, 8, 8);
        int before = manager.getManagedArrays().size();

        NDArray output = Inference.forward(block, images);

        assertThat(output.getManager()).isSameAs(manager);
        assertThat(manager.getManagedArrays()).hasSize(before + 1);
        assertThat(block.getParameters().get("stem.conv.weight").getArray().hasGradient())
                .isTrue();
    }
}
