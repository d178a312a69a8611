package io.github.blockwright.processor.check.values;

import io.github.blockwright.dsl.Budget;
import io.github.blockwright.dsl.Network;
import io.github.blockwright.processor.check.DeclarationRule;
import io.github.blockwright.processor.check.Diagnostic;
import io.github.blockwright.processor.check.Place;
import io.github.blockwright.processor.check.Problem;
import io.github.blockwright.processor.declaration.Declaration;
import io.github.blockwright.processor.spec.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The attributes of {@code @Network} and {@code @Budget}, each by itself. */
public final class SettingsRule implements DeclarationRule {
    @Override
    public List<Problem> check(Declaration declaration) {
        return declaration.settings().map(SettingsRule::check).orElse(List.of());
    }

    private static List<Problem> check(Settings settings) {
        List<Problem> problems = new ArrayList<>(InputRule.check(settings.input()));
        double epsilon = settings.conventions().epsilon();
        double width = settings.width().multiplier();
        problems.addAll(Problem.present(List.of(
                positive(network("batchNormEpsilon"), epsilon, "1e-5"),
                momentum(settings.conventions().momentum()),
                positive(network("width"), width, "1.0"),
                SizeRule.atLeast(1, network("divisor"), settings.width().divisor()))));
        problems.addAll(budget(Place.type().annotation(Budget.class), settings.budget()));
        return problems;
    }

    /** The limits of a budget that stands at a place. */
    static List<Problem> budget(Place place, io.github.blockwright.processor.spec.Budget budget) {
        return Problem.present(List.of(
                SizeRule.atLeast(1, place.attribute("parameters"), budget.parameters()),
                SizeRule.atLeast(1, place.attribute("multiplyAdds"), budget.multiplyAdds()),
                SizeRule.atLeast(1, place.attribute("peakMemory"), budget.peakMemory()),
                SizeRule.atLeast(1, place.attribute("modelSize"), budget.modelSize())));
    }

    /** A number that the runtime can compute with. */
    static Optional<Problem> positive(Place attribute, double value, String example) {
        String name = attribute.attribute().orElseThrow();
        return (float) value > 0 && Float.isFinite((float) value)
                ? Optional.empty()
                : Optional.of(Diagnostic.NOT_POSITIVE.at(attribute, name, value, example));
    }

    private static Optional<Problem> momentum(double value) {
        return (float) value > 0 && value <= 1
                ? Optional.empty()
                : Optional.of(Diagnostic.MOMENTUM.at(network("batchNormMomentum"), value));
    }

    private static Place network(String attribute) {
        return Place.type().annotation(Network.class).attribute(attribute);
    }
}
