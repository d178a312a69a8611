package io.github.blockwright.runtime.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A profile as a table in a terminal. */
final class ProfileText {
    private static final List<String> HEADINGS =
            List.of("row", "operator", "multiply-adds", "KiB moved", "block, ms", "of all", "serving, ms", "of all");
    /** Names and operators are to the left. */
    private static final int WORDS = 2;

    private ProfileText() {}

    static String of(NetworkProfile profile) {
        double block = profile.blockMilliseconds();
        double serving = profile.servingMilliseconds();
        List<List<String>> lines = new ArrayList<>(List.of(HEADINGS));
        for (RowCost row : profile.rows()) {
            lines.add(List.of(
                    row.name(),
                    row.operator(),
                    grouped(row.multiplyAdds()),
                    grouped(row.bytesMoved() / 1024),
                    milliseconds(row.blockMilliseconds()),
                    share(row.blockMilliseconds() / block),
                    milliseconds(row.servingMilliseconds()),
                    share(row.servingMilliseconds() / serving)));
        }
        lines.add(List.of(
                "total",
                "",
                grouped(profile.rows().stream().mapToLong(RowCost::multiplyAdds).sum()),
                grouped(profile.rows().stream().mapToLong(RowCost::bytesMoved).sum() / 1024),
                milliseconds(block),
                "",
                milliseconds(serving),
                ""));
        StringBuilder text = new StringBuilder(profile.network())
                .append(", one picture: ")
                .append(profile.machine())
                .append('\n');
        lines.forEach(line -> text.append(aligned(line, lines)).append('\n'));
        return text.toString();
    }

    static String milliseconds(double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.3f", value);
    }

    private static String share(double share) {
        return Double.isNaN(share) ? "–" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private static String grouped(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static String aligned(List<String> line, List<List<String>> all) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < line.size(); i++) {
            int column = i;
            int width = all.stream()
                    .mapToInt(other -> other.get(column).length())
                    .max()
                    .orElseThrow();
            text.append(i == 0 ? "" : "  ")
                    .append(String.format(Locale.ROOT, (i < WORDS ? "%-" : "%") + width + "s", line.get(i)));
        }
        return text.toString().stripTrailing();
    }
}
