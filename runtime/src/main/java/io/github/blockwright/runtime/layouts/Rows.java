package io.github.blockwright.runtime.layouts;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import io.github.blockwright.runtime.files.JsonText;
import io.github.blockwright.runtime.names.Excerpt;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** The rows of a file of comma-separated values or of JSON lines; of the latter the first row is the names of the values. */
interface Rows extends Closeable {
    /** What separates several values of a JSON array, and may separate labels in a field. */
    String SEVERAL = "|";

    /** What Excel begins UTF-8 with. */
    int BYTE_ORDER_MARK = 0xFEFF;

    /**
     * The next row's cells, or null after the last.
     *
     * @throws IOException if the file breaks its format; the message names the place
     */
    List<String> next() throws IOException;

    /** The line on which the last row began, from 1. */
    long line();

    /** Whether a file's name ends like that of one that can be read here. */
    static boolean canBe(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".csv") || lower.endsWith(".tsv") || isJson(lower);
    }

    private static boolean isJson(String lower) {
        return lower.endsWith(".jsonl") || lower.endsWith(".ndjson");
    }

    /** @throws IOException if the file cannot be opened, or is not UTF-8 */
    static Rows open(Path file) throws IOException {
        // One that reports what is not UTF-8 instead of replacing it.
        RowReader reader = new RowReader(
                file, new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8.newDecoder()));
        try {
            reader.mark(1);
            if (reader.read() != BYTE_ORDER_MARK) {
                reader.reset();
            }
            boolean json = isJson(file.getFileName().toString().toLowerCase(Locale.ROOT));
            return json ? new JsonLines(file, reader) : new Csv(file, reader);
        } catch (CharacterCodingException e) {
            reader.close();
            throw notUtf8(file, e);
        } catch (IOException e) {
            reader.close();
            throw e;
        }
    }

    private static IOException notUtf8(Path file, Exception cause) {
        return new IOException(file + " is not UTF-8: save it as UTF-8 (in Excel, \"CSV UTF-8\")", cause);
    }

    /** Separated by what the first line has most of: tabs, commas or semicolons. */
    final class Csv implements Rows {
        /** The most that is looked at for the first line, in characters; that of BufferedReader's buffer. */
        private static final int FIRST_LINE = 8192;

        private final Path file;
        private final RowReader reader;
        private final CSVParser parser;
        private final Iterator<CSVRecord> records;
        private long line;

        private Csv(Path file, RowReader reader) throws IOException {
            this.file = file;
            this.reader = reader;
            CSVFormat format = CSVFormat.RFC4180
                    .builder()
                    .setDelimiter(delimiter(reader))
                    .setIgnoreSurroundingSpaces(true)
                    .setIgnoreEmptyLines(true)
                    .get();
            this.parser =
                    CSVParser.builder().setReader(reader).setFormat(format).get();
            this.records = parser.iterator();
        }

        private static char delimiter(RowReader reader) throws IOException {
            char[] start = new char[FIRST_LINE];
            reader.mark(FIRST_LINE);
            int length = reader.read(start);
            reader.reset();
            String first = new String(start, 0, Math.max(0, length))
                    .lines()
                    .filter(l -> !l.isBlank())
                    .findFirst()
                    .orElse("");
            char best = ',';
            for (char candidate : new char[] {'\t', ';'}) {
                if (count(first, candidate) > count(first, best)) {
                    best = candidate;
                }
            }
            return best;
        }

        private static long count(String line, char wanted) {
            return line.chars().filter(c -> c == wanted).count();
        }

        @Override
        public List<String> next() throws IOException {
            try {
                line = parser.getCurrentLineNumber() + 1;
                reader.nextRow();
                return records.hasNext() ? records.next().toList() : null;
            } catch (UncheckedIOException | IllegalStateException e) {
                if (e.getCause() instanceof CharacterCodingException) {
                    throw notUtf8(file, e);
                }
                if (e.getCause() instanceof RowReader.TooLongException tooLong) {
                    throw tooLong;
                }
                throw new IOException(
                        file + ", line " + line + ": the quotes do not fit (" + e.getMessage()
                                + "): a quote within quotes is written twice",
                        e);
            }
        }

        @Override
        public long line() {
            return line;
        }

        @Override
        public void close() throws IOException {
            parser.close();
        }
    }

    /** One object a line; its values are texts, numbers, truth values, or arrays of them. */
    final class JsonLines implements Rows {
        private final Path file;
        private final RowReader reader;
        private List<String> names = List.of();
        private JsonObject first;
        private long line;

        private JsonLines(Path file, RowReader reader) {
            this.file = file;
            this.reader = reader;
        }

        @Override
        public List<String> next() throws IOException {
            if (line == 0) {
                first = object();
                names = first == null ? List.of() : List.copyOf(first.keySet());
                return first == null ? null : names;
            }
            JsonObject row = first == null ? object() : first;
            first = null;
            if (row == null) {
                return null;
            }
            List<String> cells = new ArrayList<>();
            for (String name : names) {
                cells.add(text(row.get(name)));
            }
            return cells;
        }

        private String readLine() throws IOException {
            try {
                reader.nextRow();
                return reader.readLine();
            } catch (CharacterCodingException e) {
                throw notUtf8(file, e);
            }
        }

        private JsonObject object() throws IOException {
            for (String text = readLine(); text != null; text = readLine()) {
                line++;
                if (!text.isBlank()) {
                    try {
                        return JsonText.parse(text).getAsJsonObject();
                    } catch (JsonParseException | IllegalStateException e) {
                        throw new IOException(
                                file + ", line " + line + ": expected a JSON object, as in"
                                        + " {\"path\": \"cat/1.jpg\", \"label\": \"cat\"} ("
                                        + Excerpt.of(e.getMessage()) + ")",
                                e);
                    }
                }
            }
            return null;
        }

        private static String text(JsonElement value) {
            if (value == null || value.isJsonNull()) {
                return "";
            }
            if (value instanceof JsonArray array) {
                return String.join(
                        SEVERAL,
                        StreamSupport.stream(array.spliterator(), false)
                                .map(JsonLines::text)
                                .toList());
            }
            return value.isJsonPrimitive() ? value.getAsString() : value.toString();
        }

        @Override
        public long line() {
            return line;
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }
}
