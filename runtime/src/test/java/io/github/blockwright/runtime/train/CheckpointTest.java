package io.github.blockwright.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.github.blockwright.runtime.report.EpochResult;
import io.github.blockwright.runtime.testing.WithEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest extends WithEngine {
    @TempDir
    private Path directory;

    private final Checkpoint checkpoint = new Checkpoint(
            "f1",
            "a \"recipe\"",
            "{\"seed\":1}",
            -5,
            List.of(new EpochResult(1, 0.1, 1 / 3.0, Double.NaN, Double.NaN, 1e-9, 2, 3, 4)),
            7);
    private Path file;
    private NDList arrays;

    @BeforeEach
    void write() throws IOException {
        file = directory.resolve("checkpoint.zip");
        NDArray weights = normal(300);
        weights.setName("weights");
        NDArray nothing = manager.zeros(new Shape(0));
        nothing.setName("nothing");
        arrays = new NDList(weights, nothing);
        checkpoint.write(file, arrays);
    }

    @Test
    void whatIsReadIsWhatWasWritten() {
        Checkpoint.Content content = Checkpoint.read(file, manager);
        assertThat(content.checkpoint()).isEqualTo(checkpoint);
        assertThat(content.arrays().get("weights").toFloatArray())
                .containsExactly(arrays.get("weights").toFloatArray());
        assertThat(content.arrays().get("nothing").size()).isZero();
    }

    @Test
    void aTruncatedFileIsOneClearErrorWhereverItEnds() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length += 1 + whole.length / 50) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertDamaged();
        }
    }

    @Test
    void aDamagedByteIsOneClearErrorOrChangesNothing() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        float[] weights = arrays.get("weights").toFloatArray();
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 200; i++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, damaged);
            try {
                // Some bytes, such as the times of the archive's entries, do not matter.
                Checkpoint.Content content = Checkpoint.read(file, manager);
                assertThat(content.checkpoint()).isEqualTo(checkpoint);
                assertThat(content.arrays().get("weights").toFloatArray()).containsExactly(weights);
            } catch (TrainingException e) {
                assertThat(e).hasMessageStartingWith(file + " is not a whole checkpoint (");
            }
        }
    }

    @Test
    void aFileOfAnotherKindIsOneClearError() throws IOException {
        Files.writeString(file, "not a checkpoint");
        assertDamaged();
    }

    private void assertDamaged() {
        assertThatThrownBy(() -> Checkpoint.read(file, manager))
                .isInstanceOf(TrainingException.class)
                .hasMessageStartingWith(file + " is not a whole checkpoint (")
                .hasMessageEndingWith("): delete it to start anew");
    }
}
