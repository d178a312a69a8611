package io.github.blockwright.runtime.survey;

import io.github.blockwright.runtime.layouts.Part;
import io.github.blockwright.runtime.survey.Sizes.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a survey found, as lines for a person. */
final class SurveyText {
    /** Above so many to one it is worth to do something about it. */
    private static final double IMBALANCED = 2;

    private static final int FEW = 20;
    private static final int NAMES = 10;
    private static final int CLASSES = 100;
    private static final int CLASSES_IN_SHORT = 20;
    private static final int NAMES_IN_SHORT = 3;

    private SurveyText() {}

    /** The part that needs no picture to be read. */
    static List<String> inShort(ClassCounts counts, List<String> hollow) {
        List<String> lines = new ArrayList<>(counts.table(CLASSES_IN_SHORT));
        lines.addAll(balance(counts));
        if (!hollow.isEmpty()) {
            String names =
                    hollow.stream().limit(NAMES_IN_SHORT).map(Shown::name).collect(Collectors.joining(", "));
            String more = hollow.size() > NAMES_IN_SHORT ? ", ..." : "";
            lines.add(String.format(
                    Locale.ROOT, "files that are empty or missing: %,d (%s%s)", hollow.size(), names, more));
        }
        return lines;
    }

    static List<String> lines(Findings findings) {
        List<String> lines = new ArrayList<>(findings.counts().table(CLASSES));
        lines.addAll(balance(findings.counts()));
        lines.add("");
        findings.sizes().ifPresent(sizes -> lines.addAll(sizes(sizes, findings)));
        lines.addAll(kinds(findings.kinds()));
        findings.trained().ifPresent(moments -> lines.add(channels(moments)));
        lines.add(copies(findings));
        lines.add("");
        lines.addAll(problems(Problem.of(findings)));
        return lines;
    }

    private static List<String> balance(ClassCounts counts) {
        List<String> lines = new ArrayList<>();
        if (!counts.byPart().containsKey(Part.TRAIN)) {
            return lines;
        }
        int few = counts.train()[counts.smallest()];
        String smallest = Shown.name(counts.classes().get(counts.smallest()));
        String largest = Shown.name(counts.classes().get(counts.largest()));
        if (few > 0 && counts.imbalance() >= IMBALANCED) {
            lines.add(String.format(
                    Locale.ROOT,
                    "imbalance: %s has %.1f times as many pictures to train on as %s, which class weights"
                            + " (--class-weights balanced) or balanced sampling (--sampling balanced) make up for",
                    largest,
                    counts.imbalance(),
                    smallest));
        }
        if (few < FEW) {
            lines.add(String.format(Locale.ROOT, "few pictures: %s has %,d to train on", smallest, few));
        }
        return lines;
    }

    private static List<String> sizes(Sizes sizes, Findings findings) {
        if (sizes.areTheSame()) {
            return List.of("sizes: all " + sizes.middle() + " pixels");
        }
        return List.of(
                String.format(
                        Locale.ROOT,
                        "sizes: %s to %s pixels, median %s (width × height); median of the shorter side %,d",
                        named(sizes.smallest(), findings),
                        named(sizes.largest(), findings),
                        sizes.middle(),
                        sizes.medianShorterSide()),
                String.format(
                        Locale.ROOT,
                        "proportions: %.2f to %.2f, median %.2f (width : height)",
                        sizes.narrowest(),
                        sizes.widest(),
                        sizes.median()));
    }

    private static String named(Size size, Findings findings) {
        return size + " (" + findings.name(size.entry()) + ")";
    }

    private static List<String> kinds(Kinds kinds) {
        List<String> lines = new ArrayList<>();
        if (!kinds.files().isEmpty()) {
            lines.add("formats: "
                    + kinds.files().entrySet().stream()
                            .map(kind -> String.format(Locale.ROOT, "%s %,d", kind.getKey(), kind.getValue()))
                            .collect(Collectors.joining(", "))
                    + (kinds.namedOtherwise() == 0
                            ? ""
                            : String.format(Locale.ROOT, " (%,d named otherwise)", kinds.namedOtherwise())));
        }
        String ofThese = List.of(
                        counted(kinds.grey(), "grey"),
                        counted(kinds.alpha(), "with transparency"),
                        counted(kinds.turned(), "turned upright by EXIF"),
                        counted(kinds.profiles(), "with a colour profile"))
                .stream()
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
        if (!ofThese.isEmpty()) {
            lines.add("of these: " + ofThese);
        }
        return lines;
    }

    private static String counted(int count, String what) {
        return count == 0 ? "" : String.format(Locale.ROOT, "%,d %s", count, what);
    }

    private static String channels(ChannelMoments moments) {
        float[] mean = moments.mean();
        double[] deviation = moments.deviation();
        return String.format(
                Locale.ROOT,
                "mean %.4f, %.4f, %.4f, standard deviation %.4f, %.4f, %.4f"
                        + " (red, green, blue from 0 to 1, of the pictures to train on)",
                mean[0],
                mean[1],
                mean[2],
                deviation[0],
                deviation[1],
                deviation[2]);
    }

    private static String copies(Findings findings) {
        int copies = findings.same().copies();
        return copies == 0
                ? "copies: none, byte by byte"
                : String.format(Locale.ROOT, "copies: %,d, byte by byte, could go without losing a picture", copies);
    }

    private static List<String> problems(List<Problem> problems) {
        if (problems.isEmpty()) {
            return List.of("No problems were found.");
        }
        List<String> lines = new ArrayList<>();
        for (Problem problem : problems) {
            lines.add("! " + problem.what());
            problem.where().stream().limit(NAMES).forEach(where -> lines.add("    " + where));
            if (problem.where().size() > NAMES) {
                lines.add(String.format(
                        Locale.ROOT, "    ... and %,d more", problem.where().size() - NAMES));
            }
        }
        return lines;
    }
}
