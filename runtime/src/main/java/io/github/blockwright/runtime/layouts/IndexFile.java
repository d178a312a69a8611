package io.github.blockwright.runtime.layouts;

import io.github.blockwright.runtime.layouts.IndexColumns.UnclearException;
import io.github.blockwright.runtime.names.Excerpt;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A table that gives pictures labels: a file of comma-, semicolon- or tab-separated values, or of JSON lines.
 *
 * @param file where it is
 * @param rows in the file's order
 * @param multiLabel whether a row has several labels, or several could be meant and a row has none
 */
record IndexFile(Path file, List<Row> rows, boolean multiLabel) {
    private static final int SAMPLE = 50;

    /**
     * A row.
     *
     * @param picture as the file names it
     * @param labels in normal form
     * @param part if the row says it
     * @param line in the file, from 1
     */
    record Row(String picture, List<String> labels, Optional<Part> part, long line) {}

    /** Why this file is no index, or nothing if it is one by its first rows. */
    static Optional<String> unclear(Path file) throws IOException {
        try (Rows rows = Rows.open(file)) {
            IndexColumns.of(sample(rows));
            return Optional.empty();
        } catch (UnclearException e) {
            return Optional.of(e.getMessage());
        }
    }

    /** @throws IOException if it is no index, or breaks its format; the message says where and what to do */
    static IndexFile read(Path file) throws IOException {
        List<Raw> raw = new ArrayList<>();
        IndexColumns columns;
        try (Rows rows = Rows.open(file)) {
            List<Numbered> sample = numbered(rows);
            columns = IndexColumns.of(sample.stream().map(Numbered::cells).toList());
            Reading reading = new Reading(file, columns);
            for (Numbered row : columns.header() ? sample.subList(1, sample.size()) : sample) {
                raw.add(reading.row(row.cells(), row.line()));
            }
            for (List<String> row = rows.next(); row != null; row = rows.next()) {
                raw.add(reading.row(row, rows.line()));
            }
        } catch (UnclearException e) {
            throw new IOException(file + " is no index of pictures: " + e.getMessage(), e);
        }
        return of(file, columns, raw);
    }

    private record Numbered(List<String> cells, long line) {}

    private static List<Numbered> numbered(Rows rows) throws IOException {
        List<Numbered> sample = new ArrayList<>();
        while (sample.size() < SAMPLE) {
            List<String> row = rows.next();
            if (row == null) {
                return sample;
            }
            sample.add(new Numbered(row, rows.line()));
        }
        return sample;
    }

    private static List<List<String>> sample(Rows rows) throws IOException {
        return numbered(rows).stream().map(Numbered::cells).toList();
    }

    /** A row whose labels may still be in one text. */
    private record Raw(String picture, String label, List<String> flagged, Optional<Part> part, long line) {}

    private record Reading(Path file, IndexColumns columns) {
        Raw row(List<String> cells, long line) throws IOException {
            String picture = IndexColumns.cell(cells, columns.picture());
            if (picture.isEmpty()) {
                throw new IOException(
                        file + ", line " + line + ": it names no picture: fill it in, or remove the line");
            }
            List<String> flagged = new ArrayList<>();
            for (int i = 0; i < columns.flags().size(); i++) {
                String cell = IndexColumns.cell(cells, columns.flags().get(i));
                if (!IndexColumns.isFlag(cell)) {
                    throw new IOException(file + ", line " + line + ": expected 0 or 1 for "
                            + Excerpt.of(columns.flagNames().get(i)) + ", not " + Excerpt.of(cell));
                }
                if (IndexColumns.isYes(cell)) {
                    flagged.add(columns.flagNames().get(i));
                }
            }
            String label = columns.label() < 0 ? "" : IndexColumns.cell(cells, columns.label());
            return new Raw(picture, label.intern(), flagged, part(cells, line), line);
        }

        private Optional<Part> part(List<String> cells, long line) throws IOException {
            String cell = columns.split() < 0 ? "" : IndexColumns.cell(cells, columns.split());
            if (cell.isEmpty()) {
                return Optional.empty();
            }
            if (columns.splitIsFlag() && IndexColumns.isFlag(cell)) {
                return Optional.of(IndexColumns.isYes(cell) ? Part.VALIDATION : Part.TRAIN);
            }
            return Optional.of(Part.named(cell)
                    .orElseThrow(() -> new IOException(file + ", line " + line
                            + ": expected train, validation or test for the part, not " + Excerpt.of(cell))));
        }
    }

    private static IndexFile of(Path file, IndexColumns columns, List<Raw> raw) {
        Map<String, List<String>> fields = fields(columns, raw);
        List<Row> rows = new ArrayList<>();
        boolean several = false;
        boolean none = false;
        for (Raw row : raw) {
            List<String> labels = columns.label() < 0 ? row.flagged() : fields.get(row.label());
            several |= labels.size() > 1;
            none |= labels.isEmpty();
            rows.add(new Row(row.picture(), labels, row.part(), row.line()));
        }
        return new IndexFile(file, rows, several || (none && columns.label() < 0));
    }

    /** From each text that is a label's field to the labels in it. */
    private static Map<String, List<String>> fields(IndexColumns columns, List<Raw> raw) {
        Set<String> texts = new HashSet<>();
        raw.forEach(row -> texts.add(row.label()));
        String separator = separator(columns, texts);
        Map<String, List<String>> fields = new HashMap<>();
        for (String text : texts) {
            Stream<String> labels = separator.isEmpty() ? Stream.of(text) : Stream.of(text.split(separator));
            fields.put(
                    text,
                    labels.map(Labelling::normal)
                            .filter(label -> !label.isEmpty())
                            .distinct()
                            .toList());
        }
        return fields;
    }

    /**
     * A regular expression for what stands between labels, empty where a field is one label. Spaces are also within names, so
     * they separate only where the column is called as if it held several and the words are fewer than the fields: twelve
     * fields of six words are combinations, five hundred birds' names of seven hundred words are not.
     */
    private static String separator(IndexColumns columns, Set<String> texts) {
        for (String separator : List.of(Rows.SEVERAL, ";")) {
            if (texts.stream().anyMatch(text -> text.contains(separator))) {
                return "[" + separator + "]";
            }
        }
        if (!columns.several()) {
            return "";
        }
        Set<String> words = new HashSet<>();
        texts.forEach(text -> words.addAll(List.of(text.split("\\s+"))));
        return words.size() < texts.size() ? "\\s+" : "";
    }
}
