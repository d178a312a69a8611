package io.github.blockwright.lessons.service;

import com.sun.management.OperatingSystemMXBean;
import io.github.blockwright.runtime.serve.Classifier;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * How many pictures a second {@link PictureService} answers, how long each waits, and what it takes of the processor, the
 * clients' share included: one picture at a time and in batches.
 */
public final class ServiceLoad {
    private static final int WARM_UP_SECONDS = 3;

    private ServiceLoad() {}

    /** Takes a run directory, a picture, and for how many seconds to measure each. */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 3) {
            throw new IllegalArgumentException("Usage: ServiceLoad RUN PICTURE SECONDS");
        }
        Path run = Path.of(arguments[0]);
        byte[] picture = Files.readAllBytes(Path.of(arguments[1]));
        int seconds = Integer.parseInt(arguments[2]);
        System.out.println("clients  largest batch  pictures/s  median ms  99 % within ms  processor ms/picture");
        for (int clients : List.of(1, 4, 16)) {
            for (int batch : List.of(1, 16)) {
                measure(run, picture, clients, batch, seconds);
            }
        }
    }

    private static void measure(Path run, byte[] picture, int clients, int batch, int seconds) throws Exception {
        PictureService.Settings settings = PictureService.Settings.local(0).withLargestBatch(batch);
        try (PictureService service = new PictureService(Classifier.open(run), settings)) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + "/classify"))
                    .header("Authorization", "Bearer " + settings.token())
                    .POST(HttpRequest.BodyPublishers.ofByteArray(picture))
                    .build();
            times(request, clients, WARM_UP_SECONDS);
            long before = processorNanos();
            List<Double> times = times(request, clients, seconds);
            double processor = (processorNanos() - before) / 1e6 / times.size();
            Collections.sort(times);
            System.out.printf(
                    Locale.ROOT,
                    "%7d  %13d  %10.0f  %9.1f  %14.1f  %20.2f%n",
                    clients,
                    batch,
                    times.size() / (double) seconds,
                    times.get(times.size() / 2),
                    times.get(times.size() * 99 / 100),
                    processor);
        }
    }

    private static long processorNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    /** Milliseconds of each request of all clients, of which each asks again when it has its answer. */
    private static List<Double> times(HttpRequest request, int clients, int seconds)
            throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        Callable<List<Double>> client = () -> {
            HttpClient http =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
            List<Double> times = new ArrayList<>();
            while (System.nanoTime() < end) {
                long start = System.nanoTime();
                HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() != 200) {
                    throw new IOException(answer.statusCode() + " " + answer.body());
                }
                times.add((System.nanoTime() - start) / 1e6);
            }
            return times;
        };
        try {
            List<Double> all = new ArrayList<>();
            for (Future<List<Double>> times : threads.invokeAll(Collections.nCopies(clients, client))) {
                all.addAll(times.get());
            }
            return all;
        } finally {
            threads.shutdown();
        }
    }
}
