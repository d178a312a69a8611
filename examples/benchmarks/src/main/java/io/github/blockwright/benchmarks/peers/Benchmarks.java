package io.github.blockwright.benchmarks.peers;

import io.github.blockwright.benchmarks.steps.StepProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Compares training steps and inference with PyTorch. For each figure, Blockwright and its peers run in turn, A B A B ...,
 * each time as a new process; a figure is the median of its processes, a ratio that of two medians, and the spread goes
 * from the lowest to the highest ratio of two processes that ran one after the other.
 */
@Command(
        name = "Benchmarks",
        description = "Compares training steps and inference with PyTorch; prints Markdown, progress goes to stderr.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class Benchmarks implements Callable<Integer> {
    @Option(
            names = "--data",
            required = true,
            description = "The folder cifar-10-batches-bin, or the one that holds it.")
    private Path data;

    @Option(names = "--python", description = "A Python with what requirements.txt lists; without it, no peers run.")
    private String python;

    @Option(
            names = "--scripts",
            defaultValue = "examples/benchmarks/src/main/python/benchmarks",
            description = "The folder of the peers; default: ${DEFAULT-VALUE}.")
    private Path scripts;

    @Option(
            names = "--pairs",
            defaultValue = "5",
            description = "Processes of each program; default: ${DEFAULT-VALUE}.")
    private int pairs;

    @Option(
            names = "--threads",
            defaultValue = "1,2",
            split = ",",
            description = "Numbers of threads; default: ${DEFAULT-VALUE}.")
    private List<Integer> threads;

    @Option(
            names = "--cases",
            defaultValue = ".*",
            description =
                    "Only cases whose name this regular expression finds, as in 'training CifarMobileNetV2 128 T1'.")
    private Pattern cases;

    @Option(
            names = "--also",
            split = ",",
            description = "Further programs, by name: PyTorch NCHW, PyTorch compile (needs a C++ compiler), Python"
                    + " onnxruntime and others.")
    private Set<String> also = Set.of();

    @Option(names = "--short", description = "Two steps of each program, once: shows that everything runs, no more.")
    private boolean isShort;

    @Option(
            names = "--output",
            defaultValue = "runs/benchmarks.csv",
            description = "Every process as CSV; default: ${DEFAULT-VALUE}.")
    private Path output;

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final Results results = new Results();

    private Benchmarks() {}

    /** Measures, and prints the results as Markdown. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Benchmarks()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Set<String> unknown = new LinkedHashSet<>(also);
        Arm.ALL.forEach(arm -> unknown.remove(arm.name()));
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "--also: there is no program " + String.join(", ", unknown) + "; there are "
                            + Arm.ALL.stream().map(Arm::name).distinct().toList());
        }
        boolean hasPeers = hasPeers();
        List<Case> selected = threads.stream()
                .flatMap(count -> Case.all(count).stream())
                .filter(each -> cases.matcher(each.name()).find())
                .map(each -> isShort ? each.shortened() : each)
                .toList();
        for (Case measured : selected) {
            List<Arm> arms = Arm.ALL.stream()
                    .filter(arm -> arm.kind() == measured.kind())
                    .filter(arm -> hasPeers || !arm.isPeer())
                    .filter(arm -> !arm.onRequest() || also.contains(arm.name()))
                    .toList();
            measure(measured, arms);
            results.write(output);
        }
        for (Case.Kind kind : Case.Kind.values()) {
            results.table(kind).forEach(System.out::println);
            System.out.println();
        }
        return 0;
    }

    private void measure(Case measured, List<Arm> all) throws InterruptedException {
        Arm.Places places = new Arm.Places(python, scripts, data);
        List<Arm> arms = new ArrayList<>(all);
        int rounds = isShort ? 1 : pairs;
        for (int round = 1; round <= rounds; round++) {
            for (Arm arm : List.copyOf(arms)) {
                try {
                    StepProcess.Outcome outcome = StepProcess.run(arm.command(measured, places));
                    results.add(new Results.Run(measured, arm, round, outcome));
                    say(measured.name() + ", " + arm.name() + ", " + round + " of " + rounds + ": "
                            + outcome.milliseconds() + " ms");
                } catch (IOException e) {
                    // The others can still be compared.
                    arms.remove(arm);
                    say(measured.name() + ", " + arm.name() + " is left out: " + e.getMessage());
                }
            }
        }
    }

    /** Whether the peers can run; says why if not. */
    private boolean hasPeers() throws InterruptedException {
        Predicate<String> isMissing = script -> !Files.exists(scripts.resolve(script));
        if (python == null) {
            say("The peers in Python are left out: no --python is given");
        } else if (Arm.ALL.stream().filter(Arm::isPeer).map(Arm::program).anyMatch(isMissing)) {
            say("The peers in Python are left out: they are not in " + scripts + "; run this in the project's folder");
        } else {
            try {
                Process process = new ProcessBuilder(python, "-c", "import torch")
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
                if (process.waitFor() == 0) {
                    return true;
                }
                say("The peers in Python are left out: " + python + " cannot import torch; see requirements.txt");
            } catch (IOException e) {
                say("The peers in Python are left out: " + e.getMessage());
            }
        }
        return false;
    }

    private static void say(String message) {
        System.err.println(LocalTime.now(ZoneId.systemDefault()).format(CLOCK) + " " + message);
    }
}
