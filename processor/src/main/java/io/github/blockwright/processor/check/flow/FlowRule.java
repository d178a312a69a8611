package io.github.blockwright.processor.check.flow;

import io.github.blockwright.processor.check.Problem;
import java.util.Optional;

/** Whether a row can stand where it stands. */
@FunctionalInterface
interface FlowRule {
    Optional<Problem> check(Situation situation);
}
