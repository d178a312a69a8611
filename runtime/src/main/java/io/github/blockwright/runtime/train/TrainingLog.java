package io.github.blockwright.runtime.train;

import io.github.blockwright.runtime.files.AtomicFiles;
import io.github.blockwright.runtime.report.EpochResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The results of all epochs as a CSV file with a header, a line an epoch. */
final class TrainingLog {
    private static final String HEADER =
            "epoch,loss,accuracy,val_loss,val_accuracy,learning_rate,seconds,ms_per_step,wait_ms_per_step,objective,val_map";

    private TrainingLog() {}

    static void write(Path file, List<EpochResult> epochs) throws IOException {
        List<String> lines = epochs.stream().map(TrainingLog::line).toList();
        AtomicFiles.write(file, part -> Files.writeString(part, HEADER + "\n" + String.join("\n", lines) + "\n"));
    }

    private static String line(EpochResult e) {
        return String.format(
                Locale.ROOT,
                "%d,%.5f,%.5f,%.5f,%.5f,%.6f,%.2f,%.2f,%.3f,%.5f,%.5f",
                e.epoch(),
                e.loss(),
                e.accuracy(),
                e.validationLoss(),
                e.validationAccuracy(),
                e.learningRate(),
                e.seconds(),
                e.millisPerStep(),
                e.waitMillisPerStep(),
                e.objective(),
                e.validationMap());
    }
}
