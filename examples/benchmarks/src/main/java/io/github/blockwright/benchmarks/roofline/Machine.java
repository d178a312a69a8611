package io.github.blockwright.benchmarks.roofline;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.blockwright.benchmarks.Medians;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What the engine reaches on this machine at its best.
 *
 * @param flops floating point operations a second, of products of large matrices
 * @param bandwidths bytes a second that are read and written, by the bytes of an array that is changed in place
 * @param callSeconds of an operation on a single value
 * @param gradientCallSeconds of the same with its gradient
 */
record Machine(double flops, NavigableMap<Long, Double> bandwidths, double callSeconds, double gradientCallSeconds) {
    private static final int ROUNDS = 9;
    private static final int CALLS = 5_000;
    private static final int SMALLEST = 16;
    private static final int LARGEST = 28;

    static Machine measure(NDManager manager) {
        double flops = 0;
        for (int side = 256; side <= 2048; side *= 2) {
            try (NDArray a = manager.randomNormal(new Shape(side, side));
                    NDArray b = manager.randomNormal(new Shape(side, side))) {
                double seconds = fastest(() -> a.matMul(b).close());
                flops = Math.max(flops, 2.0 * side * side * side / seconds);
            }
        }
        NavigableMap<Long, Double> bandwidths = new TreeMap<>();
        for (int power = SMALLEST; power <= LARGEST; power += 2) {
            long bytes = 1L << power;
            int repeats = (int) Math.max(1, (1L << 26) / bytes);
            try (NDArray x = manager.ones(new Shape(bytes / Float.BYTES))) {
                double seconds = fastest(() -> {
                    for (int i = 0; i < repeats; i++) {
                        x.muli(1);
                    }
                });
                bandwidths.put(bytes, 2.0 * bytes * repeats / seconds);
            }
        }
        return new Machine(flops, bandwidths, call(manager, false), call(manager, true));
    }

    private static double call(NDManager manager, boolean gradient) {
        List<Double> seconds = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            try (NDManager scope = manager.newSubManager()) {
                NDArray x = scope.ones(new Shape(1));
                NDArray one = scope.full(new Shape(), 1, DataType.FLOAT32);
                long start = System.nanoTime();
                if (gradient) {
                    x.setRequiresGradient(true);
                    try (var collector = manager.getEngine().newGradientCollector()) {
                        NDArray y = x;
                        for (int i = 0; i < CALLS; i++) {
                            y = y.mul(one);
                        }
                        collector.backward(y.sum());
                    }
                } else {
                    for (int i = 0; i < CALLS; i++) {
                        x.mul(one).close();
                    }
                }
                seconds.add((System.nanoTime() - start) / 1e9 / CALLS);
            }
        }
        return Medians.of(seconds);
    }

    private static double fastest(Runnable work) {
        double best = Double.POSITIVE_INFINITY;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            work.run();
            best = Math.min(best, (System.nanoTime() - start) / 1e9);
        }
        return best;
    }

    /** Bytes a second for arrays of this size: that of the smallest measured one that is no smaller. */
    double bandwidth(double bytes) {
        var entry = bandwidths.ceilingEntry((long) bytes);
        return entry == null ? bandwidths.lastEntry().getValue() : entry.getValue();
    }

    /** The least seconds for so much work on arrays of this size. */
    double seconds(double operations, double moved, double arrayBytes) {
        return Math.max(operations / flops, moved / bandwidth(arrayBytes));
    }

    List<String> markdown() {
        List<String> lines = new ArrayList<>(List.of(
                "| of the engine at its best | |",
                "|---|---|",
                line("products of matrices, 256 to 2048 a side", "%.0f GFLOP/s", flops / 1e9)));
        bandwidths.forEach((bytes, rate) -> lines.add(
                line("reading and writing an array of %,.0f KB".formatted(bytes / 1024.0), "%.1f GB/s", rate / 1e9)));
        lines.add(line("an operation on one value", "%.1f µs", callSeconds * 1e6));
        lines.add(line("the same with its gradient", "%.1f µs", gradientCallSeconds * 1e6));
        return lines;
    }

    private static String line(String what, String format, double value) {
        return "| " + what + " | " + String.format(Locale.ROOT, format, value) + " |";
    }
}
