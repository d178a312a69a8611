package io.github.blockwright.benchmarks.peers;

import io.github.blockwright.benchmarks.Medians;
import io.github.blockwright.benchmarks.steps.StepProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** What was measured, and what it comes to. */
final class Results {
    private final List<Run> runs = new ArrayList<>();

    /**
     * One process.
     *
     * @param round from 1; the processes of a round ran one after the other
     */
    record Run(Case measured, Arm arm, int round, StepProcess.Outcome outcome) {}

    void add(Run run) {
        runs.add(run);
    }

    /** Every process as a line of CSV. */
    void write(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("kind,network,batch,threads,program,round,milliseconds,peak_megabytes");
        for (Run run : runs) {
            Case measured = run.measured();
            lines.add(String.format(
                    Locale.ROOT,
                    "%s,%s,%d,%d,%s,%d,%.3f,%.0f",
                    measured.kind().text(),
                    measured.network(),
                    measured.batch(),
                    measured.threads(),
                    run.arm().name(),
                    run.round(),
                    run.outcome().milliseconds(),
                    run.outcome().peakMegabytes().orElse(Double.NaN)));
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, lines);
    }

    /** A Markdown table of one kind: medians over the processes, and ratios to the reference. */
    List<String> table(Case.Kind kind) {
        Map<Case, Map<Arm, List<Run>>> byCase = new LinkedHashMap<>();
        runs.stream().filter(run -> run.measured().kind() == kind).forEach(run -> byCase.computeIfAbsent(
                        run.measured(), key -> new LinkedHashMap<>())
                .computeIfAbsent(run.arm(), key -> new ArrayList<>())
                .add(run));
        if (byCase.isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        lines.add("| network | batch | threads | program | ms | ratio | lowest to highest of the pairs |"
                + " of the best peer | peak MB |");
        lines.add("|---|---|---|---|---|---|---|---|---|");
        byCase.forEach((measured, arms) -> {
            Optional<List<Run>> reference = arms.entrySet().stream()
                    .filter(entry -> entry.getKey().isReference())
                    .map(Map.Entry::getValue)
                    .findFirst();
            OptionalDouble best = arms.entrySet().stream()
                    .filter(entry -> entry.getKey().isPeer())
                    .mapToDouble(entry -> median(entry.getValue()))
                    .min();
            arms.forEach((arm, own) -> lines.add(line(measured, arm, own, reference, best)));
        });
        return lines;
    }

    private static String line(
            Case measured, Arm arm, List<Run> own, Optional<List<Run>> reference, OptionalDouble best) {
        double median = median(own);
        String ratio = reference
                .map(other -> String.format(Locale.ROOT, "**%.2f** | %s", median / median(other), spread(own, other)))
                .orElse(" | ");
        double peak = Medians.of(own.stream()
                .map(run -> run.outcome().peakMegabytes().orElse(Double.NaN))
                .toList());
        return String.format(
                Locale.ROOT,
                "| %s | %d | %d | %s | %s | %s | %s | %s |",
                measured.network(),
                measured.batch(),
                measured.threads(),
                arm.name(),
                String.format(Locale.ROOT, median < 10 ? "%.2f" : "%.0f", median),
                arm.isReference() ? "1 | " : ratio,
                best.isPresent() ? String.format(Locale.ROOT, "%.2f", median / best.getAsDouble()) : "",
                Double.isNaN(peak) ? "" : String.format(Locale.ROOT, "%.0f", peak));
    }

    private static double median(List<Run> runs) {
        return Medians.of(runs.stream().map(run -> run.outcome().milliseconds()).toList());
    }

    private static String spread(List<Run> own, List<Run> reference) {
        double[] ratios = own.stream()
                .flatMap(run -> reference.stream()
                        .filter(other -> other.round() == run.round())
                        .map(other ->
                                run.outcome().milliseconds() / other.outcome().milliseconds()))
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        return ratios.length == 0
                ? ""
                : String.format(Locale.ROOT, "%.2f to %.2f", ratios[0], ratios[ratios.length - 1]);
    }
}
