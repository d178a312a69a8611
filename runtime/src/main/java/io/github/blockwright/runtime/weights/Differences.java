package io.github.blockwright.runtime.weights;

import io.github.blockwright.runtime.weights.LoadReport.Mismatch;
import io.github.blockwright.runtime.weights.LoadReport.Missing;
import io.github.blockwright.runtime.weights.formats.WeightFile;
import io.github.blockwright.runtime.weights.formats.WeightFileException;
import io.github.blockwright.runtime.weights.formats.WeightTensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How a file differs from what a network wants, as a table for people. */
final class Differences {
    private static final int MOST = 10;
    private static final String NOTHING = "-";

    private record Line(String name, String file, String network) {}

    private Differences() {}

    /** A head, the numbers of parameters, and the first ten differences, a line each. */
    static String table(LoadReport report, WeightFile file) {
        List<Line> differences = new ArrayList<>();
        for (Mismatch mismatch : report.mismatches()) {
            differences.add(line(
                    mismatch.name(),
                    mismatch.found().toString(),
                    mismatch.expected() + " for " + mismatch.parameter()));
        }
        for (Missing missing : report.missing()) {
            differences.add(line(missing.name(), NOTHING, missing.expected() + " for " + missing.parameter()));
        }
        for (String unknown : report.unknown()) {
            WeightTensor tensor = file.tensors().get(unknown);
            differences.add(line(unknown, Arrays.toString(tensor.shape()), NOTHING));
        }
        int common = report.matched().size() + report.mismatches().size();
        List<Line> lines = new ArrayList<>();
        lines.add(new Line("", "the file has", "the network wants"));
        lines.add(new Line(
                "parameters",
                Integer.toString(common + report.unknown().size()),
                Integer.toString(common + report.missing().size())));
        lines.addAll(differences.subList(0, Math.min(MOST, differences.size())));
        return text(lines)
                + (differences.size() > MOST ? "\n  ... and " + (differences.size() - MOST) + " more differences" : "");
    }

    private static Line line(String name, String file, String network) {
        String quoted = WeightFileException.quoted(name);
        return new Line(quoted.substring(1, quoted.length() - 1), file, network);
    }

    private static String text(List<Line> lines) {
        int names = lines.stream().mapToInt(line -> line.name().length()).max().orElse(0);
        int files = lines.stream().mapToInt(line -> line.file().length()).max().orElse(0);
        List<String> texts = new ArrayList<>();
        for (Line line : lines) {
            texts.add("  " + padded(line.name(), names) + "  " + padded(line.file(), files) + "  " + line.network());
        }
        return String.join("\n", texts);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
