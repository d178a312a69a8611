package io.github.blockwright.benchmarks.jmh;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.blockwright.networks.CifarMobileNetV2Block;
import io.github.blockwright.runtime.blocks.Inference;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A batch of 32×32 images through the lecture's table, as it is trained and folded. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 5)
@Measurement(iterations = 5, time = 5)
public class InferenceBenchmark {
    /** Images in a batch. */
    @Param({"1", "128"})
    public int batch;

    /** Of the engine. */
    @Param("1")
    public int threads;

    /** Whether batch normalisation is folded into the convolutions. */
    @Param({"false", "true"})
    public boolean folded;

    private NDManager manager;
    private CifarMobileNetV2Block block;
    private NDArray images;

    /** Initialises the block and draws images with the channels last, as the runtime's batches have them. */
    @Setup(Level.Trial)
    public void setUp() {
        EngineSettings.apply(threads);
        manager = NDManager.newBaseManager();
        CifarMobileNetV2Block trained = new CifarMobileNetV2Block();
        trained.initialize(manager);
        block = folded ? trained.fold(manager) : trained;
        images = manager.randomNormal(new Shape(batch, 32, 32, 3)).transpose(0, 3, 1, 2);
    }

    /** Runs the network. */
    @Benchmark
    public float[] scores() {
        try (NDArray scores = Inference.forward(block, images)) {
            return scores.toFloatArray();
        }
    }

    /** Gives back the engine's memory. */
    @TearDown(Level.Trial)
    public void tearDown() {
        manager.close();
    }
}
