package io.github.blockwright.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.github.blockwright.runtime.engine.EngineScript.Method;
import io.github.blockwright.runtime.testing.WithEngine;
import java.util.List;
import org.junit.jupiter.api.Test;

class EngineScriptTest extends WithEngine {
    @Test
    void arraysOfOneNameAreAListAndTheOthersArgumentsOfTheirOwn() {
        EngineScript script = EngineScript.load(List.of(
                        new Method("none", "x: Tensor", "return x"),
                        new Method(
                                "scaled", "parts: List[Tensor], factor: Tensor", "return torch.cat(parts) * factor")))
                .orElseThrow();
        NDArray first = manager.create(new float[] {1, 2});
        NDArray second = manager.create(new float[] {3});
        first.setName("parts[]");
        second.setName("parts[]");
        NDArray factor = manager.create(new float[] {10});
        NDList arguments = new NDList(first, second, factor);
        assertThat(script.run("scaled", arguments).toFloatArray()).containsExactly(10, 20, 30);
        assertThat(arguments).as("the caller's list").hasSize(3);
    }

    @Test
    void gradientsFlowThroughAMethod() {
        EngineScript script = EngineScript.load(List.of(new Method("squared", "x: Tensor", "return torch.square(x)")))
                .orElseThrow();
        NDArray x = leaf(manager.create(new float[] {1, -2}));
        try (var collector = manager.getEngine().newGradientCollector()) {
            collector.backward(script.run("squared", new NDList(x)).sum());
        }
        assertThat(x.getGradient().toFloatArray()).containsExactly(2, -4);
    }

    @Test
    void whatTheEngineDoesNotKnowIsNothingToRun() {
        assertThat(EngineScript.load(List.of(new Method("unknown", "x: Tensor", "return torch.no_such_function(x)"))))
                .isEmpty();
    }
}
