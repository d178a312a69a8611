package io.github.blockwright.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blockwright.runtime.data.Augmentation;
import io.github.blockwright.runtime.data.Pictures;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.report.EpochResult;
import io.github.blockwright.runtime.report.ProgressListener;
import io.github.blockwright.runtime.testing.Colours;
import io.github.blockwright.runtime.testing.TinyBlock;
import io.github.blockwright.runtime.testing.WithEngine;
import io.github.blockwright.runtime.testing.disk.FailingDisk;
import io.github.blockwright.runtime.testing.disk.FailingDisk.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole trainings on a disk that fails at one operation, whichever it is, and those that are resumed when it is whole again. */
class FailingDiskTest extends WithEngine {
    private static final Recipe RECIPE = Recipe.builder()
            .epochs(2)
            .batchSize(16)
            .augmentation(Augmentation.NONE)
            .build();

    @TempDir
    private Path folder;

    private final Pictures pictures = Pictures.of(Colours.generate(32, 1), Colours.generate(12, 2));
    private final FailingDisk disk = new FailingDisk();
    private Map<String, float[]> expected;

    @BeforeEach
    void trainOnAWholeDisk() throws IOException {
        try (TrainedNetwork network = training(folder.resolve("whole")).run(pictures)) {
            expected = values(network.block());
        }
    }

    private static Training training(Path run) {
        return Training.of(new TinyBlock(), RECIPE).quiet().directory(run).tensorBoard();
    }

    @Test
    void someOperationsFailForSomeReason() throws IOException {
        int faults = faults(9, false, Reason.values()) + faults(17, true, Reason.values());
        assertThat(faults).isGreaterThan(15);
    }

    @Test
    @Tag("long")
    void everyOperationFailsForEveryReason() throws IOException {
        int faults = faults(1, true, Reason.values());
        for (Reason reason : Reason.values()) {
            faults += faults(1, false, reason);
        }
        System.out.println("operations on the disk that failed: " + faults);
        assertThat(faults).isGreaterThan(500);
    }

    /**
     * Lets operations fail, one in each training, until there is no such operation any more.
     *
     * @param every so many operations
     * @param lasts whether the disk fails from there on
     * @param reasons in turn
     * @return how many failed
     */
    private int faults(int every, boolean lasts, Reason... reasons) throws IOException {
        for (int fault = 0; ; fault++) {
            int operation = 1 + fault * every;
            Reason reason = reasons[fault % reasons.length];
            Path run = folder.resolve(reason + (lasts ? "-lasting-" : "-") + operation);
            List<List<Byte>> before = new ArrayList<>();
            disk.failAt(operation, lasts, reason);
            String told = told(training(disk.path(run)).listener(afterEpoch(run, before)));
            disk.heal();
            if (disk.failed().isEmpty()) {
                assertThat(told).isEmpty();
                return fault;
            }
            String what = reason + (lasts ? ", lasting" : "") + " at operation " + operation + ", " + disk.failed();
            requireTold(what, told, run, reason);
            assertThat(checkpoints(run)).as(what).containsAll(before);
            if (!lasts && !disk.failed().startsWith("delete")) {
                assertNothingHalf(what, run);
            }
            try (TrainedNetwork network = training(run).resume(true).run(pictures)) {
                assertSame(values(network.block()), expected);
            }
            assertNothingHalf(what, run);
        }
    }

    private String told(Training training) {
        try (TrainedNetwork network = training.run(pictures)) {
            assertSame(values(network.block()), expected);
            return "";
        } catch (TrainingException | IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static void requireTold(String what, String told, Path run, Reason reason) {
        if (told.isEmpty()) {
            // A run that has its network says of a report that cannot be made that there is none, and ends well; and
            // Java
            // tries to make a folder twice.
            assertThat(what).containsAnyOf("record.json", "report.html", "operation 1, create");
        } else {
            assertThat(told).as(what).startsWith("Cannot write " + run).contains(": " + reason.told());
            assertThat(told.lines()).as(what).hasSize(1);
        }
    }

    /** Keeps what the checkpoint is after each epoch. */
    private static ProgressListener afterEpoch(Path run, List<List<Byte>> newest) {
        return new ProgressListener() {
            @Override
            public void epochDone(EpochResult result) {
                newest.clear();
                newest.addAll(checkpoints(run).subList(0, 1));
            }
        };
    }

    /** The contents of all checkpoints, the newest first. */
    private static List<List<Byte>> checkpoints(Path run) {
        return new Checkpoints(run).all().stream().map(FailingDiskTest::content).toList();
    }

    private static List<Byte> content(Path file) {
        try {
            List<Byte> content = new ArrayList<>();
            for (byte b : Files.readAllBytes(file)) {
                content.add(b);
            }
            return content;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertNothingHalf(String what, Path run) throws IOException {
        if (Files.exists(run)) {
            try (Stream<Path> files = Files.walk(run)) {
                assertThat(files.map(file -> file.getFileName().toString()))
                        .as(what)
                        .noneMatch(name -> name.endsWith(".part") || name.startsWith(".saving"));
            }
        }
    }
}
