package io.github.blockwright.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blockwright.runtime.data.Augmentation;
import io.github.blockwright.runtime.data.ImageDataset;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.testing.Colours;
import io.github.blockwright.runtime.testing.TinyBlock;
import io.github.blockwright.runtime.testing.WithEngine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDirectoryTest extends WithEngine {
    private static final Recipe RECIPE = Recipe.builder()
            .epochs(1)
            .batchSize(16)
            .augmentation(Augmentation.NONE)
            .build();

    @TempDir
    private Path directory;

    private final ImageDataset train = Colours.generate(48, 1);

    private Training training() {
        return Training.of(new TinyBlock(), RECIPE).directory(directory);
    }

    @Test
    void aSecondTrainingInTheProcessIsRefused() throws IOException {
        RunLock lock = RunLock.of(directory);
        try {
            assertThatThrownBy(() -> training().run(manager, train, null))
                    .isInstanceOf(TrainingException.class)
                    .hasMessage(directory + " is being trained into already, by this process: wait for it, stop it, or"
                            + " train into another directory");
        } finally {
            lock.close();
        }
        assertThat(training().run(manager, train, null).epochs()).hasSize(1);
    }

    /** Closing a second channel on a file would give up the lock, which then only this process would know of. */
    @Test
    void whoeverIsRefusedInThisProcessDoesNotFreeItForAnother() throws Exception {
        Path program = Files.writeString(directory.resolve("Try.java"), """
                import java.nio.channels.FileChannel;
                import java.nio.file.*;
                class Try {
                    public static void main(String[] a) throws Exception {
                        try (FileChannel c = FileChannel.open(Path.of(a[0]), StandardOpenOption.WRITE)) {
                            System.out.println(c.tryLock() == null ? "taken" : "free");
                        }
                    }
                }
                """);
        Path run = Files.createDirectory(directory.resolve("run"));
        RunLock first = RunLock.of(run);
        assertThatThrownBy(() -> RunLock.of(run)).hasMessageContaining("by this process");
        assertThat(lockIs(program, run)).isEqualTo("taken");
        first.close();
        assertThat(lockIs(program, run)).isEqualTo("free");
        RunLock.of(run).close();
    }

    private static String lockIs(Path program, Path run) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        program.toString(),
                        run.resolve(".lock").toString())
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    @Test
    void anotherProcessIsNamedAndItsLockDiesWithIt() throws Exception {
        // The lock by itself, in a process that knows nothing of ours.
        Path program = Files.writeString(directory.resolve("Hold.java"), """
                import java.nio.channels.FileChannel;
                import java.nio.file.*;
                class Hold {
                    public static void main(String[] a) throws Exception {
                        FileChannel c = FileChannel.open(Path.of(a[0]), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        c.lock();
                        c.write(java.nio.ByteBuffer.wrap("process 4711, since yesterday\\n".getBytes()));
                        System.out.println("locked");
                        Thread.sleep(60_000);
                    }
                }
                """);
        Process holder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        program.toString(),
                        directory.resolve(".lock").toString())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(holder.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(out.readLine()).isEqualTo("locked");
            assertThatThrownBy(() -> training().run(manager, train, null))
                    .isInstanceOf(TrainingException.class)
                    .hasMessageStartingWith(
                            directory + " is being trained into already, by process 4711, since yesterday: ");
        } finally {
            holder.destroyForcibly().waitFor();
        }
        assertThat(training().run(manager, train, null).epochs()).hasSize(1);
    }

    @Test
    void whatAKilledProcessLeftIsRemovedAndNothingOfAnybodyElse() throws IOException {
        Path left = Files.createDirectories(directory.resolve(".saving123"));
        Files.writeString(left.resolve("last-0000.params"), "half");
        Files.createDirectories(directory.resolve(".saving456"));
        Files.writeString(directory.resolve("checkpoint.zip.part"), "half");
        Files.writeString(directory.resolve("best-0000.params.part"), "half");
        Path others = Files.createDirectories(directory.resolve(".savings"));
        Files.writeString(others.resolve("letter.txt"), "mine");
        Files.writeString(directory.resolve("thesis.part"), "mine");
        Files.writeString(directory.resolve("notes.txt"), "mine");
        training().run(manager, train, null);
        try (var files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString()).sorted())
                    .isEqualTo(List.of(
                            ".lock",
                            ".savings",
                            "best-0000.params",
                            "checkpoint.zip",
                            "last-0000.params",
                            "log.csv",
                            "notes.txt",
                            "thesis.part"));
        }
    }

    @Test
    void otherThreadsOrAnotherVersionAreSaidAndGoOn() {
        RunIdentity there = new RunIdentity("f", List.of(), "r", "", 1, "0.1.0", 4, false);
        assertThat(there.requireSame(new RunIdentity("f", List.of(), "r", "", 1, "0.2.0", 2, true), directory))
                .containsExactly(
                        "resumed with version 0.2.0 what 0.1.0 began: the weights may differ from those of an unbroken run",
                        "resumed with 2 threads what 4 began: the last bits differ from those of an unbroken run;"
                                + " --threads 4 gives the same",
                        "resumed with computing maps again what was begun without (--recompute): the last bits differ"
                                + " from those of an unbroken run");
        assertThat(there.requireSame(there, directory)).isEmpty();
    }

    @Test
    void aLockedFileCanBeTakenAgain() throws IOException {
        RunLock.of(directory).close();
        RunLock.of(directory).close();
        try (FileChannel channel = FileChannel.open(directory.resolve(".lock"), StandardOpenOption.READ)) {
            assertThat(channel.size()).isPositive();
        }
    }
}
