package io.github.blockwright.runtime.profile;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import io.github.blockwright.dsl.Precision;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.blocks.NetworkSummary;
import io.github.blockwright.runtime.engine.EngineThreads;
import io.github.blockwright.runtime.export.Onnx;
import io.github.blockwright.runtime.serve.ServedNetwork;
import io.github.blockwright.runtime.serve.Serving;
import io.github.blockwright.runtime.serve.ServingEngine;
import io.github.blockwright.runtime.serve.ServingException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Measures what each row of a network costs on this machine's CPU, one picture at a time: through the folded block in DJL's
 * engine, and through ONNX Runtime where it is there. A time is the shortest of many, since what else the machine does can only
 * add. The rows' sum is what the network computes; what goes around that, such as copying the picture in and the answer out, is
 * not in it. The settings are for one thread.
 */
public final class Profiler {
    private static final int ROUNDS = 50;
    private static final int WARM_UP = 10;

    private final NetworkBlock<?, ?> block;
    private int rounds = ROUNDS;

    private Profiler(NetworkBlock<?, ?> block) {
        this.block = block;
    }

    /**
     * Of a network with any weights, which make no difference.
     *
     * @param block initialised on the CPU, not folded; it stays its owner's
     * @return this profiler, to be started
     * @throws IllegalArgumentException if the block is folded, or on a GPU
     * @throws IllegalStateException if it has no weights yet
     */
    public static Profiler of(NetworkBlock<?, ?> block) {
        String name = block.summary().name();
        if (block.isFolded()) {
            throw new IllegalArgumentException(
                    name + " is folded for inference already: profile the block that it is folded from");
        }
        if (!block.isInitialized()) {
            throw new IllegalStateException(
                    name + " has no weights yet: initialize it or load weights before it is profiled");
        }
        for (Parameter parameter : block.getParameters().values()) {
            if (parameter.getArray().getDevice().isGpu()) {
                throw new IllegalArgumentException(
                        name + " is on " + parameter.getArray().getDevice()
                                + ": a profile is of the CPU, so initialize it with a manager of Device.cpu()");
            }
        }
        return new Profiler(block);
    }

    /**
     * Sets how often each is measured; 50 times unless this is called.
     *
     * @param count at least 1
     * @return this
     * @throws IllegalArgumentException if it is less
     */
    public Profiler rounds(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("There must be at least 1 round, not " + count);
        }
        rounds = count;
        return this;
    }

    /**
     * What the table says of each row's cost, without times.
     *
     * @param block initialised, not folded
     * @return the rows in order, their times NaN
     */
    public static List<RowCost> costs(NetworkBlock<?, ?> block) {
        return costs(block.summary(), Onnx.of(block).toBytes());
    }

    private static List<RowCost> costs(NetworkSummary summary, byte[] model) {
        RowNodes nodes =
                new RowNodes(summary.rows().stream().map(row -> row.name()).toList());
        Map<String, Operators> operators = nodes.operators(model);
        return summary.rows().stream()
                .map(row -> new RowCost(
                        row.name(),
                        row.operator(),
                        row.output().toString(),
                        row.parameters(),
                        row.multiplyAdds(),
                        row.bytesMoved(Precision.FLOAT32),
                        operators.get(row.name()),
                        Double.NaN,
                        Double.NaN))
                .toList();
    }

    /**
     * Measures.
     *
     * @return the rows with their times; those of ONNX Runtime are NaN where it is not there
     * @throws IOException if ONNX Runtime's events cannot be written or read
     */
    public NetworkProfile measure() throws IOException {
        NetworkSummary summary = block.summary();
        byte[] model = Onnx.of(block).toBytes();
        List<RowCost> costs = costs(summary, model);
        List<Double> served = Collections.nCopies(costs.size(), Double.NaN);
        String engines;
        List<Double> own;
        try (NDManager manager = NDManager.newBaseManager(
                block.getParameters().valueAt(0).getArray().getDevice())) {
            own = new BlockTimes(block.fold(manager), manager).measure(WARM_UP, rounds);
            Engine djl = manager.getEngine();
            engines = djl.getEngineName() + " " + djl.getVersion();
        }
        try (ServedNetwork network =
                Serving.of(block).engine(ServingEngine.ONNXRUNTIME).open()) {
            served = new ServingTimes(summary, model, EngineThreads.count()).measure(WARM_UP, rounds);
            engines += ", " + network.description();
        } catch (ServingException e) {
            engines += ", no ONNX Runtime (" + e.getMessage() + ")";
        }
        List<RowCost> rows = new ArrayList<>();
        for (int i = 0; i < costs.size(); i++) {
            rows.add(costs.get(i).measured(own.get(i), served.get(i)));
        }
        String machine = System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", "
                + Runtime.getRuntime().availableProcessors() + " cores, " + engines;
        return new NetworkProfile(summary.name(), machine, rows);
    }
}
