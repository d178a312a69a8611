package io.github.blockwright.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.blockwright.runtime.data.Augmentation;
import io.github.blockwright.runtime.data.ImageDataset;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.report.EpochResult;
import io.github.blockwright.runtime.report.ProgressListener;
import io.github.blockwright.runtime.testing.Colours;
import io.github.blockwright.runtime.testing.TinyBlock;
import io.github.blockwright.runtime.testing.WithEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Disks that fill up or cannot be written to in the middle of a training: a small one in memory, where one can be mounted. */
class WriteFailureTest extends WithEngine {
    private static final Recipe RECIPE = Recipe.builder()
            .epochs(3)
            .batchSize(16)
            .augmentation(Augmentation.NONE)
            .build();

    @TempDir
    private Path folder;

    private final ImageDataset train = Colours.generate(48, 1);
    private final ImageDataset validation = Colours.generate(30, 2);
    private Path disk;
    private boolean mounted;

    @BeforeEach
    void mount() throws IOException, InterruptedException {
        disk = Files.createDirectory(folder.resolve("disk"));
        mounted = command("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk.toString());
    }

    @AfterEach
    void unmount() throws IOException, InterruptedException {
        if (mounted) {
            command("umount", disk.toString());
        }
    }

    private static boolean command(String... words) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(words)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static ProgressListener after(int epoch, Runnable action) {
        return new ProgressListener() {
            @Override
            public void epochDone(EpochResult result) {
                if (result.epoch() == epoch) {
                    action.run();
                }
            }
        };
    }

    private void fill(long leave) {
        try {
            long free = Files.getFileStore(disk).getUsableSpace();
            Files.write(disk.resolve("filler"), new byte[(int) Math.max(0, free - leave)]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, float[]> unbroken() {
        TinyBlock whole = new TinyBlock();
        Training.of(whole, RECIPE).run(manager, train, validation);
        return values(whole);
    }

    @Test
    void aFullDiskIsOneErrorWithWhatIsNeededAndTheTrainingGoesOnWhenThereIsRoom() throws IOException {
        assumeTrue(mounted, "no small disk can be mounted here");
        Map<String, float[]> expected = unbroken();
        // From nothing to what a checkpoint and two models take: whichever file it is that does not fit.
        for (long left = 0; left < 150_000; left += 12_288) {
            Path run = disk.resolve("run" + left);
            long bytes = left;
            Training training =
                    Training.of(new TinyBlock(), RECIPE).directory(run).listener(after(1, () -> fill(bytes)));
            try {
                training.run(manager, train, validation);
            } catch (TrainingException e) {
                assertThat(e)
                        .hasMessageMatching(
                                "Cannot write " + run + "/\\S+: there is no space left on the disk: (it needs"
                                        + " [\\d.]+ MB, and )?[\\d.]+ MB are free; remove something, or choose a folder elsewhere");
            }
            Files.delete(disk.resolve("filler"));
            TinyBlock block = new TinyBlock();
            Training.of(block, RECIPE).directory(run).resume(true).run(manager, train, validation);
            assertSame(values(block), expected);
            try (var files = Files.walk(run)) {
                assertThat(files.map(Path::toString))
                        .noneMatch(name -> name.endsWith(".part") || name.contains(".saving"));
            }
            remove(run);
        }
    }

    private static void remove(Path run) throws IOException {
        try (var files = Files.list(run)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(run);
    }

    @Test
    void aDiskThatTurnsReadOnlySaysSoAndLosesNothing() throws IOException, InterruptedException {
        assumeTrue(mounted, "no small disk can be mounted here");
        Map<String, float[]> expected = unbroken();
        Path run = disk.resolve("run");
        // The lock is a file that is open for writing, so the disk is only turned over when it is not.
        TinyBlock first = new TinyBlock();
        Recipe one = RECIPE.toBuilder().epochs(1).build();
        Training.of(first, one).directory(run).run(manager, train, validation);
        assertThat(command("mount", "-o", "remount,ro", disk.toString())).isTrue();
        assertThatThrownBy(() -> Training.of(new TinyBlock(), RECIPE)
                        .directory(run)
                        .resume(true)
                        .run(manager, train, validation))
                .isInstanceOf(TrainingException.class)
                .hasMessage("Cannot write " + run + ": the disk is read-only: choose a folder that can be written to");
        assertThat(command("mount", "-o", "remount,rw", disk.toString())).isTrue();
        TinyBlock block = new TinyBlock();
        Training.of(block, RECIPE).directory(run).resume(true).run(manager, train, validation);
        assertThat(values(block).keySet()).isEqualTo(expected.keySet());
    }

    @Test
    void aPathThatIsTooLongSaysSo() {
        Path run = folder.resolve("x".repeat(300));
        assertThatThrownBy(() ->
                        Training.of(new TinyBlock(), RECIPE).directory(run).run(manager, train, validation))
                .isInstanceOf(TrainingException.class)
                .hasMessage("Cannot write " + run + ": the path is too long: choose a shorter one");
    }
}
