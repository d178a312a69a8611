package io.github.blockwright.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.runtime.report.EpochResult;
import io.github.blockwright.runtime.testing.TinyBlock;
import io.github.blockwright.runtime.testing.WithEngine;
import org.junit.jupiter.api.Test;

class BestEpochTest extends WithEngine {
    private final TinyBlock block = new TinyBlock();

    private void setBias(float value) {
        try (NDArray bias = block.getParameters().get("logits.bias").getArray().stopGradient()) {
            bias.muli(0).addi(value);
        }
    }

    private float bias() {
        return block.getParameters().get("logits.bias").getArray().toFloatArray()[0];
    }

    @Test
    void amongEpochsOfTheSameAccuracyTheLowestLossIsTheBest() {
        block.initialize(manager);
        double[] accuracies = {0.5, 0.9, 0.9, 0.9, 0.8};
        double[] losses = {0.1, 0.4, 0.2, 0.3, 0.1};
        try (BestEpoch best = new BestEpoch(block, manager)) {
            for (int i = 0; i < accuracies.length; i++) {
                setBias(i + 1);
                best.epochDone(new EpochResult(i + 1, 0, 0, losses[i], accuracies[i], 0, 0, 0, 0));
            }
            best.restore();
        }
        assertThat(bias()).isEqualTo(3);
    }
}
