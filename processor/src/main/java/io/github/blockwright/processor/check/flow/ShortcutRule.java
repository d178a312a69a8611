package io.github.blockwright.processor.check.flow;

import io.github.blockwright.dsl.Shortcut;
import io.github.blockwright.processor.check.Diagnostic;
import io.github.blockwright.processor.check.Place;
import io.github.blockwright.processor.check.Problem;
import io.github.blockwright.processor.spec.Row;
import io.github.blockwright.processor.spec.Staged;
import java.util.List;
import java.util.Optional;

/**
 * A stage of one block whose input and output have equally many channels looks like a residual. Where its stride, or
 * the width multiplier, prevents it, the user should know. A stage that changes the channels is not meant to have one
 * (the paper's first and last stage), and in a stage of several blocks all but the first have one. Only a block with a
 * shortcut can be left out, so a drop path is told first.
 */
final class ShortcutRule {
    private ShortcutRule() {}

    static Optional<Problem> check(Situation situation, Staged stage, Shortcut shortcut, double dropPath) {
        return dropPath > 0
                ? unusedDropPath(situation, stage, shortcut, dropPath)
                : neverForms(situation, stage, shortcut);
    }

    private static Optional<Problem> unusedDropPath(
            Situation situation, Staged stage, Shortcut shortcut, double dropPath) {
        boolean isAlike = stage.strides() == 1 && situation.input().channels() == stage.filters();
        if (shortcut != Shortcut.NONE && (stage.count() > 1 || isAlike)) {
            return Optional.empty();
        }
        String fix = shortcut == Shortcut.NONE ? "another shortcut than NONE" : "count = 2 or more";
        return Optional.of(Diagnostic.DROP_PATH_UNUSED.at(Place.row(situation.row(), "dropPath"), dropPath, fix));
    }

    private static Optional<Problem> neverForms(Situation situation, Staged stage, Shortcut shortcut) {
        if (shortcut == Shortcut.NONE || stage.count() > 1) {
            return Optional.empty();
        }
        long in = situation.input().channels();
        long out = stage.filters();
        if (stage.strides() > 1 && in == out) {
            return Optional.of(Diagnostic.NO_RESIDUAL.at(
                    Place.row(situation.row(), "strides"),
                    in + " channels",
                    "strides = " + stage.strides(),
                    "strides = 1"));
        }
        long written = channels(situation.written());
        if (stage.strides() == 1 && in != out && channelsBefore(situation.writtenBefore()) == written) {
            return Optional.of(Diagnostic.NO_RESIDUAL.at(
                    Place.row(situation.row(), "filters"),
                    written + " channels as written",
                    "the width multiplier makes them " + in + " and " + out,
                    "filters that scale to " + in));
        }
        return Optional.empty();
    }

    /** Those of the last row that names any; 0 if there is none. */
    private static int channelsBefore(List<Row> rows) {
        int channels = 0;
        for (Row row : rows) {
            channels = row.operator().namedChannels().isPresent() ? channels(row) : channels;
        }
        return channels;
    }

    private static int channels(Row row) {
        return row.operator().namedChannels().orElseThrow();
    }
}
