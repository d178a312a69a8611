package io.github.blockwright.benchmarks.jmh;

import ai.djl.ndarray.NDManager;
import io.github.blockwright.networks.CifarMobileNetV2Block;
import io.github.blockwright.runtime.data.ImageDataset;
import io.github.blockwright.runtime.data.Shapes;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.report.TrainingHistory;
import io.github.blockwright.runtime.train.Training;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A step of training the lecture's table by the default recipe. Each invocation is a training of {@value #STEPS} steps on
 * drawn shapes, so a twentieth of what a training costs besides its steps is in the figure.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 5)
@Measurement(iterations = 5, time = 5)
public class TrainingStepBenchmark {
    private static final int STEPS = 20;

    /** Images in a step. */
    @Param({"32", "128"})
    public int batch;

    /** Of the engine. */
    @Param("1")
    public int threads;

    private NDManager manager;
    private ImageDataset images;
    private CifarMobileNetV2Block block;
    private Recipe recipe;

    /** Draws the images and initialises the block. */
    @Setup(Level.Trial)
    public void setUp() {
        EngineSettings.apply(threads);
        images = Shapes.generate(STEPS * batch, 1);
        recipe = Recipe.builder().epochs(1).batchSize(batch).build();
        manager = NDManager.newBaseManager();
        block = new CifarMobileNetV2Block();
        block.initialize(manager);
    }

    /** Trains. */
    @Benchmark
    @OperationsPerInvocation(STEPS)
    public TrainingHistory step() {
        return Training.of(block, recipe).run(manager, images, null);
    }

    /** Gives back the engine's memory. */
    @TearDown(Level.Trial)
    public void tearDown() {
        manager.close();
    }
}
