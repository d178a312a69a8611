package io.github.blockwright.processor.check.values;

import io.github.blockwright.dsl.Network;
import io.github.blockwright.dsl.Preprocessing;
import io.github.blockwright.processor.check.Diagnostic;
import io.github.blockwright.processor.check.Place;
import io.github.blockwright.processor.check.Problem;
import io.github.blockwright.processor.spec.Input;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoublePredicate;

/** The attributes of {@code @Input}. */
final class InputRule {
    private InputRule() {}

    static List<Problem> check(Input input) {
        List<Problem> problems = new ArrayList<>(Problem.present(List.of(
                SizeRule.atLeast(1, place("height"), input.height()),
                SizeRule.atLeast(1, place("width"), input.width()),
                SizeRule.atLeast(1, place("channels"), input.channels()))));
        if (input.preprocessing() == Preprocessing.CUSTOM) {
            problems.addAll(custom(input));
        } else {
            problems.addAll(Problem.present(List.of(
                    customOnly(input, "scale", input.writtenScale()),
                    customOnly(input, "mean", input.writtenMean()),
                    customOnly(input, "standardDeviation", input.writtenDeviation()))));
        }
        if (input.preprocessing() == Preprocessing.IMAGENET && input.channels() > 0 && input.channels() != 3) {
            problems.add(Diagnostic.IMAGENET_CHANNELS.at(place("preprocessing"), input.channels()));
        }
        return problems;
    }

    private static Optional<Problem> customOnly(Input input, String attribute, Optional<?> written) {
        return written.map(value -> Diagnostic.CUSTOM_ONLY.at(place(attribute), attribute, input.preprocessing()));
    }

    private static List<Problem> custom(Input input) {
        List<Problem> problems = new ArrayList<>();
        values("scale", input.writtenScale().map(List::of), v -> v > 0 && Double.isFinite(v), "a positive one")
                .ifPresent(problems::add);
        perChannel(input, "mean", input.writtenMean()).ifPresent(problems::add);
        values("mean", input.writtenMean(), Double::isFinite, "finite ones").ifPresent(problems::add);
        perChannel(input, "standardDeviation", input.writtenDeviation()).ifPresent(problems::add);
        values("standardDeviation", input.writtenDeviation(), v -> v > 0 && Double.isFinite(v), "positive ones")
                .ifPresent(problems::add);
        return problems;
    }

    private static Optional<Problem> perChannel(Input input, String attribute, Optional<List<Double>> written) {
        return written.filter(values -> !values.isEmpty() && input.channels() > 0)
                .filter(values -> values.size() != input.channels())
                .map(values ->
                        Diagnostic.VALUES_PER_CHANNEL.at(place(attribute), attribute, values.size(), input.channels()));
    }

    private static Optional<Problem> values(
            String attribute, Optional<List<Double>> written, DoublePredicate good, String expected) {
        return written.flatMap(values ->
                        values.stream().filter(value -> !good.test(value)).findFirst())
                .map(value -> Diagnostic.CHANNEL_VALUE.at(place(attribute), attribute, value, expected));
    }

    private static Place place(String attribute) {
        return Place.type().annotation(Network.class).attribute("input." + attribute);
    }
}
