package io.github.blockwright.runtime.fuzz;

import ai.djl.ndarray.NDManager;
import io.github.blockwright.runtime.recipe.FineTuning;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.records.RunRecord;
import io.github.blockwright.runtime.records.ScoreFile;
import io.github.blockwright.runtime.records.Scores;
import io.github.blockwright.runtime.testing.TinyBlock;
import io.github.blockwright.runtime.weights.RunDescription;
import io.github.blockwright.runtime.weights.SavedModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a run directory holds: somebody may have been sent one. */
final class RunReaders {
    private static final List<String> CLASSES = List.of("a", "b", "c");

    private RunReaders() {}

    static void run(byte[] bytes) throws IOException {
        Folders.fresh(folder -> {
            Files.write(folder.resolve("run.json"), bytes);
            var unused = RunDescription.read(folder).newBlock();
        });
    }

    static List<byte[]> runs() throws IOException {
        return made(folder -> RunDescription.of(
                        new TinyBlock(),
                        CLASSES,
                        "last-0000.params",
                        "data",
                        Recipe.fromScratch().toJson())
                .write(folder));
    }

    static List<byte[]> models() throws IOException {
        try (NDManager manager = NDManager.newBaseManager()) {
            TinyBlock block = new TinyBlock();
            block.initialize(manager);
            return made(folder -> SavedModel.save(block, CLASSES, Map.of(), folder, "last"));
        }
    }

    static void model(byte[] bytes) throws IOException {
        SavedModel.load(new ByteArrayInputStream(bytes)).close();
    }

    static void recipe(byte[] bytes) {
        var unused = Recipe.fromJson(new String(bytes, StandardCharsets.UTF_8));
    }

    static void fineTuning(byte[] bytes) {
        var unused = FineTuning.fromJson(new String(bytes, StandardCharsets.UTF_8));
    }

    static void record(byte[] bytes) throws IOException {
        Folders.fresh(folder -> {
            Files.write(folder.resolve("record.json"), bytes);
            var unused = RunRecord.read(folder);
        });
    }

    static List<byte[]> records() throws IOException {
        return made(folder -> new RunRecord(
                        RunRecord.Status.RUNNING,
                        "",
                        "2026-11-30T09:00:00Z",
                        1.5,
                        "train",
                        Map.of("java", "17"),
                        Map.of("train", List.of(1, 2)),
                        "",
                        List.of(new RunRecord.Row("stem", "Conv", "8 × 4 × 4", 232, 3456)),
                        false,
                        Map.of("loss", 0.5))
                .write(folder));
    }

    static void scores(byte[] bytes) throws IOException {
        Folders.fresh(folder -> {
            Files.write(ScoreFile.in(folder), bytes);
            var unused = ScoreFile.read(folder);
        });
    }

    static List<byte[]> scoreFiles() throws IOException {
        Scores.Picture picture = new Scores.Picture(0, new int[] {1}, new int[] {1, 0}, new float[] {0.75f, 0.25f});
        Scores scores = new Scores(false, List.of("a", "b"), List.of(picture));
        return made(folder -> new ScoreFile(scores, List.of(), Map.of(0, new byte[] {1, 2}), Map.of()).write(folder));
    }

    private static List<byte[]> made(Folders.Use writing) throws IOException {
        List<byte[]> files = new ArrayList<>();
        Folders.fresh(folder -> {
            writing.with(folder);
            try (var written = Files.list(folder)) {
                for (Path file : written.toList()) {
                    files.add(Files.readAllBytes(file));
                }
            }
        });
        return files;
    }
}
