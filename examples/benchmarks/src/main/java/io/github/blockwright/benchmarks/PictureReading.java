package io.github.blockwright.benchmarks;

import io.github.blockwright.runtime.pictures.Images;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * How long it takes to read the pictures of a folder: by Java's decoder alone, and ready for a network of 224 pixels.
 * Usage: {@code PictureReading FOLDER [THREADS]}.
 */
public final class PictureReading {
    private static final int SIDE = 224;
    private static final int ROUNDS = 7;

    private PictureReading() {}

    @FunctionalInterface
    private interface Reading {
        Object read(Path file) throws IOException;
    }

    /** Runs the measurement. */
    public static void main(String[] arguments) throws Exception {
        List<Path> files;
        try (Stream<Path> all = Files.walk(Path.of(arguments[0]))) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        int threads = arguments.length > 1
                ? Integer.parseInt(arguments[1])
                : Runtime.getRuntime().availableProcessors();
        Map<String, Reading> readings = new LinkedHashMap<>();
        readings.put("bytes only", Files::readAllBytes);
        readings.put("ImageIO.read", file -> ImageIO.read(file.toFile()));
        readings.put("Images.decode", file -> Images.decode(file));
        readings.put("Images.whole", file -> Images.whole(Images.decode(file), 256, 3));
        readings.put("Images.read", file -> Images.read(file, SIDE, SIDE, Images.Fit.CROP));
        readings.put("Images.readMiddle", file -> Images.readMiddle(file, 256, SIDE, SIDE));
        Map<String, List<Double>> seconds = new LinkedHashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (Map.Entry<String, Reading> reading : readings.entrySet()) {
                double taken = seconds(files, threads, reading.getValue());
                // The first round warms up.
                if (round > 0) {
                    seconds.computeIfAbsent(reading.getKey(), name -> new ArrayList<>())
                            .add(taken);
                }
            }
        }
        System.out.printf("%d files, %d threads, medians of %d rounds%n", files.size(), threads, ROUNDS - 1);
        seconds.forEach((name, all) -> {
            double median = all.stream().sorted().toList().get(all.size() / 2);
            System.out.printf(Locale.ROOT, "%-18s %.2f s, %.0f pictures/s%n", name, median, files.size() / median);
        });
    }

    private static double seconds(List<Path> files, int threads, Reading reading) throws Exception {
        ExecutorService readers = Executors.newFixedThreadPool(threads);
        try {
            long start = System.nanoTime();
            List<Future<?>> results = new ArrayList<>();
            for (Path file : files) {
                results.add(readers.submit(() -> reading.read(file).hashCode()));
            }
            for (Future<?> result : results) {
                result.get();
            }
            return (System.nanoTime() - start) / 1e9;
        } finally {
            readers.shutdownNow();
        }
    }
}
