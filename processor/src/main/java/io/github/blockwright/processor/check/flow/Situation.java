package io.github.blockwright.processor.check.flow;

import io.github.blockwright.processor.spec.NetworkTable;
import io.github.blockwright.processor.spec.Operator;
import io.github.blockwright.processor.spec.Plan.Step;
import io.github.blockwright.processor.spec.Row;
import io.github.blockwright.processor.spec.arithmetic.FeatureShape;
import java.util.List;

/**
 * A row and what comes before it.
 *
 * @param table that the row is in
 * @param row with the filters that the width multiplier gives it
 * @param input for one image
 * @param before the rows before it
 */
record Situation(NetworkTable table, Row row, FeatureShape input, List<Step> before) {
    /** What the row does. */
    Operator operator() {
        return row.operator();
    }

    /** The row before the width multiplier. */
    Row written() {
        return table.rows().get(before.size());
    }

    /** The rows before it, before the width multiplier. */
    List<Row> writtenBefore() {
        return table.rows().subList(0, before.size());
    }
}
