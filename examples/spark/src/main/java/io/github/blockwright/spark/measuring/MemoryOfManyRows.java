package io.github.blockwright.spark.measuring;

import io.github.blockwright.spark.ClassifyImages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Classifies generated pictures on two executors and prints, as Markdown, the memory that these have after every partition: it must
 * not grow with the rows.
 */
public final class MemoryOfManyRows {
    private static final int PARTITIONS = 20;

    private MemoryOfManyRows() {}

    /** Takes a small model and the number of rows, for instance a million. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 2) {
            throw new IllegalArgumentException("Usage: MemoryOfManyRows MODEL ROWS");
        }
        long rows = Long.parseLong(arguments[1]);
        try (SparkSession spark = LocalCluster.start()) {
            System.out.println("| rows | seconds | executors' resident memory, MB |\n|---|---|---|");
            spark.sparkContext().addSparkListener(new Printing(rows / PARTITIONS));
            long begin = System.nanoTime();
            List<Row> counts = ClassifyImages.classify(
                            spark, Path.of(arguments[0]), GeneratedPictures.of(spark, rows, PARTITIONS))
                    .selectExpr("count(*)", "count(label)", "count(error)")
                    .collectAsList();
            Row all = counts.get(0);
            System.out.printf(
                    Locale.ROOT,
                    "%n%d rows, %d with a label, %d with an error, in %.0f s%n",
                    all.getLong(0),
                    all.getLong(1),
                    all.getLong(2),
                    (System.nanoTime() - begin) / 1e9);
        }
    }

    /** A line for every partition that is done. */
    private static final class Printing extends SparkListener {
        private final long begin = System.nanoTime();
        private final long rowsOfATask;
        private long tasks;

        Printing(long rowsOfATask) {
            this.rowsOfATask = rowsOfATask;
        }

        @Override
        public void onTaskEnd(SparkListenerTaskEnd end) {
            if (tasks == PARTITIONS) {
                return; // What is left is to sum the counts.
            }
            tasks++;
            String memory = LocalCluster.executors().stream()
                    .map(LocalCluster::residentMegabytes)
                    .map(String::valueOf)
                    .collect(Collectors.joining(", "));
            System.out.printf(
                    Locale.ROOT,
                    "| %d | %.0f | %s |%n",
                    tasks * rowsOfATask,
                    (System.nanoTime() - begin) / 1e9,
                    memory);
        }
    }
}
