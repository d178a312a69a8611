package io.github.blockwright.benchmarks;

import io.github.blockwright.networks.ShapesNetBlock;
import io.github.blockwright.runtime.data.ImageDataset;
import io.github.blockwright.runtime.data.Shapes;
import io.github.blockwright.runtime.weights.SavedModel;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * Does a training that is killed come to what it would have come to? Starts the command line as processes, of three kinds of
 * training in turn (pictures streamed and cached, CPU-heavy augmentation with mixing, averaging and accumulation, and a
 * gradual fine-tuning), kills them at random moments by SIGKILL, SIGTERM, SIGINT or SIGHUP, resumes them until they are
 * done, and compares the weights with those of a run that nobody disturbed, bit by bit. As many runs go on at a time as there
 * are cores. Usage: {@code KillExperiment blockwright.jar FOLDER RUNS [SEED]}, another seed each time if there is none; Linux
 * and macOS.
 */
public final class KillExperiment {
    private static final int PICTURES = 400;
    private static final int SIDE = 32;
    private static final double CHECKPOINT_SECONDS = 1;
    private static final int MOST_STARTS = 40;
    private static final Map<String, Integer> SIGNALS =
            new TreeMap<>(Map.of("KILL", 9, "TERM", 15, "INT", 2, "HUP", 1));

    private final String jar;
    private final Path folder;

    private KillExperiment(String jar, Path folder) {
        this.jar = jar;
        this.folder = folder;
    }

    /** A kind of training: the words of its command, and the model that it ends with. */
    private record Kind(List<String> words, String model) {}

    /** A kind's undisturbed weights, and how long they took. */
    private record Whole(Map<String, float[]> weights, double seconds) {}

    /** How a process ended, and how long it ran. */
    private record Ended(int code, double seconds) {}

    /** What became of some runs. */
    private static final class Outcome {
        private final Map<String, Integer> kills = new TreeMap<>();
        private final Map<String, Integer> unheard = new TreeMap<>();
        private final List<String> wrong = new ArrayList<>();
        private double mostLost;
        private int resumed;

        private void add(Outcome other) {
            other.kills.forEach((signal, count) -> kills.merge(signal, count, Integer::sum));
            other.unheard.forEach((signal, count) -> unheard.merge(signal, count, Integer::sum));
            wrong.addAll(other.wrong);
            mostLost = Math.max(mostLost, other.mostLost);
            resumed += other.resumed;
        }
    }

    /** Runs the experiment and ends with 1 if anything was not as promised. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[1]).toAbsolutePath();
        long seed = arguments.length > 3 ? Long.parseLong(arguments[3]) : System.currentTimeMillis();
        int wrong = new KillExperiment(arguments[0], folder).run(Integer.parseInt(arguments[2]), seed);
        if (wrong > 0) {
            throw new IllegalStateException(wrong + " runs were not as promised");
        }
    }

    private int run(int runs, long seed) throws Exception {
        Path photos = folder.resolve("photos");
        if (!Files.exists(photos)) {
            draw(photos);
        }
        Map<String, Kind> kinds = kinds(photos);
        Map<String, Whole> wholes = new LinkedHashMap<>();
        for (Map.Entry<String, Kind> kind : kinds.entrySet()) {
            wholes.put(kind.getKey(), whole(kind.getKey(), kind.getValue()));
        }
        List<String> names = List.copyOf(kinds.keySet());
        SplittableRandom seeds = new SplittableRandom(seed);
        ExecutorService atATime =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        Outcome all = new Outcome();
        try {
            List<Future<Outcome>> outcomes = new ArrayList<>();
            for (int i = 1; i <= runs; i++) {
                int number = i;
                String name = names.get(i % names.size());
                SplittableRandom random = seeds.split();
                outcomes.add(atATime.submit(() -> disturbed(number, name, kinds.get(name), wholes.get(name), random)));
            }
            for (Future<Outcome> outcome : outcomes) {
                all.add(outcome.get());
            }
        } finally {
            atATime.shutdownNow();
        }
        System.out.printf(
                Locale.ROOT,
                "%d runs with seed %d, killed %d times (%s; signals without effect: %s), resumed %d times; %d not as promised;"
                        + " at most %.1f s lost, with a checkpoint every %.1f s%n",
                runs,
                seed,
                all.kills.values().stream().mapToInt(Integer::intValue).sum(),
                all.kills,
                all.unheard,
                all.resumed,
                all.wrong.size(),
                all.mostLost,
                CHECKPOINT_SECONDS);
        all.wrong.forEach(System.out::println);
        return all.wrong.size();
    }

    private Map<String, Kind> kinds(Path photos) {
        String minutes = String.format(Locale.ROOT, "%.4f", CHECKPOINT_SECONDS / 60);
        List<String> common =
                List.of("--data", photos.toString(), "--threads", "1", "--checkpoint-minutes", minutes, "--seed", "3");
        Map<String, Kind> kinds = new LinkedHashMap<>();
        kinds.put("streamed", train(common, "--epochs", "4", "--batch-size", "8"));
        kinds.put(
                "mixed",
                train(
                        common,
                        "--epochs",
                        "3",
                        "--batch-size",
                        "8",
                        "--accumulation",
                        "2",
                        "--averaging",
                        "0.99",
                        "--mixup",
                        "0.2"));
        List<String> transfer = new ArrayList<>(List.of("transfer", "ShapesNet"));
        transfer.addAll(common);
        transfer.addAll(List.of("--weights", folder.resolve("whole-streamed").toString(), "--epochs", "4"));
        transfer.addAll(List.of("--head-epochs", "4", "--batch-size", "8", "--gradual"));
        kinds.put("gradual", new Kind(transfer, "fine-tuned"));
        return kinds;
    }

    private static Kind train(List<String> common, String... more) {
        List<String> words = new ArrayList<>(List.of("train", "ShapesNet"));
        words.addAll(common);
        words.addAll(List.of(more));
        return new Kind(words, "last");
    }

    private static void draw(Path photos) throws IOException {
        ImageDataset shapes = Shapes.generate(PICTURES, 1, SIDE);
        for (int i = 0; i < shapes.size(); i++) {
            Path of = Files.createDirectories(
                    photos.resolve(shapes.classes().get(shapes.label(i)).replace(' ', '-')));
            ImageIO.write(shapes.picture(i), "png", of.resolve(i + ".png").toFile());
        }
    }

    private Whole whole(String name, Kind kind) throws IOException, InterruptedException {
        Path run = folder.resolve("whole-" + name);
        Folders.delete(run);
        Ended ended = wait(start(kind, run, false));
        if (ended.code() != 0) {
            throw new IllegalStateException(
                    "The undisturbed run ended with " + ended.code() + ":\n" + Files.readString(log(run)));
        }
        System.out.printf(Locale.ROOT, "%s: undisturbed in %.1f s%n", name, ended.seconds());
        return new Whole(weights(run, kind), ended.seconds());
    }

    /** Kills the first process for certain, and each later one with a chance of two thirds. */
    private Outcome disturbed(int number, String name, Kind kind, Whole whole, SplittableRandom random)
            throws IOException, InterruptedException {
        Outcome outcome = new Outcome();
        Path run = folder.resolve("run-" + number);
        Folders.delete(run);
        StringBuilder story = new StringBuilder(number + " " + name + ":");
        for (int starts = 0; starts < MOST_STARTS; starts++) {
            Process process = start(kind, run, starts > 0);
            boolean kill = starts == 0 || random.nextInt(3) > 0;
            long started = System.nanoTime();
            long begun = System.currentTimeMillis();
            if (kill && !process.waitFor((long) (random.nextDouble() * 1e3 * whole.seconds()), TimeUnit.MILLISECONDS)) {
                String signal = List.copyOf(SIGNALS.keySet()).get(random.nextInt(SIGNALS.size()));
                kill(process, signal, run, begun, story, outcome);
                outcome.resumed++;
                continue;
            }
            int code = process.waitFor();
            story.append(String.format(Locale.ROOT, " ended with %d after %.1f s", code, seconds(started)));
            boolean same = code == 0 && same(weights(run, kind), whole.weights());
            if (!same) {
                outcome.wrong.add(story + (code == 0 ? ", with other weights" : ": " + Files.readString(log(run))));
            }
            System.out.println(story + (same ? ", the same" : ", NOT THE SAME"));
            if (outcome.wrong.isEmpty()) {
                Folders.delete(run);
                Files.delete(log(run));
            }
            return outcome;
        }
        outcome.wrong.add(story + " never ended");
        return outcome;
    }

    private static void kill(Process process, String signal, Path run, long begun, StringBuilder story, Outcome outcome)
            throws IOException, InterruptedException {
        long now = System.currentTimeMillis();
        long written = newest(run);
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .start()
                .waitFor();
        int code = process.waitFor();
        if (code == 0) {
            // It was about to end by itself, or ignores the signal: in a shell's background SIGINT is ignored.
            outcome.unheard.merge(signal, 1, Integer::sum);
        } else {
            outcome.kills.merge(signal, 1, Integer::sum);
            if (signal.equals("KILL")) {
                outcome.mostLost = Math.max(outcome.mostLost, (now - Math.max(written, begun)) / 1e3);
            }
        }
        story.append(' ').append(signal).append(code == 0 ? " (unheard)" : "");
        // A process that was about to end by itself, or had not started to listen, is not wrong.
        List<Integer> right = List.of(128 + SIGNALS.get(signal), 0);
        if (!right.contains(code)) {
            outcome.wrong.add(story + " ended with " + code + ": " + Files.readString(log(run)));
        }
        if (Files.readString(log(run)).contains("Exception")) {
            outcome.wrong.add(story + " printed an exception: " + Files.readString(log(run)));
        }
    }

    /** When the newest checkpoint of any phase was written, or long ago. */
    private static long newest(Path run) throws IOException {
        if (!Files.exists(run)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(run)) {
            return files.filter(file -> file.getFileName().toString().equals("checkpoint.zip"))
                    .mapToLong(file -> file.toFile().lastModified())
                    .max()
                    .orElse(0);
        }
    }

    private Process start(Kind kind, Path run, boolean resume) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m", "-jar", jar));
        command.addAll(kind.words());
        command.addAll(List.of("--output", run.toString()));
        if (resume) {
            command.add("--resume");
        }
        File log = log(run).toFile();
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
    }

    private static Path log(Path run) {
        return run.resolveSibling(run.getFileName() + ".log");
    }

    private static Ended wait(Process process) throws InterruptedException {
        long started = System.nanoTime();
        return new Ended(process.waitFor(), seconds(started));
    }

    private static double seconds(long started) {
        return (System.nanoTime() - started) / 1e9;
    }

    private static Map<String, float[]> weights(Path run, Kind kind) throws IOException {
        Map<String, float[]> weights = new TreeMap<>();
        try (SavedModel saved = SavedModel.load(run.resolve(SavedModel.fileName(kind.model())), new ShapesNetBlock())) {
            saved.block()
                    .getParameters()
                    .forEach(
                            p -> weights.put(p.getKey(), p.getValue().getArray().toFloatArray()));
        }
        return weights;
    }

    private static boolean same(Map<String, float[]> some, Map<String, float[]> others) {
        return some.keySet().equals(others.keySet())
                && some.entrySet().stream().allMatch(e -> Arrays.equals(e.getValue(), others.get(e.getKey())));
    }
}
