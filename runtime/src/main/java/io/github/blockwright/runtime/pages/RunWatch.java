package io.github.blockwright.runtime.pages;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.blockwright.runtime.pages.Charts.Axis;
import io.github.blockwright.runtime.pages.Charts.Form;
import io.github.blockwright.runtime.pages.Charts.Series;
import io.github.blockwright.runtime.records.Timeline.Sample;
import io.github.blockwright.runtime.report.EpochResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Several runs as a page that follows them: what there is of each at the moment, read anew each time from the runs' own files
 * and nothing else. An object of this class does not change, so threads may share it.
 */
public final class RunWatch {
    private static final String MAY_FETCH = "; connect-src 'self'";
    /** Points of a chart over time, however long the runs. */
    private static final int POINTS = 200;

    private final List<Path> runs;
    private final List<String> names;
    private final Function<Path, Optional<Progress>> progress;

    /**
     * Where a training is within its epoch.
     *
     * @param epoch from 1; 0 before the first, and between phases
     * @param epochs of the training, or of the phase that it is in
     * @param step of the epoch, from 1; 0 before the first
     * @param steps in the epoch
     * @param loss the mean of the epoch so far; NaN before the first step
     * @param accuracy the mean of the epoch so far; NaN before the first step
     */
    public record Progress(int epoch, int epochs, int step, int steps, double loss, double accuracy) {}

    /**
     * A page as a server sends it.
     *
     * @param html the whole page
     * @param policy for the header {@code Content-Security-Policy}
     */
    public record Answer(String html, String policy) {}

    /**
     * Of run directories, which may be filled later.
     *
     * @param runs at least one
     * @param progress of a run that this process trains; nothing for any other
     * @throws IllegalArgumentException if there is none
     */
    public RunWatch(List<Path> runs, Function<Path, Optional<Progress>> progress) {
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("There must be at least one run to watch");
        }
        this.runs = List.copyOf(runs);
        this.progress = progress;
        Set<String> last = new HashSet<>();
        boolean unique = runs.stream().allMatch(run -> last.add(shortName(run)));
        names = runs.stream()
                .map(run -> unique ? shortName(run) : run.toString())
                .toList();
    }

    private static String shortName(Path run) {
        Path name = run.toAbsolutePath().normalize().getFileName();
        return name == null ? run.toString() : name.toString();
    }

    /** {@return the page, which asks for {@code data} beside it every other second} */
    public Answer page() {
        Map<String, Object> model =
                Words.map("title", runs.size() == 1 ? names.get(0) : runs.size() + " runs", "several", runs.size() > 1);
        Page page = Page.render("dashboard", model, json(), "dashboard.js", MAY_FETCH);
        return new Answer(page.html(), page.policy());
    }

    /** {@return what the page shows, as JSON} */
    public String data() {
        return json().toString();
    }

    /**
     * The report of a run as it would be written now.
     *
     * @param run its place among the runs, from 0
     * @return nothing if there is no such run, or nothing to report of it yet
     */
    public Optional<Answer> report(int run) {
        if (run < 0 || run >= runs.size()) {
            return Optional.empty();
        }
        try {
            Page page = RunReport.page(runs.get(run));
            return Optional.of(new Answer(page.html(), page.policy()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private JsonObject json() {
        List<WatchedRun> watched = IntStream.range(0, runs.size())
                .mapToObj(i -> WatchedRun.read(runs.get(i), names.get(i), progress.apply(runs.get(i))))
                .toList();
        JsonArray rows = new JsonArray();
        for (WatchedRun run : watched) {
            JsonObject row = new JsonObject();
            run.cells().forEach(row::addProperty);
            row.addProperty("there", run.isThere());
            rows.add(row);
        }
        JsonObject json = new JsonObject();
        json.add("runs", rows);
        json.add("charts", charts(watched).json());
        return json;
    }

    private static Charts charts(List<WatchedRun> runs) {
        Charts charts = new Charts();
        int longest = runs.stream().mapToInt(run -> run.epochs().size()).max().orElse(0);
        if (longest > 0) {
            Axis across = Axis.of("epoch");
            List<Double> x =
                    IntStream.rangeClosed(1, longest).mapToObj(i -> (double) i).toList();
            charts.add(
                    "accuracy",
                    across,
                    x,
                    Axis.shares("accuracy"),
                    both(runs, longest, EpochResult::accuracy, RunWatch::reached));
            charts.add(
                    "loss",
                    across,
                    x,
                    Axis.of("loss"),
                    both(runs, longest, EpochResult::loss, EpochResult::validationLoss));
            charts.add(
                    "rate",
                    across,
                    x,
                    Axis.of("learning rate"),
                    byEpoch(runs, longest, "learning rate", EpochResult::learningRate));
        }
        double seconds = runs.stream().mapToDouble(WatchedRun::seconds).max().orElse(0);
        if (seconds > 0) {
            boolean minutes = seconds > 600;
            Axis across = Axis.of(minutes ? "minutes" : "seconds");
            List<Double> moments = IntStream.rangeClosed(1, POINTS)
                    .mapToObj(i -> seconds * i / POINTS)
                    .toList();
            List<Double> x =
                    moments.stream().map(moment -> moment / (minutes ? 60 : 1)).toList();
            charts.add(
                    "throughput",
                    across,
                    x,
                    new Axis("images a second", 0, Double.NaN, false),
                    byTime(runs, moments, "images a second", Sample::imagesPerSecond));
            charts.add(
                    "memory",
                    across,
                    x,
                    new Axis("memory, MB", 0, Double.NaN, false),
                    byTime(runs, moments, "memory, MB", Sample::memoryMegabytes));
        }
        return charts;
    }

    private static double reached(EpochResult epoch) {
        return Double.isNaN(epoch.validationMap()) ? epoch.validationAccuracy() : epoch.validationMap();
    }

    /** Of one run training and validation; of several, validation alone. */
    private static List<Series> both(
            List<WatchedRun> runs,
            int longest,
            ToDoubleFunction<EpochResult> training,
            ToDoubleFunction<EpochResult> validation) {
        if (runs.size() > 1) {
            return byEpoch(runs, longest, "validation", validation);
        }
        List<Series> series = new ArrayList<>(byEpoch(runs, longest, "training", training));
        series.addAll(byEpoch(runs, longest, "validation", validation));
        return series;
    }

    /** @param label of the series of one run; those of several are called after the runs */
    private static List<Series> byEpoch(
            List<WatchedRun> runs, int longest, String label, ToDoubleFunction<EpochResult> figure) {
        return runs.stream()
                .map(run -> {
                    List<EpochResult> epochs = run.epochs();
                    List<Double> values = IntStream.range(0, longest)
                            .mapToObj(i -> i < epochs.size() ? figure.applyAsDouble(epochs.get(i)) : Double.NaN)
                            .toList();
                    return new Series(runs.size() > 1 ? run.name() : label, Form.LINE, values);
                })
                .toList();
    }

    private static List<Series> byTime(
            List<WatchedRun> runs, List<Double> moments, String label, ToDoubleFunction<Sample> figure) {
        return runs.stream()
                .map(run -> new Series(runs.size() > 1 ? run.name() : label, Form.LINE, run.at(moments, figure)))
                .toList();
    }

    /** The runs' names, for people. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s", String.join(", ", names));
    }
}
