package io.github.blockwright.spark;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import io.github.blockwright.networks.ShapesNetBlock;
import io.github.blockwright.runtime.data.Shapes;
import io.github.blockwright.runtime.export.Onnx;
import io.github.blockwright.spark.measuring.GeneratedPictures;
import io.github.blockwright.spark.measuring.LocalCluster;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** On executors that are processes of their own. */
@EnabledOnOs(OS.LINUX)
class ExecutorDeathTest {
    private static final int ROWS = 4000;
    private static final int PARTITIONS = 16;

    @Test
    void everyRowComesThoughAnExecutorIsKilled(@TempDir Path folder) throws Exception {
        Path model = folder.resolve("shapes.onnx");
        try (NDManager manager = NDManager.newBaseManager()) {
            ShapesNetBlock block = new ShapesNetBlock();
            block.initialize(manager);
            Onnx.of(block)
                    .preprocessing()
                    .labels(Shapes.generate(1, 1).classes())
                    .write(model);
        }
        String output = folder.resolve("labels.parquet").toString();
        Killing killing = new Killing();
        try (SparkSession spark = LocalCluster.start()) {
            spark.sparkContext().addSparkListener(killing);
            ClassifyImages.classify(spark, model, GeneratedPictures.of(spark, ROWS, PARTITIONS))
                    .write()
                    .parquet(output);
            Dataset<Row> labels = spark.read().parquet(output);
            assertThat(killing.killed).hasSize(1);
            assertThat(killing.failures).hasPositiveValue();
            assertThat(labels.count()).isEqualTo(ROWS);
            assertThat(labels.select("path").distinct().count()).isEqualTo(ROWS);
            assertThat(labels.where("error is not null").count()).isEqualTo(ROWS / GeneratedPictures.BROKEN);
        }
        for (ProcessHandle executor : LocalCluster.executors()) {
            executor.onExit().get(30, TimeUnit.SECONDS);
        }
    }

    /** Kills one of two executors as soon as three partitions are done. */
    private static final class Killing extends SparkListener {
        private final AtomicInteger done = new AtomicInteger();
        private final AtomicInteger failures = new AtomicInteger();
        private volatile List<ProcessHandle> killed = List.of();

        @Override
        public void onTaskEnd(SparkListenerTaskEnd end) {
            if (end.taskInfo().failed()) {
                failures.incrementAndGet();
            } else if (done.incrementAndGet() == 3) {
                killed = LocalCluster.executors().subList(0, 1);
                killed.get(0).destroyForcibly();
            }
        }
    }
}
