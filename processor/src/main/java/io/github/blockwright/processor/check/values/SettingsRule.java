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
        positive("batchNormEpsilon", epsilon, "1e-5").ifPresent(problems::add);
        momentum(settings.conventions().momentum()).ifPresent(problems::add);
        positive("width", width, "1.0").ifPresent(problems::add);
        SizeRule.atLeast(1, network("divisor"), settings.width().divisor()).ifPresent(problems::add);
        SizeRule.atLeast(1, budget("parameters"), settings.budget().parameters())
                .ifPresent(problems::add);
        SizeRule.atLeast(1, budget("multiplyAdds"), settings.budget().multiplyAdds())
                .ifPresent(problems::add);
        return problems;
    }

    private static Optional<Problem> positive(String attribute, double value, String example) {
        return (float) value > 0 && Float.isFinite((float) value)
                ? Optional.empty()
                : Optional.of(Diagnostic.NOT_POSITIVE.at(network(attribute), attribute, value, example));
    }

    private static Optional<Problem> momentum(double value) {
        return (float) value > 0 && value <= 1
                ? Optional.empty()
                : Optional.of(Diagnostic.MOMENTUM.at(network("batchNormMomentum"), value));
    }

    private static Place network(String attribute) {
        return Place.type().annotation(Network.class).attribute(attribute);
    }

    private static Place budget(String attribute) {
        return Place.type().annotation(Budget.class).attribute(attribute);
    }
}
