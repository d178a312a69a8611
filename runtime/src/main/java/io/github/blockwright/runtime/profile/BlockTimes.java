package io.github.blockwright.runtime.profile;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import io.github.blockwright.runtime.blocks.Inference;
import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.layers.Layer;
import java.util.Arrays;
import java.util.List;

/** How long each row of a folded block takes in DJL's engine, on the CPU, where an operation is done when it returns. */
record BlockTimes(NetworkBlock<?, ?> folded, NDManager manager) {
    /** The shortest time of each row, in milliseconds. */
    List<Double> measure(int warmUp, int rounds) {
        List<Block> rows = folded.getChildren().values();
        double[] shortest = new double[rows.size()];
        Arrays.fill(shortest, Double.POSITIVE_INFINITY);
        for (int round = -warmUp; round < rounds; round++) {
            double[] times = round(rows);
            for (int i = 0; round >= 0 && i < times.length; i++) {
                shortest[i] = Math.min(shortest[i], times[i]);
            }
        }
        return Arrays.stream(shortest).boxed().toList();
    }

    private double[] round(List<Block> rows) {
        double[] times = new double[rows.size()];
        try (NDManager scope = manager.newSubManager()) {
            Inference store = new Inference(scope);
            NDArray x = image(scope);
            for (int i = 0; i < times.length; i++) {
                long before = System.nanoTime();
                NDArray y = ((Layer) rows.get(i)).forward(store, x, false);
                times[i] = (System.nanoTime() - before) / 1e6;
                if (y != x) {
                    x.close();
                }
                x = y;
            }
        }
        return times;
    }

    /** As pictures come: memory with the channels last. */
    private NDArray image(NDManager scope) {
        InputSpec input = folded.summary().input();
        return scope.randomUniform(-1, 1, new Shape(1, input.height(), input.width(), input.channels()))
                .transpose(0, 3, 1, 2);
    }
}
