package io.github.blockwright.runtime.pages;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.apache.commons.numbers.gamma.RegularizedBeta;

/** Runs that differ in their seed alone. */
record RunGroup(String name, List<ComparedRun> runs) {
    private static final double USUAL = 0.05;

    /** In the order of the first run of each. */
    static List<RunGroup> of(List<ComparedRun> runs) {
        Map<String, List<ComparedRun>> groups = new LinkedHashMap<>();
        runs.forEach(run ->
                groups.computeIfAbsent(run.group(), key -> new ArrayList<>()).add(run));
        return groups.values().stream()
                .map(same -> new RunGroup(
                        same.get(0).name() + (same.size() == 1 ? "" : " and " + (same.size() - 1) + " more"), same))
                .toList();
    }

    double[] reached() {
        return runs.stream()
                .mapToDouble(ComparedRun::reached)
                .filter(Double::isFinite)
                .toArray();
    }

    double mean(ToDoubleFunction<ComparedRun> figure) {
        return runs.stream()
                .mapToDouble(figure)
                .filter(Double::isFinite)
                .average()
                .orElse(Double.NaN);
    }

    /** The sample standard deviation; NaN of fewer than two. */
    double deviation() {
        double[] values = reached();
        return Math.sqrt(squaredError(values) * values.length);
    }

    /** Whether no other group reaches as much with fewer multiply-adds, or more with as many. */
    boolean onTheFront(List<RunGroup> all) {
        double own = mean(ComparedRun::reached);
        double cost = mean(ComparedRun::multiplyAdds);
        return Double.isFinite(own)
                && Double.isFinite(cost)
                && all.stream().noneMatch(other -> {
                    double reached = other.mean(ComparedRun::reached);
                    double costs = other.mean(ComparedRun::multiplyAdds);
                    return reached >= own && costs <= cost && (reached > own || costs < cost);
                });
    }

    /**
     * Whether the difference of two groups is more than the seeds': Welch's t-test, two-sided.
     *
     * @return a sentence; nothing where a group has fewer than two results
     */
    Optional<String> against(RunGroup other) {
        double[] own = reached();
        double[] others = other.reached();
        if (own.length < 2 || others.length < 2) {
            return Optional.empty();
        }
        double difference = mean(ComparedRun::reached) - other.mean(ComparedRun::reached);
        String words = String.format(
                Locale.ROOT,
                "%s is %.2f percentage points %s %s",
                name,
                100 * Math.abs(difference),
                difference < 0 ? "below" : "above",
                other.name());
        if (!(deviation() + other.deviation() > 0)) {
            return Optional.of(words + "; the seeds make no difference within either.");
        }
        double p = chance(own, others);
        return Optional.of(words
                + String.format(
                        Locale.ROOT,
                        " (p = %.3g, %d and %d seeds): %s.",
                        p,
                        own.length,
                        others.length,
                        p < USUAL ? "more than the seeds explain" : "no more than the seeds may explain"));
    }

    /** The p-value of Welch's t-test, two-sided: how likely the means are as far apart if nothing but chance is at work. */
    static double chance(double[] own, double[] others) {
        double a = squaredError(own);
        double b = squaredError(others);
        double distance = mean(own) - mean(others);
        double freedom = (a + b) * (a + b) / (a * a / (own.length - 1) + b * b / (others.length - 1));
        // Student's distribution by the incomplete beta function.
        return RegularizedBeta.value(freedom / (freedom + distance * distance / (a + b)), freedom / 2, 0.5);
    }

    private static double mean(double... values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    /** The variance of the mean. */
    private static double squaredError(double... values) {
        double mean = mean(values);
        double sum = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        return sum / (values.length - 1) / values.length;
    }
}
