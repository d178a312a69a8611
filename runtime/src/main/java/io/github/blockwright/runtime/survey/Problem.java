package io.github.blockwright.runtime.survey;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Something that makes a training or its result worse than it looks.
 *
 * @param what it is and what to do, a sentence
 * @param where the pictures concerned, a line each
 */
record Problem(String what, List<String> where) {

    /** What of the findings is a problem, the worst first. */
    static List<Problem> of(Findings findings) {
        List<Problem> problems = new ArrayList<>();
        add(
                problems,
                findings.same().acrossParts(),
                "%,d of the pictures to measure on are in an earlier part too, byte by byte, so that results come out too"
                        + " good: delete one of each two",
                twin -> at(findings, twin.one()) + " is " + at(findings, twin.other()));
        add(
                problems,
                findings.nearlySame().acrossParts(),
                "%,d of the pictures to measure on look like one in an earlier part, so that results may come out too good:"
                        + " look at them, and delete one of each two",
                twin -> at(findings, twin.one()) + " looks like " + at(findings, twin.other()) + bits(twin));
        add(
                problems,
                findings.same().acrossClasses(),
                "%,d pictures are labelled in two ways, byte by byte the same: decide for one",
                twin -> labelled(findings, twin.one()) + " is " + labelled(findings, twin.other()));
        add(
                problems,
                findings.nearlySame().acrossClasses(),
                "%,d pairs of pictures look the same and are labelled differently: look at them, and decide for one",
                twin -> labelled(findings, twin.one()) + " looks like " + labelled(findings, twin.other())
                        + bits(twin));
        add(
                problems,
                findings.bad(),
                "%,d pictures cannot be read: mend or delete them",
                bad -> at(findings, bad.entry()) + ": " + Shown.name(bad.reason()));
        return problems;
    }

    @FunctionalInterface
    private interface Line<T> {
        String of(T finding);
    }

    private static <T> void add(List<Problem> problems, List<T> found, String what, Line<T> line) {
        if (!found.isEmpty()) {
            problems.add(new Problem(
                    String.format(Locale.ROOT, what, found.size()),
                    found.stream().map(line::of).toList()));
        }
    }

    private static String at(Findings findings, int entry) {
        return findings.name(entry);
    }

    private static String labelled(Findings findings, int entry) {
        return findings.name(entry) + " (" + findings.labels(entry) + ")";
    }

    private static String bits(Twin twin) {
        return twin.distance() == 0 ? "" : " (" + twin.distance() + " bits differ)";
    }
}
