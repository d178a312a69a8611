package io.github.blockwright.runtime.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.blockwright.runtime.weights.formats.WeightFileException;
import io.github.blockwright.runtime.weights.formats.WeightFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damages files of every format at many places; reading them must end soon, in weights or in one clear error. */
@Timeout(60)
class CorruptionTest {
    // More of them with -Dblockwright.corruptions=20000.
    private static final int ROUNDS = Integer.getInteger("blockwright.corruptions", 100);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pytorch.safetensors",
                "pytorch.pth",
                "pytorch-protocol5.pth",
                "pytorch-before-zip.pth",
                "pytorch-views-legacy.pth",
                "pytorch-training.pth",
                "pytorch-training-legacy.pth",
                "keras.weights.h5",
                "keras-model.h5",
                "keras-model.keras",
                "onnx-named.onnx",
                "onnx-external.onnx"
            })
    void damageIsNeverMoreThanAnIOException(String fixture) throws IOException {
        byte[] whole = Files.readAllBytes(WeightFixtures.path(fixture));
        SplittableRandom random = new SplittableRandom(42);
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] damaged = damage(whole, random);
            Path file = Files.write(folder.resolve("damaged"), damaged);
            try {
                WeightFiles.read(file);
            } catch (WeightFileException e) {
                refused++;
                assertThat(e.getMessage())
                        .startsWith(file + ": ")
                        .contains("; ")
                        .hasSizeLessThan(1500);
            } catch (IOException | RuntimeException | Error e) {
                fail("round " + round + " of " + fixture, e);
            }
        }
        assertThat(refused).isGreaterThan(ROUNDS / 20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pytorch.safetensors", "pytorch.pth", "pytorch-before-zip.pth", "keras-model.keras"})
    void everyTruncatedFileIsRefused(String fixture) throws IOException {
        byte[] whole = Files.readAllBytes(WeightFixtures.path(fixture));
        for (int length = 0; length < whole.length; length += 1 + whole.length / 200) {
            Path file = Files.write(folder.resolve("truncated"), Arrays.copyOf(whole, length));
            try {
                WeightFiles.read(file);
                fail(fixture + " cut to " + length + " of " + whole.length + " bytes was read");
            } catch (WeightFileException e) {
                assertThat(e.getMessage()).startsWith(file + ": ");
            }
        }
    }

    /** Truncates, flips bits, or writes the numbers that overflow most easily, at one to four places. */
    private static byte[] damage(byte[] whole, SplittableRandom random) {
        byte[] damaged = whole.clone();
        if (random.nextInt(8) == 0) {
            return Arrays.copyOf(damaged, random.nextInt(whole.length));
        }
        for (int i = random.nextInt(4); i >= 0; i--) {
            int place = random.nextInt(whole.length);
            switch (random.nextInt(4)) {
                case 0 -> damaged[place] ^= (byte) (1 << random.nextInt(8));
                case 1 -> damaged[place] = (byte) random.nextInt(256);
                case 2 -> Arrays.fill(damaged, place, Math.min(place + 4, damaged.length), (byte) 0xff);
                default -> Arrays.fill(damaged, place, Math.min(place + 8, damaged.length), (byte) 0x7f);
            }
        }
        return damaged;
    }
}
