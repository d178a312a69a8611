package io.github.blockwright.runtime.profile;

import io.github.blockwright.runtime.files.AtomicFiles;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;

/** Profiles as a CSV file, a line for each row; a time that was not measured is empty. */
final class ProfileFile {
    private static final String[] COLUMNS = {
        "network",
        "row",
        "operator",
        "output",
        "parameters",
        "multiply_adds",
        "bytes_moved",
        "pointwise",
        "spatial",
        "depthwise",
        "dense",
        "other",
        "block_ms",
        "serving_ms",
        "machine"
    };
    private static final CSVFormat WRITTEN = CSVFormat.DEFAULT
            .builder()
            .setHeader(COLUMNS)
            .setRecordSeparator('\n')
            .get();
    private static final CSVFormat READ =
            CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();

    private ProfileFile() {}

    static void write(List<NetworkProfile> profiles, Path file) throws IOException {
        AtomicFiles.write(file, part -> {
            // The file has its own place here, since Java leaves it open where the writer cannot write its rest.
            try (OutputStream out = Files.newOutputStream(part);
                    Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
                    CSVPrinter printer = new CSVPrinter(writer, WRITTEN)) {
                for (NetworkProfile profile : profiles) {
                    for (RowCost row : profile.rows()) {
                        printer.printRecord(values(profile, row));
                    }
                }
            }
        });
    }

    private static List<Object> values(NetworkProfile profile, RowCost row) {
        List<Object> values = new ArrayList<>(List.of(
                profile.network(),
                row.name(),
                row.operator(),
                row.output(),
                row.parameters(),
                row.multiplyAdds(),
                row.bytesMoved()));
        values.addAll(row.operators().counts());
        values.add(number(row.blockMilliseconds()));
        values.add(number(row.servingMilliseconds()));
        values.add(profile.machine());
        return values;
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.5f", value);
    }

    /** A network on a machine. */
    private record Measured(String network, String machine) {}

    static List<NetworkProfile> read(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + " is a folder: give a file that 'blockwright profile' has written");
        }
        Map<Measured, List<RowCost>> rows = new LinkedHashMap<>();
        try (Reader reader = Files.newBufferedReader(file);
                CSVParser parser = READ.parse(reader)) {
            for (CSVRecord line : parser) {
                rows.computeIfAbsent(new Measured(line.get("network"), line.get("machine")), key -> new ArrayList<>())
                        .add(row(line));
            }
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new IOException(
                    file + " is no table of rows' costs (" + e.getMessage()
                            + "): write one with 'blockwright profile NETWORK --output FILE.csv'",
                    e);
        }
        if (rows.isEmpty()) {
            throw new IOException(
                    file + " has no row's costs: write one with 'blockwright profile NETWORK --output" + " FILE.csv'");
        }
        return rows.entrySet().stream()
                .map(each -> new NetworkProfile(
                        each.getKey().network(), each.getKey().machine(), each.getValue()))
                .toList();
    }

    private static RowCost row(CSVRecord line) {
        return new RowCost(
                line.get("row"),
                line.get("operator"),
                line.get("output"),
                Long.parseLong(line.get("parameters")),
                Long.parseLong(line.get("multiply_adds")),
                Long.parseLong(line.get("bytes_moved")),
                new Operators(
                        Integer.parseInt(line.get("pointwise")),
                        Integer.parseInt(line.get("spatial")),
                        Integer.parseInt(line.get("depthwise")),
                        Integer.parseInt(line.get("dense")),
                        Integer.parseInt(line.get("other"))),
                time(line.get("block_ms")),
                time(line.get("serving_ms")));
    }

    private static double time(String value) {
        return value.isEmpty() ? Double.NaN : Double.parseDouble(value);
    }
}
