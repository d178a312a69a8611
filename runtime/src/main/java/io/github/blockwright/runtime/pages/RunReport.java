package io.github.blockwright.runtime.pages;

import com.google.gson.JsonObject;
import io.github.blockwright.runtime.files.AtomicFiles;
import io.github.blockwright.runtime.records.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The report of a run: one HTML file that needs no other and fetches nothing. Learning curves, figures of each class,
 * confusions, calibration, the pictures that say most, the table, recipe, machine and data. Every run with a directory
 * writes it at its end; this makes it anew from the files beside it, without the data and without the network's class.
 */
public final class RunReport {
    private static final String FILE = "report.html";

    private RunReport() {}

    /**
     * Writes {@code report.html} into a run directory. A file of the run that is missing or damaged leaves out its part of the
     * report, which says so.
     *
     * @param run the directory of a training, finished or not
     * @return the file
     * @throws IOException if it is no run directory, or the file cannot be written; the message says which
     */
    public static Path write(Path run) throws IOException {
        String html = page(run).html();
        Path report = file(run);
        AtomicFiles.write(report, part -> Files.writeString(part, html));
        return report;
    }

    /** The report as it would be written now. */
    static Page page(Path run) throws IOException {
        RunFiles files = RunFiles.read(run);
        JsonObject data = new JsonObject();
        Charts charts = new Charts();
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("title", files.name());
        model.put("remarks", files.remarks());
        model.putAll(Headline.of(files));
        model.put("curves", Curves.of(files, charts));
        files.scores().ifPresent(scores -> {
            model.put("classes", ClassFigures.of(scores, data));
            model.put("calibration", Reliability.of(scores, charts));
            model.put("gallery", Gallery.of(files, scores, data));
        });
        files.record().map(RunRecord::rows).filter(rows -> !rows.isEmpty()).ifPresent(rows -> {
            model.put("table", TableFigures.of(rows, files.diagram(), files.profile()));
        });
        Pace.of(files, charts).ifPresent(pace -> model.put("pace", pace));
        model.put("facts", Facts.of(files));
        data.add("charts", charts.json());
        return Page.render("report", model, data);
    }

    /**
     * Where the report of a run is.
     *
     * @param run the directory of a training
     * @return the file, whether it is there or not
     */
    public static Path file(Path run) {
        return run.resolve(FILE);
    }
}
