package io.github.blockwright.benchmarks;

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

/**
 * Does a training that is killed come to what it would have come to? Starts the command line as processes, of four kinds of
 * training in turn (pictures streamed and cached, CPU-heavy augmentation with mixing, averaging and accumulation, Muon with
 * maps that are computed again, and a gradual fine-tuning), kills them at random moments by SIGKILL, SIGTERM, SIGINT, SIGHUP or
 * two SIGTERM within milliseconds, resumes them until they are done, and compares the weights with those of a run that nobody
 * disturbed, bit by bit. As many runs go on at a time as there are cores.
 *
 * <p>A process that heard a signal must say how it goes on, no file may be left half-written at the end, and a kill may cost,
 * from the last checkpoint or the beginning of the training on, at most three times what lies between two checkpoints of an
 * undisturbed run, which is the interval, or 99 times what writing one takes; three times, for that has the machine to itself.
 * What a kill costs beside that is the start of a process. Usage: {@code
 * KillExperiment blockwright.jar FOLDER RUNS [SEED]}, another seed each time if there is none; Linux and macOS.
 */
public final class KillExperiment {
    private static final int PICTURES = 400;
    private static final int SIDE = 32;
    private static final double CHECKPOINT_SECONDS = 1;
    private static final int MOST_STARTS = 40;
    private static final int LOOK_MILLIS = 10;
    private static final String HEARD = "stopping; the same again ends at once";
    private static final String GOES_ON = "go on with: ";
    private static final String TWICE = "TERM twice";
    private static final Map<String, Integer> SIGNALS =
            new TreeMap<>(Map.of("KILL", 9, "TERM", 15, "INT", 2, "HUP", 1, TWICE, 15));

    /** How much longer everything may take beside other processes than for the one that nobody disturbs. */
    private static final double BESIDE_OTHERS = 3;

    private final String jar;
    private final Path folder;

    private KillExperiment(String jar, Path folder) {
        this.jar = jar;
        this.folder = folder;
    }

    /**
     * A kind's undisturbed weights, and how long they took.
     *
     * @param longest between two checkpoints, or the beginning and the first, in seconds
     */
    private record Whole(Map<String, float[]> weights, double seconds, double longest) {
        /** What a kill may cost. */
        double mostLost() {
            return BESIDE_OTHERS * longest;
        }
    }

    /** What became of some runs. */
    private static final class Outcome {
        private final Map<String, Integer> kills = new TreeMap<>();
        private final Map<String, Integer> unheard = new TreeMap<>();
        private int wentOn;
        private final List<String> wrong = new ArrayList<>();
        private double mostLost;
        private int resumed;

        private void add(Outcome other) {
            other.kills.forEach((signal, count) -> kills.merge(signal, count, Integer::sum));
            other.unheard.forEach((signal, count) -> unheard.merge(signal, count, Integer::sum));
            wentOn += other.wentOn;
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
            DrawnPhotos.write(photos, PICTURES, SIDE);
        }
        Map<String, TrainingProcess> kinds = kinds(photos);
        Map<String, Whole> wholes = new LinkedHashMap<>();
        for (Map.Entry<String, TrainingProcess> kind : kinds.entrySet()) {
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
                "%d runs with seed %d, killed %d times (%s; signals without effect: %s; %d said how to go on), resumed %d"
                        + " times; %d not as promised;"
                        + " at most %.1f s lost, with a checkpoint every %.1f s%n",
                runs,
                seed,
                all.kills.values().stream().mapToInt(Integer::intValue).sum(),
                all.kills,
                all.unheard,
                all.wentOn,
                all.resumed,
                all.wrong.size(),
                all.mostLost,
                CHECKPOINT_SECONDS);
        all.wrong.forEach(System.out::println);
        return all.wrong.size();
    }

    private Map<String, TrainingProcess> kinds(Path photos) {
        String minutes = String.format(Locale.ROOT, "%.4f", CHECKPOINT_SECONDS / 60);
        List<String> common =
                List.of("--data", photos.toString(), "--threads", "1", "--checkpoint-minutes", minutes, "--seed", "3");
        Map<String, TrainingProcess> kinds = new LinkedHashMap<>();
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
        kinds.put("muon", train(common, "--epochs", "3", "--batch-size", "8", "--optimizer", "MUON", "--recompute"));
        List<String> transfer = new ArrayList<>(List.of("transfer", "ShapesNet"));
        transfer.addAll(common);
        transfer.addAll(List.of("--weights", folder.resolve("whole-streamed").toString(), "--epochs", "4"));
        transfer.addAll(List.of("--head-epochs", "4", "--batch-size", "8", "--gradual"));
        kinds.put("gradual", new TrainingProcess(jar, transfer, "fine-tuned"));
        return kinds;
    }

    private TrainingProcess train(List<String> common, String... more) {
        List<String> words = new ArrayList<>(List.of("train", "ShapesNet"));
        words.addAll(common);
        words.addAll(List.of(more));
        return new TrainingProcess(jar, words, "last");
    }

    private Whole whole(String name, TrainingProcess kind) throws IOException, InterruptedException {
        Path run = folder.resolve("whole-" + name);
        Folders.delete(run);
        long started = System.nanoTime();
        List<Long> written = new ArrayList<>();
        Process process = kind.start(run, false);
        while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            long newest = written.isEmpty() ? TrainingProcess.newestRecord(run) : TrainingProcess.newestCheckpoint(run);
            if (newest > (written.isEmpty() ? 0 : written.get(written.size() - 1))) {
                written.add(newest);
            }
        }
        double seconds = seconds(started);
        if (process.exitValue() != 0 || written.size() < 2) {
            throw new IllegalStateException("The undisturbed run ended with " + process.exitValue() + ":\n"
                    + Files.readString(TrainingProcess.log(run)));
        }
        long longest = 0;
        for (int i = 1; i < written.size(); i++) {
            longest = Math.max(longest, written.get(i) - written.get(i - 1));
        }
        Whole whole = new Whole(kind.weights(run), seconds, longest / 1e3);
        System.out.printf(
                Locale.ROOT,
                "%s: undisturbed in %.1f s, at most %.1f s between two checkpoints, so a kill may cost %.1f s%n",
                name,
                seconds,
                whole.longest(),
                whole.mostLost());
        return whole;
    }

    /** Kills the first process for certain, and each later one with a chance of two thirds. */
    private Outcome disturbed(int number, String name, TrainingProcess kind, Whole whole, SplittableRandom random)
            throws IOException, InterruptedException {
        Outcome outcome = new Outcome();
        Path run = folder.resolve("run-" + number);
        Folders.delete(run);
        StringBuilder story = new StringBuilder(number + " " + name + ":");
        for (int starts = 0; starts < MOST_STARTS; starts++) {
            Process process = kind.start(run, starts > 0);
            boolean kill = starts == 0 || random.nextInt(3) > 0;
            long started = System.nanoTime();
            long begun = System.currentTimeMillis();
            if (kill && !process.waitFor((long) (random.nextDouble() * 1e3 * whole.seconds()), TimeUnit.MILLISECONDS)) {
                String signal = List.copyOf(SIGNALS.keySet()).get(random.nextInt(SIGNALS.size()));
                kill(process, signal, run, begun, whole, story, outcome);
                outcome.resumed++;
                continue;
            }
            int code = process.waitFor();
            story.append(String.format(Locale.ROOT, " ended with %d after %.1f s", code, seconds(started)));
            boolean same = code == 0 && same(kind.weights(run), whole.weights());
            List<String> half = TrainingProcess.half(run);
            if (!half.isEmpty()) {
                outcome.wrong.add(story + ", and left " + half);
            }
            if (!same) {
                outcome.wrong.add(story
                        + (code == 0 ? ", with other weights" : ": " + Files.readString(TrainingProcess.log(run))));
            }
            System.out.println(story + (same ? ", the same" : ", NOT THE SAME"));
            if (outcome.wrong.isEmpty()) {
                Folders.delete(run);
                Files.delete(TrainingProcess.log(run));
            }
            return outcome;
        }
        outcome.wrong.add(story + " never ended");
        return outcome;
    }

    private static void kill(
            Process process, String signal, Path run, long begun, Whole whole, StringBuilder story, Outcome outcome)
            throws IOException, InterruptedException {
        long now = System.currentTimeMillis();
        // Before its record is written, it has only started.
        long record = TrainingProcess.newestRecord(run);
        long began = record < begun ? now : record;
        long written = TrainingProcess.newestCheckpoint(run);
        send(signal, process.pid());
        int code = process.waitFor();
        String said = Files.readString(TrainingProcess.log(run));
        boolean loses = signal.equals("KILL") || signal.equals(TWICE);
        if (code == 0) {
            // It was about to end by itself, or ignores the signal: in a shell's background SIGINT is ignored.
            outcome.unheard.merge(signal, 1, Integer::sum);
        } else {
            outcome.kills.merge(signal, 1, Integer::sum);
            if (loses) {
                double lost = Math.max(0, now - Math.max(written, began)) / 1e3;
                outcome.mostLost = Math.max(outcome.mostLost, lost);
                if (lost > whole.mostLost()) {
                    outcome.wrong.add(String.format(
                            Locale.ROOT, "%s %s lost %.1f s, more than %.1f", story, signal, lost, whole.mostLost()));
                }
            } else if (said.contains(GOES_ON)) {
                outcome.wentOn++;
            } else if (said.contains(HEARD)) {
                outcome.wrong.add(story + " " + signal + " did not say how to go on: " + said);
            }
        }
        story.append(' ').append(signal).append(code == 0 ? " (unheard)" : "");
        // A process that was about to end by itself, or had not started to listen, is not wrong.
        List<Integer> right = List.of(128 + SIGNALS.get(signal), 0);
        if (!right.contains(code)) {
            outcome.wrong.add(story + " ended with " + code + ": " + said);
        }
        if (said.contains("Exception")) {
            outcome.wrong.add(story + " printed an exception: " + said);
        }
    }

    /** The second of two comes while the first is being obeyed. */
    private static void send(String signal, long process) throws IOException, InterruptedException {
        String command = signal.equals(TWICE)
                ? "kill -TERM " + process + "; sleep 0.00" + (1 + process % 5) + "; kill -TERM " + process
                : "kill -" + signal + " " + process;
        new ProcessBuilder("sh", "-c", command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private static double seconds(long started) {
        return (System.nanoTime() - started) / 1e9;
    }

    private static boolean same(Map<String, float[]> some, Map<String, float[]> others) {
        return some.keySet().equals(others.keySet())
                && some.entrySet().stream().allMatch(e -> Arrays.equals(e.getValue(), others.get(e.getKey())));
    }
}
