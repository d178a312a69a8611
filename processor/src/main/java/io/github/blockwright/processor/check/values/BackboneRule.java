package io.github.blockwright.processor.check.values;

import io.github.blockwright.processor.check.Diagnostic;
import io.github.blockwright.processor.check.Nearest;
import io.github.blockwright.processor.check.Place;
import io.github.blockwright.processor.check.Problem;
import io.github.blockwright.processor.declaration.Declaration;
import io.github.blockwright.processor.spec.BackboneNetwork;
import io.github.blockwright.processor.spec.Borrowed;
import io.github.blockwright.processor.spec.NetworkTable;
import io.github.blockwright.processor.spec.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** A {@code @Backbone} is the first row, and names a usable table and rows of it. */
final class BackboneRule {
    private BackboneRule() {}

    static List<Problem> check(Declaration declaration, Row row, Borrowed.Backbone backbone) {
        String first = declaration.components().get(0).name();
        List<Problem> problems = new ArrayList<>();
        if (!row.name().equals(first)) {
            problems.add(Diagnostic.BACKBONE_NOT_FIRST.at(Place.row(row), first));
        }
        problems.addAll(check(row, backbone, declaration));
        return problems;
    }

    private static List<Problem> check(Row row, Borrowed.Backbone backbone, Declaration declaration) {
        Optional<Problem> network = network(Place.row(row, "value"), backbone.value(), declaration);
        return network.or(() -> variant(row, backbone)).map(List::of).orElseGet(() -> rows(row, backbone));
    }

    private static Optional<Problem> variant(Row row, Borrowed.Backbone backbone) {
        BackboneNetwork network = backbone.value();
        if (network.table(backbone.variant()).isPresent()) {
            return Optional.empty();
        }
        String written = backbone.variant().orElseThrow();
        List<String> known = network.tables().stream()
                .flatMap(table -> table.variant().stream())
                .toList();
        String fix = known.isEmpty()
                ? "it has none, so remove variant"
                : "did you mean \"" + Nearest.to(written, known) + "\"? Its variants are " + String.join(", ", known);
        return Optional.of(Diagnostic.BACKBONE_VARIANT.at(
                Place.row(row, "variant"), written, network.name().simpleName(), fix));
    }

    private static Optional<Problem> network(Place place, BackboneNetwork network, Declaration declaration) {
        String name = network.name().toString();
        if (!network.isVisible() && network.state() != BackboneNetwork.State.NO_NETWORK) {
            return Optional.of(Diagnostic.BACKBONE_HIDDEN.at(place, name, declaration.name()));
        }
        return switch (network.state()) {
            case SOUND -> Optional.empty();
            case NO_NETWORK -> Optional.of(Diagnostic.BACKBONE_NO_NETWORK.at(place, name));
            case CYCLIC ->
                Optional.of(Diagnostic.BACKBONE_CYCLIC.at(
                        place, name, declaration.name().simpleName()));
            case MISTAKEN -> Optional.of(Diagnostic.BACKBONE_MISTAKEN.at(place, name));
            case WITHOUT_BLOCK ->
                Optional.of(Diagnostic.BACKBONE_WITHOUT_BLOCK.at(
                        place, name, network.name().block()));
        };
    }

    private static List<Problem> rows(Row row, Borrowed.Backbone backbone) {
        NetworkTable table = backbone.table();
        List<Problem> problems = new ArrayList<>();
        unknown(row, "through", backbone.through(), table).ifPresent(problems::add);
        backbone.trainableFrom()
                .flatMap(from -> unknown(row, "trainableFrom", from, table))
                .ifPresent(problems::add);
        if (problems.isEmpty()) {
            backbone.trainableFrom()
                    .flatMap(from -> after(row, from, backbone.through(), table))
                    .ifPresent(problems::add);
        }
        return problems;
    }

    private static Optional<Problem> unknown(Row row, String attribute, String name, NetworkTable table) {
        if (table.indexOf(name).isPresent()) {
            return Optional.empty();
        }
        List<String> known = table.rows().stream().map(Row::name).toList();
        return Optional.of(Diagnostic.BACKBONE_ROW.at(
                Place.row(row, attribute),
                attribute,
                name,
                table.name().simpleName(),
                Nearest.to(name, known),
                String.join(", ", known)));
    }

    private static Optional<Problem> after(Row row, String from, String through, NetworkTable table) {
        OptionalInt end = table.indexOf(through);
        if (table.indexOf(from).orElseThrow() <= end.orElseThrow()) {
            return Optional.empty();
        }
        String possible =
                table.rows().stream().limit(end.getAsInt() + 1L).map(Row::name).collect(Collectors.joining(", "));
        return Optional.of(
                Diagnostic.TRAINABLE_AFTER_THROUGH.at(Place.row(row, "trainableFrom"), from, through, possible));
    }
}
