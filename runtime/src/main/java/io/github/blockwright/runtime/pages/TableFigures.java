package io.github.blockwright.runtime.pages;

import io.github.blockwright.runtime.records.RunRecord;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The network's table, its cost row by row, and its diagram if there is one. */
final class TableFigures {
    private TableFigures() {}

    static Map<String, Object> of(List<RunRecord.Row> rows, Optional<byte[]> diagram) {
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
                                "share", Words.percent((double) row.multiplyAdds() / Math.max(1, multiplyAdds))))
                        .toList(),
                "parameters",
                Words.count(parameters),
                "multiplyAdds",
                Words.count(multiplyAdds),
                "diagram",
                diagram.map(Base64.getEncoder()::encodeToString).orElse(""));
    }
}
