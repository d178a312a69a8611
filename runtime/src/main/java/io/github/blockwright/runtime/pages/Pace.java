package io.github.blockwright.runtime.pages;

import io.github.blockwright.runtime.pages.Charts.Axis;
import io.github.blockwright.runtime.pages.Charts.Form;
import io.github.blockwright.runtime.pages.Charts.Series;
import io.github.blockwright.runtime.records.RunRecord;
import io.github.blockwright.runtime.records.Timeline.Sample;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How fast the training went, and the memory it held. */
final class Pace {
    private static final int FEWEST = 2;

    private Pace() {}

    static Optional<Map<String, Object>> of(RunFiles files, Charts charts) {
        List<Sample> samples = files.timeline();
        Double milliseconds = files.record()
                .map(RunRecord::figures)
                .map(figures -> figures.get("milliseconds"))
                .orElse(null);
        if (samples.size() < FEWEST && milliseconds == null) {
            return Optional.empty();
        }
        boolean drawn = samples.size() >= FEWEST;
        if (drawn) {
            boolean minutes = samples.get(samples.size() - 1).seconds() > 600;
            Axis across = Axis.of(minutes ? "minutes" : "seconds");
            List<Double> x =
                    samples.stream().map(s -> s.seconds() / (minutes ? 60 : 1)).toList();
            charts.add(
                    "throughput",
                    across,
                    x,
                    new Axis("images a second", 0, Double.NaN, false),
                    List.of(new Series(
                            "images a second",
                            Form.LINE,
                            samples.stream().map(Sample::imagesPerSecond).toList())));
            charts.add(
                    "memory",
                    across,
                    x,
                    new Axis("memory, MB", 0, Double.NaN, false),
                    List.of(new Series(
                            "resident memory, MB",
                            Form.LINE,
                            samples.stream().map(Sample::memoryMegabytes).toList())));
        }
        DoubleSummaryStatistics speed = samples.stream()
                .mapToDouble(Sample::imagesPerSecond)
                .filter(Double::isFinite)
                .summaryStatistics();
        DoubleSummaryStatistics memory = samples.stream()
                .mapToDouble(Sample::memoryMegabytes)
                .filter(Double::isFinite)
                .summaryStatistics();
        return Optional.of(Words.map(
                "charts",
                drawn,
                "speed",
                drawn ? String.format(Locale.ROOT, "%,.0f", speed.getAverage()) : "",
                "memory",
                drawn ? String.format(Locale.ROOT, "%,.0f", memory.getMax()) : "",
                "milliseconds",
                milliseconds == null ? "" : String.format(Locale.ROOT, "%.2f", milliseconds)));
    }
}
