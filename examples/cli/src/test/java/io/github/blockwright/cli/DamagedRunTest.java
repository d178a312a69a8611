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

    /** Those that a training goes on by; each is damaged by itself, and all others at once. */
    private static final List<String> NEEDED = List.of("run.json", "checkpoint.zip", "last-0000.params");

    @TestFactory
    List<DynamicTest> itGoesOnWhateverIsDamaged() throws IOException {
        Path whole = folder.resolve("whole");
        train(whole);
        Map<String, float[]> weights = weights(whole);
        List<Path> files;
        try (Stream<Path> all = Files.walk(whole)) {
            files = all.filter(Files::isRegularFile).map(whole::relativize).toList();
        }
        List<DynamicTest> tests = new ArrayList<>();
        for (Damage damage : Damage.values()) {
            for (String needed : NEEDED) {
                tests.add(test(whole, files, List.of(Path.of(needed)), damage, weights));
            }
            List<Path> others = files.stream()
                    .filter(file -> !NEEDED.contains(file.toString()))
                    .toList();
            assertThat(others).hasSizeGreaterThan(4).contains(Path.of("recipe.json"), Path.of("log.csv"));
            tests.add(test(whole, files, others, damage, weights));
        }
        return tests;
    }

    private static DynamicTest test(
            Path whole, List<Path> files, List<Path> damaged, Damage damage, Map<String, float[]> weights) {
        String name = damaged.get(0) + (damaged.size() > 1 ? " and others " : " ") + damage;
        return DynamicTest.dynamicTest(name, () -> {
            Path run = folder.resolve(name.replace(' ', '-'));
            copy(whole, files, run);
            for (Path file : damaged) {
                damage.to(run.resolve(file));
            }
            assertThat(train(run, "--resume")).doesNotContain("Exception");
            Map<String, float[]> found = weights(run);
            assertThat(found.keySet()).isEqualTo(weights.keySet());
            weights.forEach((parameter, values) ->
                    assertThat(found.get(parameter)).as(parameter).containsExactly(values));
            assertThat(Files.readAllLines(run.resolve("log.csv"))).hasSize(3);
        });
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
