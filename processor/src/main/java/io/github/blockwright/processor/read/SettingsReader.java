package io.github.blockwright.processor.read;

import io.github.blockwright.dsl.Padding;
import io.github.blockwright.dsl.Preprocessing;
import io.github.blockwright.processor.spec.Budget;
import io.github.blockwright.processor.spec.Conventions;
import io.github.blockwright.processor.spec.Input;
import io.github.blockwright.processor.spec.Settings;
import io.github.blockwright.processor.spec.arithmetic.Width;
import java.util.Optional;

/** From {@code @Network} and {@code @Budget} to the settings of a table. */
final class SettingsReader {
    private SettingsReader() {}

    /** @throws UnreadableException if an attribute is not valid Java */
    static Settings read(Attributes network, Optional<Attributes> budget) {
        return new Settings(
                input(network.nested("input")),
                new Conventions(
                        network.number("batchNormEpsilon"),
                        network.number("batchNormMomentum"),
                        network.constant("padding", Padding.class)),
                new Width(network.number("width"), network.integer("divisor")),
                budget.map(b -> new Budget(b.longInteger("parameters"), b.longInteger("multiplyAdds")))
                        .orElse(Budget.UNLIMITED));
    }

    private static Input input(Attributes input) {
        return new Input(
                input.integer("height"),
                input.integer("width"),
                input.integer("channels"),
                input.constant("preprocessing", Preprocessing.class),
                input.isWritten("scale") ? Optional.of(input.number("scale")) : Optional.empty(),
                input.isWritten("mean") ? Optional.of(input.numbers("mean")) : Optional.empty(),
                input.isWritten("standardDeviation")
                        ? Optional.of(input.numbers("standardDeviation"))
                        : Optional.empty());
    }
}
