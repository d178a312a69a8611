package io.github.blockwright.runtime.survey;

import io.github.blockwright.runtime.layouts.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Something that makes a training or its result worth less than it looks.
 *
 * @param what it is and what to do, a sentence
 * @param where the pictures or classes concerned, a line each
 */
record Problem(String what, List<String> where) {

    /** What of the findings is a problem, the worst first. */
    static List<Problem> of(Findings findings) {
        List<Problem> problems = new ArrayList<>();
        add(
                problems,
                acrossParts(findings, findings.same().acrossParts(), " is "),
                "1 picture to validate or test on is in an earlier part too, byte by byte, so that results come out too"
                        + " good: delete one of the two",
                "%,d pictures to validate or test on are in an earlier part too, byte by byte, so that results come out"
                        + " too good: delete one of each two");
        add(
                problems,
                acrossParts(findings, findings.nearlySame().acrossParts(), " looks like "),
                "1 picture to validate or test on looks like one in an earlier part, so that results may come out too"
                        + " good: look at both, and delete one",
                "%,d pictures to validate or test on look like one in an earlier part, so that results may come out too"
                        + " good: look at them, and delete one of each two");
        add(
                problems,
                acrossClasses(findings, findings.same().acrossClasses(), " is "),
                "1 picture is labelled in two ways: decide for one",
                "%,d pictures are labelled in two ways: decide for one");
        add(
                problems,
                acrossClasses(findings, findings.nearlySame().acrossClasses(), " looks like "),
                "1 pair of pictures looks the same and is labelled in two ways: look at both, and decide for one",
                "%,d pairs of pictures look the same and are labelled in two ways: look at them, and decide for one");
        add(
                problems,
                findings.bad().stream()
                        .map(bad -> findings.name(bad.entry()) + ": " + Shown.name(bad.reason()))
                        .toList(),
                "1 picture cannot be read: mend or delete it",
                "%,d pictures cannot be read: mend or delete them");
        add(
                problems,
                singleClass(findings),
                "there is a single class, which a network would learn to answer to anything: add pictures of another, if only"
                        + " of everything else",
                "");
        add(
                problems,
                emptyClasses(findings.counts()),
                "1 class has no picture to train on: add some, or remove it",
                "%,d classes have no picture to train on: add some, or remove them");
        return problems;
    }

    private static void add(List<Problem> problems, List<String> where, String one, String many) {
        if (!where.isEmpty()) {
            problems.add(new Problem(where.size() == 1 ? one : String.format(Locale.ROOT, many, where.size()), where));
        }
    }

    private static List<String> acrossParts(Findings findings, List<Twin> twins, String verb) {
        return twins.stream()
                .map(twin -> findings.name(twin.one()) + verb + findings.name(twin.other()) + bits(twin))
                .toList();
    }

    private static List<String> acrossClasses(Findings findings, List<Twin> twins, String verb) {
        return twins.stream()
                .map(twin -> findings.labelled(twin.one()) + verb + findings.labelled(twin.other()) + bits(twin))
                .toList();
    }

    private static String bits(Twin twin) {
        if (twin.distance() == 0) {
            return twin.mirrored() ? " (mirrored)" : "";
        }
        return " (" + twin.distance() + " bits differ" + (twin.mirrored() ? ", mirrored" : "") + ")";
    }

    /** With several labels to a picture, one that some have and others have not is something to learn. */
    private static List<String> singleClass(Findings findings) {
        List<String> classes = findings.counts().classes();
        return classes.size() == 1 && findings.entries().stream().allMatch(entry -> entry.labels().length == 1)
                ? List.of(Shown.name(classes.get(0)))
                : List.of();
    }

    private static List<String> emptyClasses(ClassCounts counts) {
        return IntStream.range(0, counts.classes().size())
                .filter(label -> counts.byPart().containsKey(Part.TRAIN) && counts.train()[label] == 0)
                .mapToObj(label -> Shown.name(counts.classes().get(label)))
                .toList();
    }
}
