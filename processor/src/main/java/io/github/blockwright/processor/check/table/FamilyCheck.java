package io.github.blockwright.processor.check.table;

import io.github.blockwright.dsl.Budget;
import io.github.blockwright.processor.check.Diagnostic;
import io.github.blockwright.processor.check.Place;
import io.github.blockwright.processor.check.Problem;
import io.github.blockwright.processor.check.flow.FlowCheck;
import io.github.blockwright.processor.declaration.Declaration;
import io.github.blockwright.processor.spec.NetworkTable;
import io.github.blockwright.processor.spec.Row;
import io.github.blockwright.processor.spec.Variant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Follows the rows of the record's own network and of its variants. What one attribute does wrong in several of them is
 * told once: of the record's own network, or of the variants by their names.
 */
final class FamilyCheck {
    private FamilyCheck() {}

    /**
     * Checks a declaration whose settings are sound.
     *
     * @param known how many of the first rows have an output whose shape is known
     * @param broken those with mistakes of their own
     * @param variants the numbers of those without mistakes of their own
     */
    static List<Problem> check(Declaration declaration, int known, Set<String> broken, Set<Integer> variants) {
        // What is behind an unknown shape still says how rows scale before it.
        List<Row> rows = declaration.leadingRows();
        boolean complete = known == declaration.components().size() && broken.isEmpty();
        NetworkTable own = declaration.table(rows);
        List<Problem> told = new ArrayList<>(
                FlowCheck.check(own, known, broken, complete, Place.type().annotation(Budget.class)));
        Map<Integer, NetworkTable> tables = new LinkedHashMap<>();
        for (int number : variants) {
            Variant variant = declaration.variants().orElseThrow().get(number);
            NetworkTable table = declaration.table(variant, rows);
            tables.put(number, table);
            Place budget = Place.variant(number).attribute("budget");
            for (Problem problem : FlowCheck.check(table, known, broken, complete, budget)) {
                tell(problem, variant, told);
            }
        }
        if (complete && TableCheck.isSound(told)) {
            told.addAll(repeated(own, tables));
        }
        return told;
    }

    private static void tell(Problem problem, Variant variant, List<Problem> told) {
        for (int i = 0; i < told.size(); i++) {
            Problem before = told.get(i);
            if (isSame(problem, before)) {
                if (!before.variants().isEmpty()) {
                    told.set(i, before.of(variant.name()));
                }
                return;
            }
        }
        told.add(problem.of(variant.name()));
    }

    /** A mistake is the same in two networks if it is of one kind and in one place; the shapes may differ. */
    private static boolean isSame(Problem a, Problem b) {
        return a.diagnostic() == b.diagnostic() && a.place().equals(b.place());
    }

    /** Variants that are the record's own network again, or another variant. */
    private static List<Problem> repeated(NetworkTable own, Map<Integer, NetworkTable> variants) {
        List<Problem> problems = new ArrayList<>();
        List<NetworkTable> before = new ArrayList<>(List.of(own));
        variants.forEach((number, table) -> {
            before.stream()
                    .filter(table::isSameNetwork)
                    .findFirst()
                    .ifPresent(same -> problems.add(Diagnostic.VARIANT_CHANGES_NOTHING
                            .at(Place.variant(number), same.title())
                            .of(table.variant().orElseThrow())));
            before.add(table);
        });
        return problems;
    }
}
