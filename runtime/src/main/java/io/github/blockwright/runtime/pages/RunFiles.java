package io.github.blockwright.runtime.pages;

import io.github.blockwright.runtime.files.TextFiles;
import io.github.blockwright.runtime.profile.NetworkProfile;
import io.github.blockwright.runtime.records.EpochLog;
import io.github.blockwright.runtime.records.RunRecord;
import io.github.blockwright.runtime.records.ScoreFile;
import io.github.blockwright.runtime.records.Timeline;
import io.github.blockwright.runtime.weights.RunDescription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What there is of a run.
 *
 * @param description which every run has
 * @param phases with their epochs; of a fine-tuning several
 * @param names of the pictures to validate on, by index; empty if they have none
 * @param bad what could not be read, a line each
 * @param diagram of the table, if there is one in the directory, {@code diagram.svg}
 * @param profile of its rows' costs, if somebody measured them, {@code profile.csv}
 * @param remarks what is missing or damaged
 */
record RunFiles(
        Path run,
        RunDescription description,
        Optional<RunRecord> record,
        List<EpochLog.Phase> phases,
        List<Timeline.Sample> timeline,
        Optional<ScoreFile> scores,
        List<String> names,
        List<String> bad,
        Optional<byte[]> diagram,
        Optional<NetworkProfile> profile,
        List<String> remarks) {
    private static final String VALIDATION = "validation\t";

    /** @throws IOException if it is no run directory */
    static RunFiles read(Path run) throws IOException {
        RunDescription description = RunDescription.read(run);
        List<String> remarks = new ArrayList<>();
        Optional<RunRecord> record = whole(remarks, () -> RunRecord.read(run)).flatMap(found -> found);
        Optional<ScoreFile> scores = whole(remarks, () -> ScoreFile.read(run)).flatMap(found -> found);
        List<EpochLog.Phase> phases = whole(remarks, () -> EpochLog.read(run)).orElse(List.of());
        List<Timeline.Sample> timeline =
                whole(remarks, () -> Timeline.read(run)).orElse(List.of());
        if (record.isEmpty()) {
            remarks.add("The run has no record.json, as those of earlier versions: machine, command and counts are"
                    + " not known.");
        }
        List<String> names = whole(remarks, () -> validationNames(run)).orElse(List.of());
        List<String> bad =
                whole(remarks, () -> lines(run.resolve("bad-pictures.txt"))).orElse(List.of());
        Path diagram = run.resolve("diagram.svg");
        Optional<byte[]> drawn =
                Files.isRegularFile(diagram) ? whole(remarks, () -> Files.readAllBytes(diagram)) : Optional.empty();
        Path costs = run.resolve(NetworkProfile.FILE);
        Optional<NetworkProfile> profile = Files.isRegularFile(costs)
                ? whole(remarks, () -> NetworkProfile.read(costs)).map(all -> all.get(0))
                : Optional.empty();
        return new RunFiles(run, description, record, phases, timeline, scores, names, bad, drawn, profile, remarks);
    }

    /** Reads a file. */
    @FunctionalInterface
    private interface Reading<T> {
        T read() throws IOException;
    }

    private static <T> Optional<T> whole(List<String> remarks, Reading<T> reading) {
        try {
            return Optional.of(reading.read());
        } catch (IOException e) {
            remarks.add(e.getMessage());
            return Optional.empty();
        }
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.isRegularFile(file) ? TextFiles.read(file).lines().toList() : List.of();
    }

    private static List<String> validationNames(Path run) throws IOException {
        Path index = run.resolve("pictures.tsv");
        if (!Files.isRegularFile(index)) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(index)) {
            return lines.filter(line -> line.startsWith(VALIDATION))
                    .map(line -> line.substring(line.lastIndexOf('\t') + 1))
                    .toList();
        }
    }

    /** What to call the run: its network, and its directory. */
    String name() {
        Path name = run.toAbsolutePath().normalize().getFileName();
        return name == null ? description.table() : description.table() + " · " + name;
    }

    /** What to call a picture to validate on. */
    String picture(int index) {
        return index < names.size() ? names.get(index) : "picture " + index;
    }
}
