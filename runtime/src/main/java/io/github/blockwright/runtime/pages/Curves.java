package io.github.blockwright.runtime.pages;

import io.github.blockwright.runtime.pages.Charts.Axis;
import io.github.blockwright.runtime.pages.Charts.Form;
import io.github.blockwright.runtime.pages.Charts.Series;
import io.github.blockwright.runtime.records.EpochLog;
import io.github.blockwright.runtime.report.EpochResult;
import io.github.blockwright.runtime.report.TrainingHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Loss, accuracy and learning rate over the epochs. */
final class Curves {
    private Curves() {}

    static Map<String, Object> of(RunFiles files, Charts charts) {
        List<EpochResult> epochs = files.phases().stream()
                .flatMap(phase -> phase.epochs().stream())
                .toList();
        if (epochs.isEmpty()) {
            return Words.map("none", true);
        }
        // The epochs of all phases one after the other.
        List<Double> x = IntStream.rangeClosed(1, epochs.size())
                .mapToObj(i -> (double) i)
                .toList();
        Axis across = Axis.of("epoch");
        List<Series> losses = new ArrayList<>();
        add(losses, "training", Form.LINE, epochs, EpochResult::loss);
        add(losses, "validation", Form.LINE, epochs, EpochResult::validationLoss);
        if (epochs.stream().anyMatch(e -> Math.abs(e.objective() - e.loss()) > 1e-4)) {
            add(losses, "minimised", Form.DASHED, epochs, EpochResult::objective);
        }
        charts.add("loss", across, x, Axis.of("loss"), losses);
        List<Series> accuracies = new ArrayList<>();
        add(accuracies, "training", Form.LINE, epochs, EpochResult::accuracy);
        add(accuracies, "validation", Form.LINE, epochs, EpochResult::validationAccuracy);
        add(accuracies, "validation mAP", Form.LINE, epochs, EpochResult::validationMap);
        charts.add("accuracy", across, x, Axis.shares("accuracy"), accuracies);
        List<Series> rates = new ArrayList<>();
        add(rates, "learning rate", Form.LINE, epochs, EpochResult::learningRate);
        charts.add("rate", across, x, Axis.of("learning rate at the end of the epoch"), rates);
        return Words.map(
                "rows",
                rows(files),
                "phases",
                files.phases().size() > 1 ? phases(files) : "",
                "single",
                epochs.size() == 1);
    }

    /** A series, if it has a value. */
    private static void add(
            List<Series> series,
            String label,
            Form form,
            List<EpochResult> epochs,
            ToDoubleFunction<EpochResult> value) {
        List<Double> values = epochs.stream().map(value::applyAsDouble).toList();
        if (values.stream().anyMatch(Double::isFinite)) {
            series.add(new Series(label, form, values));
        }
    }

    private static String phases(RunFiles files) {
        List<String> words = new ArrayList<>();
        int from = 1;
        for (EpochLog.Phase phase : files.phases()) {
            int to = from + phase.epochs().size() - 1;
            words.add(phase.name() + ": " + (from == to ? "epoch " + from : "epochs " + from + " to " + to));
            from = to + 1;
        }
        return String.join(", ", words);
    }

    private static List<Map<String, Object>> rows(RunFiles files) {
        List<Map<String, Object>> rows = new ArrayList<>();
        int number = 1;
        for (EpochLog.Phase phase : files.phases()) {
            EpochResult best = new TrainingHistory(phase.epochs()).best();
            for (EpochResult epoch : phase.epochs()) {
                rows.add(Words.map(
                        "epoch", number++,
                        "phase", phase.name(),
                        "loss", Words.four(epoch.loss()),
                        "accuracy", Words.percent(epoch.accuracy()),
                        "validationLoss", Words.four(epoch.validationLoss()),
                        "validationAccuracy",
                                Double.isNaN(epoch.validationMap())
                                        ? Words.percent(epoch.validationAccuracy())
                                        : Words.three(epoch.validationMap()) + " mAP",
                        "rate", String.format(Locale.ROOT, "%.2g", epoch.learningRate()),
                        "time", Words.time(epoch.seconds()),
                        "best", epoch.equals(best)));
            }
        }
        return rows;
    }
}
