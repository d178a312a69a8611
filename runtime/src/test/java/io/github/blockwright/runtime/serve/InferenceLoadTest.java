package io.github.blockwright.runtime.serve;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.github.blockwright.runtime.blocks.Inference;
import io.github.blockwright.runtime.layers.Layer;
import io.github.blockwright.runtime.testing.TinyBlock;
import io.github.blockwright.runtime.testing.WithEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One block, and one served network, that many threads run at once. */
class InferenceLoadTest extends WithEngine {
    private static final int BATCHES = 16;
    private static final int MOST_THREADS = 32;

    private final TinyBlock block = new TinyBlock();
    private List<float[]> batches;

    @BeforeEach
    void initialize() {
        block.initialize(manager);
        // Of several sizes, as callers have them.
        batches = IntStream.range(0, BATCHES)
                .mapToObj(i -> normal(1 + i % 3, 3, 8, 8).toFloatArray())
                .toList();
    }

    @Test
    void aBlockGivesTheSameFromOneToThirtyTwoThreadsToTheBit() throws Exception {
        requireTheSame(block);
    }

    @ParameterizedTest
    @EnumSource(names = {"ONNXRUNTIME", "PYTORCH"})
    void aServedNetworkGivesTheSameFromOneToThirtyTwoThreadsToTheBit(ServingEngine engine) throws Exception {
        try (ServedNetwork served = Serving.of(block).engine(engine).open()) {
            requireTheSame(served.layer());
        }
    }

    private float[] output(Layer layer, int batch) {
        try (NDManager own = NDManager.newBaseManager()) {
            float[] values = batches.get(batch % BATCHES);
            NDArray images = own.create(values, block.summary().input().shape(values.length / (3 * 8 * 8)));
            return Inference.forward(layer, images).toFloatArray();
        }
    }

    private void requireTheSame(Layer layer) throws Exception {
        List<float[]> expected =
                IntStream.range(0, BATCHES).mapToObj(i -> output(layer, i)).toList();
        for (int count = 1; count <= MOST_THREADS; count *= 2) {
            ExecutorService threads = Executors.newFixedThreadPool(count);
            try {
                List<Future<float[]>> outputs = new ArrayList<>();
                for (int i = 0; i < 4 * BATCHES; i++) {
                    int batch = i;
                    outputs.add(threads.submit(() -> output(layer, batch)));
                }
                for (int i = 0; i < outputs.size(); i++) {
                    assertThat(outputs.get(i).get()).as("%d threads", count).isEqualTo(expected.get(i % BATCHES));
                }
            } finally {
                threads.shutdownNow();
            }
        }
    }
}
