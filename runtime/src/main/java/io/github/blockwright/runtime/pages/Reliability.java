package io.github.blockwright.runtime.pages;

import io.github.blockwright.runtime.pages.Charts.Axis;
import io.github.blockwright.runtime.pages.Charts.Form;
import io.github.blockwright.runtime.pages.Charts.Series;
import io.github.blockwright.runtime.records.Calibration;
import io.github.blockwright.runtime.records.Calibration.Bin;
import io.github.blockwright.runtime.records.ScoreFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How far the network's probabilities are what they say, as it is and at the fitted temperature. */
final class Reliability {
    private Reliability() {}

    static Map<String, Object> of(ScoreFile file, Charts charts) {
        Calibration plain = Calibration.of(file.scores(), 1);
        Calibration fitted = Calibration.crossFitted(file.scores());
        double temperature = Calibration.temperature(file.scores());
        int bins = plain.bins().size();
        List<Double> x = new ArrayList<>();
        List<Double> ideal = new ArrayList<>();
        for (int i = 0; i < bins; i++) {
            x.add((i + 0.5) / bins);
            ideal.add((i + 0.5) / bins);
        }
        charts.add(
                "reliability",
                Axis.allShares("probability that the network says"),
                x,
                Axis.allShares("share that is right"),
                List.of(
                        new Series("right", Form.BARS, shares(plain)),
                        new Series("right, at the temperature", Form.POINTS, shares(fitted)),
                        new Series("ideal", Form.DASHED, ideal)));
        return Words.map(
                "several", file.scores().multiLabel(),
                "error", Words.percent(plain.error()),
                "loss", Words.four(plain.loss()),
                "temperature", String.format(Locale.ROOT, "%.2f", temperature),
                "fittedError", Words.percent(fitted.error()),
                "fittedLoss", Words.four(fitted.loss()),
                "verdict", verdict(temperature),
                "bins", rows(plain, fitted));
    }

    private static String verdict(double temperature) {
        if (temperature > 1.05) {
            return "surer of itself than it may be";
        }
        return temperature < 0.95 ? "less sure of itself than it may be" : "about as sure of itself as it may be";
    }

    private static List<Double> shares(Calibration calibration) {
        return calibration.bins().stream().map(Bin::right).toList();
    }

    private static List<Map<String, Object>> rows(Calibration plain, Calibration fitted) {
        List<Map<String, Object>> rows = new ArrayList<>();
        int bins = plain.bins().size();
        for (int i = 0; i < bins; i++) {
            Bin bin = plain.bins().get(i);
            Bin other = fitted.bins().get(i);
            if (bin.count() + other.count() > 0) {
                rows.add(Words.map(
                        "from", String.format(Locale.ROOT, "%.0f–%.0f %%", 100.0 * i / bins, 100.0 * (i + 1) / bins),
                        "count", Words.count(bin.count()),
                        "said", Words.percent(bin.said()),
                        "right", Words.percent(bin.right()),
                        "fittedCount", Words.count(other.count()),
                        "fittedRight", Words.percent(other.right())));
            }
        }
        return rows;
    }
}
