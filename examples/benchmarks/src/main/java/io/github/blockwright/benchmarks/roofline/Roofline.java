package io.github.blockwright.benchmarks.roofline;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.blockwright.benchmarks.Medians;
import io.github.blockwright.benchmarks.steps.Noise;
import io.github.blockwright.benchmarks.steps.StepTimes;
import io.github.blockwright.networks.CifarMobileNetV2Block;
import io.github.blockwright.networks.ImageNetMobileNetV2Block;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.blocks.RowSummary;
import io.github.blockwright.runtime.engine.EngineMemory;
import io.github.blockwright.runtime.layers.Layer;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.train.Training;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How far a training step is from what the machine can do: the rate of products of matrices and the bandwidth that the engine reaches at
 * its best, and for each row its forward and its backward pass beside the time that its multiply-adds or its maps would take at
 * these rates (Williams et al., 2009, "Roofline"). A backward pass is taken as twice the work, which is that of two gradients. It is a
 * yardstick and no strict bound: all maps of a row get the bandwidth of its largest, and views count as maps.
 */
@Command(
        name = "Roofline",
        description = "Measures each row of a training step beside the machine's limits; prints Markdown.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class Roofline implements Callable<Integer> {
    private static final int STEPS = 12;
    private static final int SKIPPED = 4;

    @Option(names = "--threads", defaultValue = "1", description = "Of the engine; default: ${DEFAULT-VALUE}.")
    private int threads;

    private Roofline() {}

    /**
     * A row beside its limit, in seconds.
     *
     * @param forwardLimit the least for the forward pass
     * @param backwardLimit the least for the backward pass
     */
    private record Measured(RowSummary row, RowTimes times, double forwardLimit, double backwardLimit) {
        double lost() {
            return times.forward() + times.backward() - forwardLimit - backwardLimit;
        }
    }

    /** Measures, and prints a table for the machine and one for each network. */
    public static void main(String[] arguments) throws Exception {
        System.exit(EngineMemory.call(() -> new CommandLine(new Roofline()).execute(arguments)));
    }

    @Override
    public Integer call() {
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("ai.djl.pytorch.graph_optimizer", "false");
        System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(threads));
        try (NDManager manager = NDManager.newBaseManager()) {
            Machine machine = Machine.measure(manager);
            machine.markdown().forEach(System.out::println);
            print(new CifarMobileNetV2Block(), 128, machine, manager);
            print(new ImageNetMobileNetV2Block(), 16, machine, manager);
        }
        return 0;
    }

    private static void print(NetworkBlock<?, ?> block, int batch, Machine machine, NDManager manager) {
        double step = step(block, batch, manager);
        List<Measured> all = rows(block, batch, machine, manager);
        System.out.printf(Locale.ROOT, "%n%s, batch of %d%n%n", block.summary().name(), batch);
        System.out.println(
                "| row | output | forward ms | at least | share | backward ms | at least | share | lost ms |");
        System.out.println("|---|---|---|---|---|---|---|---|---|");
        all.forEach(row -> System.out.println(line(row.row().name(), row.row().output(), List.of(row))));
        System.out.println(line("all rows", null, all));
        double rows = all.stream()
                .mapToDouble(row -> row.times().forward() + row.times().backward())
                .sum();
        double least = all.stream()
                .mapToDouble(row -> row.forwardLimit() + row.backwardLimit())
                .sum();
        System.out.printf(
                Locale.ROOT,
                "%nA step takes %.1f ms, of which the rows by themselves %.1f, and they at least %.1f: %.0f %% of what this machine can do."
                        + " Most is lost in %s.%n",
                1e3 * step,
                1e3 * rows,
                1e3 * least,
                100 * least / step,
                all.stream()
                        .max(Comparator.comparingDouble(Measured::lost))
                        .map(row -> row.row().name())
                        .orElseThrow());
    }

    private static List<Measured> rows(NetworkBlock<?, ?> block, int batch, Machine machine, NDManager manager) {
        List<Measured> all = new ArrayList<>();
        Shape shape = block.summary().input().shape(batch);
        List<RowSummary> rows = block.summary().rows();
        for (int i = 0; i < rows.size(); i++) {
            Layer layer = (Layer) block.getChildren().get(i).getValue();
            RowWork work = RowWork.of(layer, shape);
            double operations = 2.0 * rows.get(i).multiplyAdds() * batch;
            double moved = (double) Float.BYTES * work.values();
            double largest = (double) Float.BYTES * work.largest();
            RowTimes times = RowTimes.measure(layer, shape, i == 0, manager);
            int gradients = i == 0 ? 1 : 2;
            all.add(new Measured(
                    rows.get(i),
                    times,
                    machine.seconds(operations, moved, largest),
                    machine.seconds(gradients * operations, gradients * moved, largest)));
            shape = work.shape();
        }
        return all;
    }

    /** Seconds of a whole step, by the default recipe. */
    private static double step(NetworkBlock<?, ?> block, int batch, NDManager manager) {
        StepTimes times = new StepTimes();
        Recipe recipe = Recipe.builder().epochs(1).batchSize(batch).build();
        Training.of(block, recipe)
                .quiet()
                .listener(times)
                .run(manager, new Noise(block.summary(), STEPS * batch), null);
        return Medians.of(times.milliseconds().subList(SKIPPED, STEPS)) / 1e3;
    }

    private static String line(String name, Shape output, List<Measured> rows) {
        double forward = rows.stream().mapToDouble(row -> row.times().forward()).sum();
        double forwardLimit = rows.stream().mapToDouble(Measured::forwardLimit).sum();
        double backward =
                rows.stream().mapToDouble(row -> row.times().backward()).sum();
        double backwardLimit =
                rows.stream().mapToDouble(Measured::backwardLimit).sum();
        return String.format(
                Locale.ROOT,
                "| `%s` | %s | %.2f | %.2f | %.0f %% | %.2f | %.2f | %.0f %% | %.2f |",
                name,
                output == null ? "" : output,
                1e3 * forward,
                1e3 * forwardLimit,
                100 * forwardLimit / forward,
                1e3 * backward,
                1e3 * backwardLimit,
                100 * backwardLimit / backward,
                1e3 * rows.stream().mapToDouble(Measured::lost).sum());
    }
}
