package io.github.blockwright.runtime.pages;

import io.github.blockwright.runtime.records.RunRecord;
import io.github.blockwright.runtime.report.EpochResult;
import io.github.blockwright.runtime.report.TrainingHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** How the run ended and the figures that people ask for first. */
final class Headline {
    private Headline() {}

    static Map<String, Object> of(RunFiles files) {
        List<Map<String, Object>> cards = new ArrayList<>();
        Map<String, Double> figures = files.record().map(RunRecord::figures).orElse(Map.of());
        List<EpochResult> epochs = files.phases().stream()
                .flatMap(phase -> phase.epochs().stream())
                .toList();
        if (figures.containsKey("mean average precision")) {
            card(cards, "validation mAP", Words.three(figures.get("mean average precision")));
            card(cards, "macro F1", Words.three(figures.get("macro F1")));
            card(cards, "all labels right", Words.percent(figures.get("accuracy")));
        } else if (figures.containsKey("accuracy")) {
            card(cards, "validation accuracy", Words.percent(figures.get("accuracy")));
            card(cards, "balanced accuracy", Words.percent(figures.getOrDefault("balanced accuracy", Double.NaN)));
            figures.forEach((name, value) -> {
                if (name.startsWith("top-") && files.description().classes().size() > 5) {
                    card(cards, name, Words.percent(value));
                }
            });
        } else if (!epochs.isEmpty()) {
            EpochResult last = epochs.get(epochs.size() - 1);
            card(cards, "last validation accuracy", Words.percent(last.validationAccuracy()));
        }
        if (figures.containsKey("test accuracy")) {
            boolean several = figures.containsKey("test mean average precision");
            card(
                    cards,
                    several ? "test mAP" : "test accuracy",
                    several
                            ? Words.three(figures.get("test mean average precision"))
                            : Words.percent(figures.get("test accuracy")));
        }
        if (!epochs.isEmpty()) {
            card(cards, epochs.size() == 1 ? "epoch" : "epochs", Integer.toString(epochs.size()));
            card(
                    cards,
                    "training",
                    Words.time(epochs.stream().mapToDouble(EpochResult::seconds).sum()));
        }
        files.record().filter(r -> !r.rows().isEmpty()).ifPresent(record -> {
            card(cards, "parameters", Words.shortly(record.parameters()));
            card(cards, "multiply-adds", Words.shortly(record.multiplyAdds()));
        });
        return Words.map(
                "cards", cards,
                "ending", ending(files),
                "message", files.record().map(RunRecord::message).orElse(""),
                "failed",
                        files.record()
                                .filter(r -> r.status() == RunRecord.Status.FAILED)
                                .isPresent(),
                "best", best(epochs));
    }

    private static void card(List<Map<String, Object>> cards, String name, String value) {
        cards.add(Words.map("name", name, "value", value));
    }

    private static String best(List<EpochResult> epochs) {
        if (epochs.size() < 2) {
            return "";
        }
        // Those of all phases are counted through, as in the table of epochs.
        List<EpochResult> numbered = IntStream.range(0, epochs.size())
                .mapToObj(i -> epochs.get(i).numbered(i + 1))
                .toList();
        return new TrainingHistory(numbered).toString();
    }

    private static String ending(RunFiles files) {
        return files.record()
                .map(record -> switch (record.status()) {
                    case RUNNING -> "not finished: it is still running, or its process was ended";
                    case FINISHED -> "finished";
                    case STOPPED -> "stopped before its end";
                    case FAILED -> "failed";
                })
                .orElse("");
    }
}
