package io.github.blockwright.processor.check;

import io.github.blockwright.dsl.Budget;
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

    /** A mistake is the same in two networks if it is of one kind and in one place; the shapes may differ. */
    private record Cause(Diagnostic diagnostic, Place place) {
        static Cause of(Problem problem) {
            return new Cause(problem.diagnostic(), problem.place());
        }
    }

    /**
     * Checks a declaration whose settings are sound.
     *
     * @param sound how many of the first rows are without mistakes of their own
     * @param variants the numbers of those without mistakes of their own
     */
    static List<Problem> check(Declaration declaration, int sound, Set<Integer> variants) {
        // What is behind the first mistake still says how rows scale before it.
        List<Row> rows = declaration.leadingRows();
        boolean complete = sound == declaration.components().size();
        Map<Cause, Problem> told = new LinkedHashMap<>();
        NetworkTable own = declaration.table(rows);
        for (Problem problem :
                FlowCheck.check(own, sound, complete, Place.type().annotation(Budget.class))) {
            told.put(Cause.of(problem), problem);
        }
        Map<Integer, NetworkTable> tables = new LinkedHashMap<>();
        for (int number : variants) {
            Variant variant = declaration.variants().orElseThrow().get(number);
            NetworkTable table = declaration.table(variant, rows);
            tables.put(number, table);
            Place budget = Place.variant(number).attribute("budget");
            for (Problem problem : FlowCheck.check(table, sound, complete, budget)) {
                Problem before = told.get(Cause.of(problem));
                if (before == null) {
                    told.put(Cause.of(problem), problem.of(variant.name()));
                } else if (!before.variants().isEmpty()) {
                    told.put(Cause.of(problem), before.of(variant.name()));
                }
            }
        }
        List<Problem> problems = new ArrayList<>(told.values());
        if (complete && TableCheck.isSound(problems)) {
            problems.addAll(repeated(own, tables));
        }
        return problems;
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
