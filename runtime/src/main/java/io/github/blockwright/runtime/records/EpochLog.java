package io.github.blockwright.runtime.records;

import io.github.blockwright.runtime.files.TextFiles;
import io.github.blockwright.runtime.report.EpochResult;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads the logs of a run, {@code log.csv} and those of the phases before it; columns that earlier versions lack are NaN. */
public final class EpochLog {
    private static final String LOG = "log.csv";
    private static final CSVFormat FORMAT =
            CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();

    private EpochLog() {}

    /**
     * Some epochs of a training.
     *
     * @param name what is trained in it, for people; empty if there is one phase only
     */
    public record Phase(String name, List<EpochResult> epochs) {}

    /** All phases that have an epoch, in order; that of the head while it is trained, too. */
    public static List<Phase> read(Path run) throws IOException {
        List<Phase> phases = new ArrayList<>();
        Path head = run.resolve("head-log.csv");
        add(
                phases,
                "head",
                Files.isRegularFile(head) ? head : run.resolve("head").resolve(LOG));
        for (int stage = 1; Files.isDirectory(run.resolve("unfreezing-" + stage)); stage++) {
            add(phases, "stage " + stage, run.resolve("unfreezing-" + stage).resolve(LOG));
        }
        add(phases, phases.isEmpty() ? "" : "fine-tuning", run.resolve(LOG));
        return phases;
    }

    private static void add(List<Phase> phases, String name, Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return;
        }
        List<EpochResult> epochs = new ArrayList<>();
        try (Reader reader = new StringReader(TextFiles.read(file));
                CSVParser parser = FORMAT.parse(reader)) {
            for (CSVRecord line : parser) {
                epochs.add(epoch(line));
            }
        } catch (IllegalArgumentException | IllegalStateException | UncheckedIOException e) {
            throw new IOException(file + " is damaged (" + e.getMessage() + ")", e);
        }
        if (!epochs.isEmpty()) {
            phases.add(new Phase(name, epochs));
        }
    }

    private static EpochResult epoch(CSVRecord line) {
        return new EpochResult(
                Integer.parseInt(line.get("epoch")),
                number(line, "loss"),
                number(line, "accuracy"),
                number(line, "val_loss"),
                number(line, "val_accuracy"),
                number(line, "learning_rate"),
                number(line, "seconds"),
                number(line, "ms_per_step"),
                number(line, "wait_ms_per_step"),
                number(line, "objective"),
                number(line, "val_map"));
    }

    private static double number(CSVRecord line, String column) {
        return line.isSet(column) ? Double.parseDouble(line.get(column)) : Double.NaN;
    }
}
