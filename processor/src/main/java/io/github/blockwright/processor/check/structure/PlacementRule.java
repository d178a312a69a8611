package io.github.blockwright.processor.check.structure;

import io.github.blockwright.dsl.Budget;
import io.github.blockwright.processor.check.Diagnostic;
import io.github.blockwright.processor.check.Place;
import io.github.blockwright.processor.check.Problem;
import io.github.blockwright.processor.declaration.Placement;
import io.github.blockwright.processor.declaration.Placement.RowField;
import java.util.List;

/** Annotations of the table language stand where something reads them. */
public final class PlacementRule {
    private PlacementRule() {}

    /** What stands in the wrong place; a type that is no network is told so once. */
    public static List<Problem> check(Placement placement) {
        List<RowField> strays =
                placement.rows().stream().filter(row -> !row.isComponent()).toList();
        if (placement.isNetwork()) {
            // A network that is not a record is told that already.
            return placement.isRecord()
                    ? strays.stream().map(PlacementRule::stray).toList()
                    : List.of();
        }
        if (placement.rows().stream().anyMatch(RowField::isComponent)) {
            return List.of(Diagnostic.NETWORK_MISSING.at(Place.type()));
        }
        if (!strays.isEmpty()) {
            return List.of(stray(strays.get(0)));
        }
        if (placement.hasVariant()) {
            return List.of(Diagnostic.VARIANT_WITHOUT_NETWORK.at(Place.variant(0)));
        }
        return placement.hasBudget()
                ? List.of(Diagnostic.BUDGET_WITHOUT_NETWORK.at(Place.type().annotation(Budget.class)))
                : List.of();
    }

    private static Problem stray(RowField field) {
        return Diagnostic.ROW_ON_FIELD.at(
                Place.component(field.name()).annotation(field.annotation()),
                field.annotation().getSimpleName());
    }
}
