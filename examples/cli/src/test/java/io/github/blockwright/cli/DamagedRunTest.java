package io.github.blockwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blockwright.networks.ShapesNetBlock;
import io.github.blockwright.runtime.weights.SavedModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** A run any file of which is damaged comes, resumed, to what it would have come to. */
class DamagedRunTest {
    @TempDir
    private static Path folder;

    /** What may have become of a file. */
    private enum Damage {
        MISSING,
        EMPTY,
        CUT;

        void to(Path file) throws IOException {
            byte[] whole = Files.readAllBytes(file);
            switch (this) {
                case MISSING -> Files.delete(file);
                case EMPTY -> Files.write(file, new byte[0]);
                case CUT -> Files.write(file, Arrays.copyOf(whole, whole.length / 2));
            }
        }
    }

    @TestFactory
    List<DynamicTest> itGoesOnWhateverIsDamaged() throws IOException {
        Path whole = folder.resolve("whole");
        train(whole);
        Map<String, float[]> weights = weights(whole);
        List<Path> files;
        try (Stream<Path> all = Files.walk(whole)) {
            files = all.filter(Files::isRegularFile)
                    .map(whole::relativize)
                    .sorted()
                    .toList();
        }
        assertThat(files).contains(Path.of("run.json"), Path.of("checkpoint.zip"), Path.of("log.csv"));
        List<DynamicTest> tests = new ArrayList<>();
        for (Path file : files) {
            // What a command reads before the training does is tried in every way, for the rest other tests do.
            List<Damage> damages = file.toString().endsWith(".json") ? List.of(Damage.values()) : List.of(Damage.CUT);
            for (Damage damage : damages) {
                tests.add(DynamicTest.dynamicTest(file + " " + damage, () -> {
                    Path run = folder.resolve(damage + "-" + file.toString().replace('/', '-'));
                    copy(whole, files, run);
                    damage.to(run.resolve(file));
                    String said = train(run, "--resume");
                    assertThat(said).doesNotContain("Exception");
                    Map<String, float[]> found = weights(run);
                    assertThat(found.keySet()).isEqualTo(weights.keySet());
                    weights.forEach((name, values) ->
                            assertThat(found.get(name)).as(name).containsExactly(values));
                    assertThat(Files.readAllLines(run.resolve("log.csv"))).hasSize(3);
                }));
            }
        }
        return tests;
    }

    private static void copy(Path from, List<Path> files, Path to) throws IOException {
        for (Path file : files) {
            Path target = to.resolve(file);
            Files.createDirectories(target.getParent());
            Files.copy(from.resolve(file), target);
        }
    }

    private static String train(Path run, String... more) {
        List<String> words = new ArrayList<>(List.of("train", "ShapesNet", "--limit", "64", "--epochs", "2"));
        words.addAll(List.of("--seed", "3", "--threads", "1", "--output", run.toString()));
        words.addAll(List.of(more));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(new PrintWriter(out), new PrintWriter(err), words.toArray(String[]::new));
        assertThat(code).as(err + "" + out).isZero();
        return out + "" + err;
    }

    private static Map<String, float[]> weights(Path run) throws IOException {
        Map<String, float[]> weights = new TreeMap<>();
        try (SavedModel saved = SavedModel.load(run.resolve("last-0000.params"), new ShapesNetBlock())) {
            saved.block()
                    .getParameters()
                    .forEach(
                            p -> weights.put(p.getKey(), p.getValue().getArray().toFloatArray()));
        }
        return weights;
    }
}
