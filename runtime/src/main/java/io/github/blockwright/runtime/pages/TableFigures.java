package io.github.blockwright.runtime.pages;

import io.github.blockwright.runtime.profile.NetworkProfile;
import io.github.blockwright.runtime.profile.RowCost;
import io.github.blockwright.runtime.records.RunRecord;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The network's table, its cost row by row, and its diagram if there is one. */
final class TableFigures {
    private TableFigures() {}

    static Map<String, Object> of(
            List<RunRecord.Row> rows, Optional<byte[]> diagram, Optional<NetworkProfile> profile) {
        Map<String, RowCost> costs = profile.stream()
                .flatMap(measured -> measured.rows().stream())
                .collect(Collectors.toMap(RowCost::name, row -> row, (a, b) -> a));
        long parameters = rows.stream().mapToLong(RunRecord.Row::parameters).sum();
        long multiplyAdds = rows.stream().mapToLong(RunRecord.Row::multiplyAdds).sum();
        return Words.map(
                "rows",
                rows.stream()
                        .map(row -> Words.map(
                                "name", row.name(),
                                "operator", row.operator(),
                                "output", row.output(),
                                "parameters", Words.count(row.parameters()),
                                "multiplyAdds", Words.count(row.multiplyAdds()),
                                "share", Words.percent((double) row.multiplyAdds() / Math.max(1, multiplyAdds)),
                                "block", milliseconds(costs, row, RowCost::blockMilliseconds),
                                "serving", milliseconds(costs, row, RowCost::servingMilliseconds)))
                        .toList(),
                "parameters",
                Words.count(parameters),
                "multiplyAdds",
                Words.count(multiplyAdds),
                "diagram",
                diagram.map(Base64.getEncoder()::encodeToString).orElse(""),
                "machine",
                profile.map(NetworkProfile::machine).orElse(""),
                "block",
                profile.map(measured -> Words.three(measured.blockMilliseconds()))
                        .orElse(""),
                "serving",
                profile.map(measured -> Words.three(measured.servingMilliseconds()))
                        .orElse(""));
    }

    private static String milliseconds(
            Map<String, RowCost> costs, RunRecord.Row row, ToDoubleFunction<RowCost> figure) {
        RowCost cost = costs.get(row.name());
        return cost == null ? Words.NONE : Words.three(figure.applyAsDouble(cost));
    }
}
