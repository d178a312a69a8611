package io.github.blockwright.runtime.pages;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.github.blockwright.runtime.pages.RunWatch.Progress;
import io.github.blockwright.runtime.records.EpochLog;
import io.github.blockwright.runtime.records.RunRecord;
import io.github.blockwright.runtime.records.Timeline;
import io.github.blockwright.runtime.records.Timeline.Sample;
import io.github.blockwright.runtime.report.EpochResult;
import io.github.blockwright.runtime.report.TrainingHistory;
import io.github.blockwright.runtime.weights.RunDescription;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;

/** What is to be seen of a run at a moment, of files that are small however large the run. */
record WatchedRun(
        String name,
        Optional<RunDescription> description,
        Optional<RunRecord> record,
        List<EpochLog.Phase> phases,
        List<Sample> timeline,
        Optional<Progress> progress) {
    /** A run that has not begun, or a file that is damaged, is a run of which less is known. */
    static WatchedRun read(Path run, String name, Optional<Progress> progress) {
        return new WatchedRun(
                name,
                RunDescription.isAt(run) ? readable(() -> RunDescription.read(run)) : Optional.empty(),
                readable(() -> RunRecord.read(run)).flatMap(found -> found),
                readable(() -> EpochLog.read(run)).orElse(List.of()),
                readable(() -> Timeline.read(run)).orElse(List.of()),
                progress);
    }

    /** Reads a file. */
    @FunctionalInterface
    private interface Reading<T> {
        T read() throws IOException;
    }

    private static <T> Optional<T> readable(Reading<T> reading) {
        try {
            return Optional.of(reading.read());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    boolean isThere() {
        return description.isPresent();
    }

    List<EpochResult> epochs() {
        return phases.stream().flatMap(phase -> phase.epochs().stream()).toList();
    }

    double seconds() {
        return timeline.isEmpty() ? 0 : timeline.get(timeline.size() - 1).seconds();
    }

    /** At each moment what was seen last before it; NaN outside of what was seen. */
    List<Double> at(List<Double> moments, ToDoubleFunction<Sample> figure) {
        List<Double> values = new ArrayList<>();
        int next = 0;
        for (double moment : moments) {
            while (next < timeline.size() && timeline.get(next).seconds() <= moment) {
                next++;
            }
            boolean inside = next > 0 && moment <= seconds();
            values.add(inside ? figure.applyAsDouble(timeline.get(next - 1)) : Double.NaN);
        }
        return values;
    }

    /** The run's row of the page, in words. */
    Map<String, String> cells() {
        List<EpochResult> epochs = epochs();
        Map<String, String> cells = new LinkedHashMap<>();
        cells.put("name", name);
        cells.put("network", description.map(RunDescription::table).orElse(Words.NONE));
        cells.put("state", state());
        cells.put("epoch", epoch(epochs.size()));
        EpochResult last = epochs.isEmpty() ? null : epochs.get(epochs.size() - 1);
        boolean within = progress.filter(now -> now.step() > 0).isPresent();
        cells.put(
                "loss",
                within
                        ? Words.four(progress.orElseThrow().loss())
                        : last == null ? Words.NONE : Words.four(last.loss()));
        cells.put("validationLoss", last == null ? Words.NONE : Words.four(last.validationLoss()));
        cells.put("reached", last == null ? Words.NONE : reached(last));
        cells.put("best", last == null ? Words.NONE : reached(new TrainingHistory(epochs).best()));
        cells.put("speed", speed());
        cells.put("left", left());
        return cells;
    }

    private static String reached(EpochResult epoch) {
        return Double.isNaN(epoch.validationMap())
                ? Words.percent(epoch.validationAccuracy())
                : Words.three(epoch.validationMap()) + " mAP";
    }

    private String state() {
        if (!isThere()) {
            return "not begun";
        }
        return record.map(found -> switch (found.status()) {
                    case RUNNING -> progress.isPresent() ? "training" : "training, or ended without a word";
                    case FINISHED -> "finished";
                    case STOPPED -> "stopped";
                    case FAILED -> "failed: " + found.message();
                })
                .orElse(Words.NONE);
    }

    private String epoch(int done) {
        if (withinAnEpoch().isPresent() && isRunning()) {
            Progress now = withinAnEpoch().get();
            String step =
                    now.step() == 0 ? "" : ", step " + Words.count(now.step()) + " of " + Words.count(now.steps());
            return now.epoch() + " of " + now.epochs() + step;
        }
        if (!isThere()) {
            return Words.NONE;
        }
        OptionalInt all = planned();
        return all.isPresent() ? done + " of " + all.getAsInt() : Integer.toString(done);
    }

    private Optional<Progress> withinAnEpoch() {
        return progress.filter(now -> now.epoch() > 0);
    }

    private boolean isRunning() {
        return record.filter(found -> found.status() != RunRecord.Status.RUNNING)
                .isEmpty();
    }

    /** The epochs of a training of one phase. */
    private OptionalInt planned() {
        try {
            JsonElement recipe = JsonParser.parseString(
                    description.map(RunDescription::recipe).orElse("{}"));
            JsonElement epochs = recipe instanceof JsonObject object ? object.get("epochs") : null;
            return epochs == null ? OptionalInt.empty() : OptionalInt.of(epochs.getAsInt());
        } catch (JsonParseException | IllegalStateException | NumberFormatException e) {
            return OptionalInt.empty();
        }
    }

    private String speed() {
        double last = timeline.isEmpty()
                ? Double.NaN
                : timeline.get(timeline.size() - 1).imagesPerSecond();
        return Double.isFinite(last) ? Words.count(Math.round(last)) : Words.NONE;
    }

    /** By the pace of the epochs so far; nothing of a training whose end is not known. */
    private String left() {
        List<EpochResult> epochs = epochs();
        if (epochs.isEmpty() || !isRunning() || !isThere()) {
            return Words.NONE;
        }
        double pace = epochs.get(epochs.size() - 1).seconds();
        if (withinAnEpoch().isPresent()) {
            Progress now = withinAnEpoch().get();
            double open = now.epochs() - now.epoch() + 1 - (now.steps() == 0 ? 0 : (double) now.step() / now.steps());
            return "about " + Words.time(pace * open);
        }
        return planned().isPresent()
                ? "about " + Words.time(pace * Math.max(0, planned().getAsInt() - epochs.size()))
                : Words.NONE;
    }
}
