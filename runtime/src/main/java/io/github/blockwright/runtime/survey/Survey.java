package io.github.blockwright.runtime.survey;

import io.github.blockwright.runtime.layouts.Part;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What is in a data set, found out by reading every picture once. It does not change, so threads may share it.
 *
 * @see #of
 */
public final class Survey {
    /**
     * In how many bits of 64 the hashes of two pictures may differ that look the same, unless somebody says otherwise; see
     * docs/results/data.md.
     */
    public static final int NEAR = 8;

    private static final int FARTHEST = 16;

    private final String data;
    private final List<String> remarks;
    private final Findings findings;

    private Survey(String data, List<String> remarks, Findings findings) {
        this.data = data;
        this.remarks = remarks;
        this.findings = findings;
    }

    /**
     * Reads the pictures, on all cores; those that cannot be read are among the findings.
     *
     * @param data what they are, a line
     * @param remarks what was said when they were found, a line each
     * @param near the bits that may differ, 0 to 16
     * @throws IOException if the thread is interrupted
     */
    public static Survey of(String data, List<String> remarks, List<String> classes, List<Entry> entries, int near)
            throws IOException {
        if (near < 0 || near > FARTHEST) {
            throw new IllegalArgumentException(
                    "Pictures that look the same differ in 0 to " + FARTHEST + " bits, not " + near);
        }
        return new Survey(data, remarks, Findings.of(classes, entries, Looks.at(entries), near));
    }

    /**
     * What can be said without reading a picture: how many each class has, and whether they are balanced.
     *
     * @param labels of each picture of each part
     * @param hollow files that are empty or missing
     */
    public static List<String> inShort(List<String> classes, Map<Part, List<int[]>> labels, List<String> hollow) {
        return SurveyText.inShort(ClassCounts.of(classes, labels), hollow);
    }

    /** What makes a training or its result worse than it looks, a sentence each. */
    public List<String> problems() {
        return Problem.of(findings).stream().map(Problem::what).toList();
    }

    /** Everything that was found, as JSON. */
    public String toJson() {
        return SurveyJson.text(data, remarks, findings);
    }

    /**
     * Draws some pictures of each class, as HTML if the file is named so, else as PNG.
     *
     * @throws IOException if the file cannot be written, or the thread is interrupted
     */
    public void writeContactSheet(Path file) throws IOException {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".html") || name.endsWith(".htm")) {
            SheetPage.write(file, data, lines(), findings);
        } else {
            SheetPicture.write(file, data, findings);
        }
    }

    /** Everything that was found, as lines for a person; of long lists the beginning. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>(List.of(data));
        remarks.forEach(remark -> lines.add("  " + remark));
        lines.add("");
        lines.addAll(SurveyText.lines(findings));
        return lines;
    }
}
