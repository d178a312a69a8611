package io.github.blockwright.processor.check.flow;

import io.github.blockwright.dsl.Shortcut;
import io.github.blockwright.processor.check.Diagnostic;
import io.github.blockwright.processor.check.Place;
import io.github.blockwright.processor.check.Problem;
import io.github.blockwright.processor.spec.Operator;
import java.util.Optional;

/** Only a block with a shortcut can be left out. */
final class DropPathRule implements FlowRule {
    @Override
    public Optional<Problem> check(Situation situation) {
        if (!(situation.operator() instanceof Operator.InvertedResidual stage)
                || stage.dropPath() == 0
                || stage.hasShortcut(situation.input().channels())) {
            return Optional.empty();
        }
        String fix = stage.shortcut() == Shortcut.NONE ? "another shortcut than NONE" : "count = 2 or more";
        return Optional.of(
                Diagnostic.DROP_PATH_UNUSED.at(Place.row(situation.row(), "dropPath"), stage.dropPath(), fix));
    }
}
