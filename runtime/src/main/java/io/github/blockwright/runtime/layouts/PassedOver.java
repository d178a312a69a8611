package io.github.blockwright.runtime.layouts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** Counts what is left out, by reason, with a few names. */
final class PassedOver {
    private static final int NAMES = 3;

    private final Map<String, TreeSet<String>> names = new LinkedHashMap<>();
    private final Map<String, Integer> counts = new LinkedHashMap<>();

    /** @param reason what it is, in the plural, as in {@code files that are no pictures} */
    void add(String reason, String name) {
        counts.merge(reason, 1, Integer::sum);
        // The first of all and not those that came first, since folders are listed in any order.
        TreeSet<String> first = names.computeIfAbsent(reason, r -> new TreeSet<>());
        first.add(name);
        if (first.size() > NAMES) {
            first.pollLast();
        }
    }

    /** A line for each reason. */
    List<String> remarks() {
        List<String> lines = new ArrayList<>();
        counts.forEach((reason, count) -> lines.add(String.format(
                Locale.ROOT,
                "%s are passed over: %,d (%s%s)",
                reason,
                count,
                String.join(", ", names.get(reason)),
                count > names.get(reason).size() ? ", ..." : "")));
        return lines;
    }
}
