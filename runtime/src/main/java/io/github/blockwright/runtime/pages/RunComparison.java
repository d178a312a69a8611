package io.github.blockwright.runtime.pages;

import com.google.gson.JsonObject;
import io.github.blockwright.runtime.files.AtomicFiles;
import io.github.blockwright.runtime.pages.Charts.Axis;
import io.github.blockwright.runtime.pages.Charts.Form;
import io.github.blockwright.runtime.pages.Charts.Series;
import io.github.blockwright.runtime.report.EpochResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Several runs side by side: their curves over one another, what they reach for what they cost, and in what they differ. Runs
 * that differ in the seed alone are one group, and groups of several seeds are compared by Welch's t-test (Welch 1947). An
 * object of this class does not change, so threads may share it.
 */
public final class RunComparison {
    private final List<ComparedRun> runs;
    private final List<RunGroup> groups;

    private RunComparison(List<ComparedRun> runs) {
        this.runs = runs;
        this.groups = RunGroup.of(runs);
    }

    /**
     * Reads the runs.
     *
     * @param directories of at least two runs
     * @return the comparison, not written yet
     * @throws IOException if one is no run directory; the message names it
     * @throws IllegalArgumentException if there are fewer than two
     */
    public static RunComparison of(List<Path> directories) throws IOException {
        if (directories.size() < 2) {
            throw new IllegalArgumentException("A comparison needs at least two runs, not " + directories.size());
        }
        Set<String> last = new HashSet<>();
        boolean unique = directories.stream().allMatch(run -> last.add(shortName(run)));
        List<ComparedRun> runs = new ArrayList<>();
        for (Path run : directories) {
            runs.add(new ComparedRun(unique ? shortName(run) : run.toString(), RunFiles.read(run)));
        }
        return new RunComparison(List.copyOf(runs));
    }

    private static String shortName(Path run) {
        Path name = run.toAbsolutePath().normalize().getFileName();
        return name == null ? run.toString() : name.toString();
    }

    /**
     * Writes the comparison as one HTML file that needs no other.
     *
     * @param html the file
     * @throws IOException if it cannot be written
     */
    public void write(Path html) throws IOException {
        Charts charts = new Charts();
        curves(charts);
        pareto(charts);
        JsonObject data = new JsonObject();
        data.add("charts", charts.json());
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("title", runs.size() + " runs compared");
        model.put("runs", runs.stream().map(RunComparison::row).toList());
        model.put("groups", groups.stream().map(this::row).toList());
        model.put(
                "served",
                groups.stream().anyMatch(group -> Double.isFinite(group.mean(ComparedRun::servingMilliseconds))));
        model.put("tests", tests());
        model.put("names", runs.stream().map(ComparedRun::name).toList());
        model.put("recipe", differences(ComparedRun::settings));
        model.put("table", differences(ComparedRun::rows));
        model.put(
                "dataset",
                differences(run -> Map.of("data", run.files().description().data())));
        String page = Page.render("compare", model, data).html();
        AtomicFiles.write(html, part -> Files.writeString(part, page));
    }

    private static Map<String, Object> row(ComparedRun run) {
        return Words.map(
                "name", run.name(),
                "network", run.files().description().table(),
                "reached", Words.percent(run.reached()),
                "epochs", run.epochs().size(),
                "seed", run.seed(),
                "time",
                        Words.time(run.epochs().stream()
                                .mapToDouble(EpochResult::seconds)
                                .sum()),
                "ending",
                        run.files()
                                .record()
                                .map(record -> record.status().name().toLowerCase(Locale.ROOT))
                                .orElse(Words.NONE));
    }

    private Map<String, Object> row(RunGroup group) {
        double parameters = group.mean(ComparedRun::parameters);
        double multiplyAdds = group.mean(ComparedRun::multiplyAdds);
        return Words.map(
                "name", group.name(),
                "seeds", group.runs().size(),
                "reached", Words.percent(group.mean(ComparedRun::reached)),
                "deviation", group.runs().size() < 2 ? Words.NONE : Words.percent(group.deviation()),
                "parameters", Double.isNaN(parameters) ? Words.NONE : Words.shortly((long) parameters),
                "multiplyAdds", Double.isNaN(multiplyAdds) ? Words.NONE : Words.shortly((long) multiplyAdds),
                "milliseconds", milliseconds(group.mean(ComparedRun::milliseconds)),
                "serving", milliseconds(group.mean(ComparedRun::servingMilliseconds)),
                "front", group.onTheFront(groups) ? "yes" : "");
    }

    private static String milliseconds(double value) {
        return Double.isNaN(value) ? Words.NONE : String.format(Locale.ROOT, "%.2f", value);
    }

    private List<String> tests() {
        List<String> sentences = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            for (int j = i + 1; j < groups.size(); j++) {
                groups.get(i).against(groups.get(j)).ifPresent(sentences::add);
            }
        }
        return sentences;
    }

    private void curves(Charts charts) {
        int longest = runs.stream().mapToInt(run -> run.epochs().size()).max().orElse(0);
        List<Double> x =
                IntStream.rangeClosed(1, longest).mapToObj(i -> (double) i).toList();
        Axis across = Axis.of("epoch");
        charts.add("loss", across, x, Axis.of("validation loss"), series(longest, EpochResult::validationLoss));
        charts.add(
                "accuracy",
                across,
                x,
                Axis.shares("validation accuracy"),
                series(
                        longest,
                        epoch -> Double.isNaN(epoch.validationMap())
                                ? epoch.validationAccuracy()
                                : epoch.validationMap()));
    }

    private List<Series> series(int longest, ToDoubleFunction<EpochResult> figure) {
        return runs.stream()
                .map(run -> {
                    List<EpochResult> epochs = run.epochs();
                    List<Double> values = IntStream.range(0, longest)
                            .mapToObj(i -> i < epochs.size() ? figure.applyAsDouble(epochs.get(i)) : Double.NaN)
                            .toList();
                    return new Series(run.name(), Form.LINE, values);
                })
                .toList();
    }

    private void pareto(Charts charts) {
        pareto(charts, "parameters", "parameters, millions", group -> group.mean(ComparedRun::parameters) / 1e6);
        pareto(charts, "multiplyAdds", "multiply-adds, millions", group -> group.mean(ComparedRun::multiplyAdds) / 1e6);
        pareto(charts, "latency", "milliseconds for one picture", group -> group.mean(ComparedRun::milliseconds));
        pareto(
                charts,
                "served",
                "milliseconds for one picture, served",
                group -> group.mean(ComparedRun::servingMilliseconds));
    }

    private void pareto(Charts charts, String name, String label, ToDoubleFunction<RunGroup> cost) {
        List<RunGroup> known = groups.stream()
                .filter(group -> Double.isFinite(cost.applyAsDouble(group)))
                .sorted(Comparator.comparingDouble(cost))
                .toList();
        if (known.isEmpty()) {
            return;
        }
        List<Double> x = known.stream().map(cost::applyAsDouble).toList();
        List<Series> series = new ArrayList<>();
        // In the order of the table, so that a group has the same colour in each chart.
        for (RunGroup group : groups) {
            int place = known.indexOf(group);
            List<Double> values = IntStream.range(0, known.size())
                    .mapToObj(i -> i == place ? group.mean(ComparedRun::reached) : Double.NaN)
                    .toList();
            series.add(new Series(group.name(), Form.POINTS, values));
        }
        charts.add(name, new Axis(label, 0, Double.NaN, false), x, Axis.shares("validation accuracy"), series);
    }

    /** What is not the same in all runs. */
    private List<Map<String, Object>> differences(Function<ComparedRun, Map<String, String>> facts) {
        List<Map<String, String>> all = runs.stream().map(facts).toList();
        Set<String> names = new LinkedHashSet<>();
        all.forEach(each -> names.addAll(each.keySet()));
        List<Map<String, Object>> rows = new ArrayList<>();
        for (String name : names) {
            List<String> values = all.stream()
                    .map(each -> each.getOrDefault(name, Words.NONE))
                    .toList();
            if (new HashSet<>(values).size() > 1) {
                rows.add(Words.map("name", name, "values", values));
            }
        }
        return rows;
    }

    /** A line for each group, then what the seeds say. */
    @Override
    public String toString() {
        List<String> lines = new ArrayList<>();
        for (RunGroup group : groups) {
            Map<String, Object> row = row(group);
            lines.add(String.format(
                    Locale.ROOT,
                    "%s: %s%s, %s parameters, %s multiply-adds, %s ms",
                    group.name(),
                    row.get("reached"),
                    group.runs().size() < 2 ? "" : " ± " + row.get("deviation"),
                    row.get("parameters"),
                    row.get("multiplyAdds"),
                    row.get("milliseconds")));
        }
        lines.addAll(tests());
        return String.join(System.lineSeparator(), lines);
    }
}
