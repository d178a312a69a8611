package io.github.blockwright.processor.check.structure;

import io.github.blockwright.processor.check.DeclarationRule;
import io.github.blockwright.processor.check.Diagnostic;
import io.github.blockwright.processor.check.Place;
import io.github.blockwright.processor.check.Problem;
import io.github.blockwright.processor.declaration.Component;
import io.github.blockwright.processor.declaration.Declaration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** A suppression that looks like one of ours must be one of ours. */
public final class SuppressionRule implements DeclarationRule {
    private static final List<String> KNOWN = Diagnostic.suppressionKeys();

    @Override
    public List<Problem> check(Declaration declaration) {
        List<Problem> problems = new ArrayList<>(unknown(Place.type(), declaration.suppressions()));
        for (Component component : declaration.components()) {
            problems.addAll(unknown(Place.component(component.name()), component.suppressions()));
        }
        return problems;
    }

    private static List<Problem> unknown(Place place, Set<String> suppressions) {
        return suppressions.stream()
                .filter(key -> key.startsWith("blockwright") && !KNOWN.contains(key))
                .map(key -> Diagnostic.UNKNOWN_SUPPRESSION.at(
                        place.annotation(SuppressWarnings.class).attribute("value"), key, nearest(key)))
                .toList();
    }

    private static String nearest(String key) {
        return KNOWN.stream()
                .min(Comparator.comparingInt(known -> distance(known, key)))
                .orElseThrow();
    }

    /** Levenshtein's distance: insertions, deletions and replacements from one word to the other. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
