package io.github.blockwright.processor.check.flow;

import io.github.blockwright.processor.check.Problem;
import java.util.Optional;

/** Whether a row can stand where it stands. */
@FunctionalInterface
interface FlowRule {
    /** The problem, if the row cannot, or should not. */
    Optional<Problem> check(Situation situation);
}
