package io.github.blockwright.processor.read;

import io.github.blockwright.dsl.Padding;
import io.github.blockwright.dsl.Precision;
import io.github.blockwright.dsl.Preprocessing;
import io.github.blockwright.dsl.Task;
import io.github.blockwright.processor.spec.Budget;
import io.github.blockwright.processor.spec.Conventions;
import io.github.blockwright.processor.spec.Input;
import io.github.blockwright.processor.spec.Settings;
import io.github.blockwright.processor.spec.Variant;
import io.github.blockwright.processor.spec.arithmetic.Width;
import java.util.Optional;
import java.util.function.Function;

/** From {@code @Network}, {@code @Budget} and {@code @Variant} to the settings of tables. */
final class SettingsReader {
    private SettingsReader() {}

    /** @throws UnreadableException if an attribute is not valid Java */
    static Settings read(Attributes network, Optional<Attributes> budget) {
        return new Settings(
                input(network.nested("input", io.github.blockwright.dsl.Input.class)),
                new Conventions(
                        network.number("batchNormEpsilon"),
                        network.number("batchNormMomentum"),
                        network.constant("padding", Padding.class)),
                new Width(network.number("width"), network.integer("divisor")),
                network.constant("task", Task.class),
                budget.map(SettingsReader::budget).orElse(Budget.UNLIMITED));
    }

    /** @throws UnreadableException if an attribute is not valid Java */
    static Variant variant(Attributes variant) {
        return new Variant(
                variant.string("name"),
                written(variant, "widthMultiplier", variant::number),
                written(variant, "inputHeight", variant::integer),
                written(variant, "inputWidth", variant::integer),
                budget(variant.nested("budget", io.github.blockwright.dsl.Budget.class)));
    }

    private static Budget budget(Attributes budget) {
        return new Budget(
                budget.longInteger("parameters"),
                budget.longInteger("multiplyAdds"),
                budget.longInteger("peakMemory"),
                budget.longInteger("modelSize"),
                budget.constant("precision", Precision.class));
    }

    private static <T> Optional<T> written(Attributes attributes, String name, Function<String, T> value) {
        return attributes.isWritten(name) ? Optional.of(value.apply(name)) : Optional.empty();
    }

    private static Input input(Attributes input) {
        return new Input(
                input.integer("height"),
                input.integer("width"),
                input.integer("channels"),
                input.constant("preprocessing", Preprocessing.class),
                written(input, "scale", input::number),
                written(input, "mean", input::numbers),
                written(input, "standardDeviation", input::numbers));
    }
}
