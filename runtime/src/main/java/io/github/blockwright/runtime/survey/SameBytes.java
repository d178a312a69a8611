package io.github.blockwright.runtime.survey;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Pictures that are there more than once, byte by byte.
 *
 * @param copies how many could go without losing one
 * @param acrossParts each picture to measure on that is in an earlier part too
 * @param acrossClasses pictures that are the same and labelled otherwise, the first with each of them
 */
record SameBytes(int copies, List<Twin> acrossParts, List<Twin> acrossClasses) {

    /** @param digests of the entries; null where one could not be read */
    static SameBytes of(List<Entry> entries, List<Digest> digests) {
        Map<Digest, List<Integer>> groups = new LinkedHashMap<>();
        for (int i = 0; i < digests.size(); i++) {
            if (digests.get(i) != null) {
                groups.computeIfAbsent(digests.get(i), d -> new ArrayList<>(1)).add(i);
            }
        }
        return ofGroups(
                entries,
                groups.values().stream().filter(group -> group.size() > 1).toList());
    }

    private static SameBytes ofGroups(List<Entry> entries, Collection<List<Integer>> groups) {
        int copies = 0;
        List<Twin> acrossParts = new ArrayList<>();
        List<Twin> acrossClasses = new ArrayList<>();
        for (List<Integer> group : groups) {
            copies += group.size() - 1;
            int earliest = group.stream()
                    .min((a, b) ->
                            entries.get(a).part().compareTo(entries.get(b).part()))
                    .orElseThrow();
            int first = group.get(0);
            for (int member : group) {
                if (entries.get(member).part() != entries.get(earliest).part()) {
                    acrossParts.add(new Twin(member, earliest, 0));
                }
                if (!Arrays.equals(
                        entries.get(member).labels(), entries.get(first).labels())) {
                    acrossClasses.add(new Twin(member, first, 0));
                }
            }
        }
        return new SameBytes(copies, acrossParts, acrossClasses);
    }
}
