package io.github.blockwright.processor.check.flow;

import io.github.blockwright.processor.spec.Operator;
import io.github.blockwright.processor.spec.Plan.Step;
import io.github.blockwright.processor.spec.Row;
import io.github.blockwright.processor.spec.arithmetic.FeatureShape;
import java.util.List;

/**
 * A row and what comes before it.
 *
 * @param row with the filters that the width multiplier gives it
 * @param input for one image
 * @param before the rows before it
 */
record Situation(Row row, FeatureShape input, List<Step> before) {
    /** What the row does. */
    public Operator operator() {
        return row.operator();
    }
}
