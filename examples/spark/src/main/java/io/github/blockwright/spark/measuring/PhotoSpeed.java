package io.github.blockwright.spark.measuring;

import ai.onnxruntime.OrtException;
import io.github.blockwright.lessons.serving.OnnxClassifier;
import io.github.blockwright.lessons.serving.Photo;
import io.github.blockwright.runtime.pictures.Images;
import io.github.blockwright.runtime.pictures.Picture;
import io.github.blockwright.spark.ClassifyImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * Photos a second without Spark, on two of its threads and on two executors, as Markdown. Everything runs twice, as the first time
 * classes are loaded and, on executors, the model is copied.
 */
public final class PhotoSpeed {
    private final Path model;
    private final Path folder;

    private PhotoSpeed(Path model, Path folder) {
        this.model = model;
        this.folder = folder;
    }

    /** Takes the model and a folder of photos, which must have no other files in it. */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 2) {
            throw new IllegalArgumentException("Usage: PhotoSpeed MODEL FOLDER");
        }
        new PhotoSpeed(Path.of(arguments[0]), Path.of(arguments[1])).measure();
    }

    private void measure() throws Exception {
        List<Path> photos;
        try (Stream<Path> files = Files.walk(folder)) {
            photos = files.filter(Files::isRegularFile).toList();
        }
        System.out.printf("%d photos%n%n", photos.size());
        System.out.println(
                "| | start, s | first row, s | first time, photos/s | second time, photos/s |\n|---|---|---|---|---|");
        print("one process, one thread | | ", photos.size(), () -> withoutSpark(photos, 1, 1));
        print("one process, a session of two threads | | ", photos.size(), () -> withoutSpark(photos, 1, 2));
        print("one process, two threads that share a session | | ", photos.size(), () -> withoutSpark(photos, 2, 1));
        withSpark("`local[2]`", photos.size(), () -> SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", false)
                .getOrCreate());
        withSpark("two executors", photos.size(), LocalCluster::start);
    }

    private static void print(String cells, int photos, Callable<Void> pass) throws Exception {
        double cold = photos / seconds(pass);
        double warm = photos / seconds(pass);
        System.out.printf(Locale.ROOT, "| %s | %.1f | %.1f |%n", cells, cold, warm);
    }

    private static double seconds(Callable<?> work) throws Exception {
        long begin = System.nanoTime();
        work.call();
        return (System.nanoTime() - begin) / 1e9;
    }

    private Void withoutSpark(List<Path> photos, int readers, int threads)
            throws OrtException, InterruptedException, ExecutionException {
        ExecutorService pool = Executors.newFixedThreadPool(readers);
        AtomicInteger next = new AtomicInteger();
        try (OnnxClassifier classifier = new OnnxClassifier(model, threads)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < readers; i++) {
                all.add(pool.submit(() -> {
                    for (int photo = next.getAndIncrement(); photo < photos.size(); photo = next.getAndIncrement()) {
                        classify(photos.get(photo), classifier);
                    }
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            pool.shutdownNow();
        }
        return null;
    }

    /** What {@link ClassifyImages} does with a picture. */
    private static void classify(Path file, OnnxClassifier classifier) throws IOException, OrtException {
        Picture picture =
                Images.decode(Files.readAllBytes(file), file.toString()).rgb();
        classifier.classify(new Photo(picture.height(), picture.width(), picture.pixels()));
    }

    private void withSpark(String what, int photos, Callable<SparkSession> starting) throws Exception {
        Path output = Files.createTempDirectory("labels");
        long begin = System.nanoTime();
        try (SparkSession spark = starting.call()) {
            // On executors this waits for them, which is no part of the first row's time.
            spark.range(2).repartition(2).count();
            double start = (System.nanoTime() - begin) / 1e9;
            Dataset<Row> labels = ClassifyImages.classify(spark, model, folder.toString());
            double first = seconds(() -> labels.limit(1).collectAsList());
            print(String.format(Locale.ROOT, "%s | %.1f | %.1f", what, start, first), photos, () -> {
                labels.write().mode(SaveMode.Overwrite).parquet(output.toString());
                return null;
            });
        }
        try (Stream<Path> files = Files.walk(output)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
