package io.github.blockwright.processor.check.flow;

import io.github.blockwright.processor.check.Diagnostic;
import io.github.blockwright.processor.check.Place;
import io.github.blockwright.processor.check.Problem;
import io.github.blockwright.processor.spec.Operator;
import io.github.blockwright.processor.spec.arithmetic.FeatureShape;
import java.util.Optional;

/** A stride on a map of one position does nothing. */
final class StrideOnPointRule implements FlowRule {
    @Override
    public Optional<Problem> check(Situation situation) {
        int strides = strides(situation.operator());
        return strides > 1 && situation.input() instanceof FeatureShape.Map map && map.positions() == 1
                ? Optional.of(Diagnostic.STRIDE_ON_POINT.at(Place.row(situation.row(), "strides"), strides))
                : Optional.empty();
    }

    private static int strides(Operator operator) {
        if (operator instanceof Operator.Convolutional convolutional) {
            return convolutional.strides();
        }
        // A window of one pixel is the only one that fits, and its stride is the default.
        return operator instanceof Operator.Apply apply ? apply.strides() : 1;
    }
}
