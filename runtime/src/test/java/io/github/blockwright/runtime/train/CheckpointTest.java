package io.github.blockwright.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.github.blockwright.runtime.report.EpochResult;
import io.github.blockwright.runtime.testing.TinyBlock;
import io.github.blockwright.runtime.testing.WithEngine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest extends WithEngine {
    @TempDir
    private Path directory;

    private final TinyBlock block = new TinyBlock();
    private final List<String> told = new ArrayList<>();
    private Checkpoints checkpoints;
    private Path file;
    private NDList arrays;

    private static Checkpoint checkpoint(int updates) {
        return new Checkpoint(
                new RunIdentity("f1", List.of("stem", "head"), "a \"recipe\"", "{\"seed\":1}", -5, "1.0", 2, true),
                List.of(new EpochResult(1, 0.1, 1 / 3.0, Double.NaN, Double.NaN, 1e-9, 2, 3, 4)),
                updates,
                new EpochSoFar(3, 1 / 7.0, 2 / 7.0, 11, 48, 5, 6),
                1);
    }

    @BeforeEach
    void write() throws IOException {
        checkpoints = new Checkpoints(directory);
        file = checkpoints.newest();
        NDArray weights = normal(300);
        weights.setName("weights");
        NDArray nothing = manager.zeros(new Shape(0));
        nothing.setName("nothing");
        arrays = new NDList(weights, nothing);
        checkpoints.write(checkpoint(7), arrays, block, 2);
    }

    private Optional<CheckpointFile.Content> newest() {
        return checkpoints.newestWhole(manager, told::add);
    }

    private int updates() {
        return newest().orElseThrow().checkpoint().updates();
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(directory)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void whatIsReadIsWhatWasWritten() throws IOException {
        CheckpointFile.Content content = new CheckpointFile(file).read(manager);
        assertThat(content.checkpoint()).isEqualTo(checkpoint(7));
        assertThat(content.arrays().get("weights").toFloatArray())
                .containsExactly(arrays.get("weights").toFloatArray());
        assertThat(content.arrays().get("nothing").size()).isZero();
        assertThat(told).isEmpty();
    }

    @Test
    void soManyAreKeptAndNothingElseIsTouched() throws IOException {
        Files.writeString(directory.resolve("checkpoint-a.zip"), "somebody's");
        for (int updates = 8; updates < 12; updates++) {
            checkpoints.write(checkpoint(updates), arrays, block, 3);
        }
        assertThat(names())
                .containsExactly("checkpoint-1.zip", "checkpoint-2.zip", "checkpoint-a.zip", "checkpoint.zip");
        assertThat(updates()).isEqualTo(11);
        checkpoints.write(checkpoint(12), arrays, block, 1);
        assertThat(names()).containsExactly("checkpoint-a.zip", "checkpoint.zip");
    }

    @Test
    void whereverTheNewestIsCutTheOneBeforeTakesItsPlace() throws IOException {
        checkpoints.write(checkpoint(8), arrays, block, 2);
        byte[] whole = Files.readAllBytes(file);
        byte[] before = Files.readAllBytes(directory.resolve("checkpoint-1.zip"));
        for (int length = 0; length < whole.length; length += 1 + whole.length / 60) {
            Files.write(file, Arrays.copyOf(whole, length));
            Files.write(directory.resolve("checkpoint-1.zip"), before);
            assertThat(updates()).as("cut at %s", length).isEqualTo(7);
            assertThat(told.get(told.size() - 1))
                    .startsWith(file + " is not a whole checkpoint (")
                    .endsWith("): going on from the one before, checkpoint-1.zip");
        }
    }

    @Test
    void whereverABitOfTheNewestIsWrongTheOneBeforeTakesItsPlaceOrItMattersNot() throws IOException {
        checkpoints.write(checkpoint(8), arrays, block, 2);
        byte[] whole = Files.readAllBytes(file);
        byte[] before = Files.readAllBytes(directory.resolve("checkpoint-1.zip"));
        float[] weights = arrays.get("weights").toFloatArray();
        int fellBack = 0;
        for (int i = 0; i < whole.length; i += 3) {
            byte[] damaged = whole.clone();
            damaged[i] ^= (byte) (1 << i % 8);
            Files.write(file, damaged);
            Files.write(directory.resolve("checkpoint-1.zip"), before);
            CheckpointFile.Content content = newest().orElseThrow();
            // Some bytes, such as the times of the archive's entries, do not matter.
            if (content.checkpoint().updates() == 7) {
                fellBack++;
            } else {
                assertThat(content.checkpoint()).as("byte %s", i).isEqualTo(checkpoint(8));
            }
            assertThat(content.arrays().get("weights").toFloatArray()).containsExactly(weights);
        }
        assertThat(fellBack).isGreaterThan(whole.length / 3 * 9 / 10 * 9 / 10);
    }

    @Test
    void ifTheNewestIsMissingTheOneBeforeTakesItsPlace() throws IOException {
        checkpoints.write(checkpoint(8), arrays, block, 2);
        Files.delete(file);
        assertThat(updates()).isEqualTo(7);
        assertThat(told).containsExactly(file + " is missing: going on from the one before, checkpoint-1.zip");
    }

    @Test
    void aDamagedOneNeverPushesOutAGoodOne() throws IOException {
        checkpoints.write(checkpoint(8), arrays, block, 2);
        Files.writeString(file, "damaged");
        assertThat(updates()).isEqualTo(7);
        checkpoints.write(checkpoint(9), arrays, block, 2);
        Files.writeString(file, "damaged again");
        assertThat(updates()).isEqualTo(7);
    }

    @Test
    void aFileThatIsNotWholeWithNoneBeforeIsOneClearError() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        for (byte[] content :
                List.of(new byte[0], "not a checkpoint".getBytes(StandardCharsets.UTF_8), Arrays.copyOf(whole, 500))) {
            Files.write(file, content);
            assertThatThrownBy(this::newest)
                    .isInstanceOf(TrainingException.class)
                    .hasMessageStartingWith(file + " is not a whole checkpoint (")
                    .hasMessageEndingWith("): delete it to start anew");
        }
    }

    @Test
    void aWriteThatFailsLeavesWhatWasThere() throws IOException {
        Files.createDirectory(directory.resolve("checkpoint.zip.part"));
        Files.writeString(directory.resolve("checkpoint.zip.part").resolve("in the way"), "");
        assertThatThrownBy(() -> checkpoints.write(checkpoint(8), arrays, block, 2))
                .isInstanceOf(IOException.class);
        assertThat(updates()).isEqualTo(7);
    }
}
