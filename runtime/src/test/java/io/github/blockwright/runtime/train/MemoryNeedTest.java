package io.github.blockwright.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.EngineException;
import io.github.blockwright.runtime.recipe.OptimizerSettings;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.testing.TinyBlock;
import io.github.blockwright.runtime.testing.WithEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryNeedTest extends WithEngine {
    private final TinyBlock block = new TinyBlock();

    @Test
    void weightsCountForEachCopyAndMapsForEachImage() {
        Recipe sgd = Recipe.builder().build();
        Recipe averaged = Recipe.builder()
                .optimizer(new OptimizerSettings.AdamW())
                .averaging(0.9)
                .build();
        long parameters = TinyBlock.SUMMARY.parameters();
        assertThat(MemoryNeed.of(block, sgd, false).fixed()).isEqualTo(4 * 4 * parameters);
        assertThat(MemoryNeed.of(block, averaged, false).fixed()).isEqualTo(4 * 6 * parameters);
        // The stem's convolution and its normalisation alone give 2 × 8 maps of 4 × 4.
        assertThat(MemoryNeed.of(block, sgd, false).perImage()).isGreaterThan(4 * (3 * 192 + 256));
        assertThat(MemoryNeed.of(block, sgd, false).perImage()).isLessThan(4 * (3 * 192 + 4000));
        MemoryNeed recomputing = MemoryNeed.of(block, sgd, true);
        assertThat(recomputing.fixed())
                .isEqualTo(MemoryNeed.of(block, sgd, false).fixed());
        assertThat(recomputing.perImage())
                .isLessThan(MemoryNeed.of(block, sgd, false).perImage());
    }

    @Test
    void whatHoldsStillNeedsItsWeightsAlone() {
        Recipe recipe = Recipe.builder().build();
        block.initialize(manager);
        MemoryNeed all = MemoryNeed.of(block, recipe, false);
        MemoryNeed some = MemoryNeed.of(block, recipe, false, new Unfreezing(block).before(2)::contains);
        MemoryNeed none = MemoryNeed.of(block, recipe, false, layer -> true);
        // The stem and the first stage.
        long held = TinyBlock.SUMMARY.rows().get(0).parameters()
                + TinyBlock.SUMMARY.rows().get(1).parameters();
        assertThat(all.fixed() - some.fixed()).isEqualTo(4 * 3 * held);
        assertThat(some.perImage()).isLessThan(all.perImage() / 2);
        assertThat(none).isEqualTo(new MemoryNeed(4L * TinyBlock.SUMMARY.parameters(), 4 * 3 * 192, false));
    }

    @Test
    void aTrainingThatCannotFitIsRefusedWithTheBatchThatFits() {
        MemoryRoom room = new MemoryRoom(16_000_000_000L, 15_000_000_000L, 200_000_000, 300_000_000);
        MemoryNeed need = new MemoryNeed(1_000_000_000, 100_000_000, false);
        assertThat(need.requireFits(48, room)).isEmpty();
        assertThatThrownBy(() -> need.requireFits(256, room))
                .isInstanceOf(TrainingException.class)
                .hasMessage("A training in batches of 256 takes at least 42.2 GB, and there are 16.0 GB: compute maps"
                        + " again (--recompute), or take a batch of 55 at most (--batch-size), with --accumulation for"
                        + " the same step, or smaller images in the table's @Input");
        MemoryNeed already = new MemoryNeed(1_000_000_000, 100_000_000, true);
        assertThatThrownBy(() -> already.requireFits(256, room))
                .hasMessageContaining("there are 16.0 GB: take a batch of 24 at most");
        MemoryRoom little = new MemoryRoom(1_100_000_000, 1_100_000_000, 200_000_000, 100_000_000);
        assertThatThrownBy(() -> need.requireFits(2, little))
                .hasMessageEndingWith(
                        "take a narrower table, or smaller images in its @Input, or give Java less (-Xmx)");
    }

    @Test
    void betweenTheLeastAndTheMostItIsAWarning() {
        MemoryNeed need = new MemoryNeed(1_000_000_000, 100_000_000, false);
        MemoryRoom room = new MemoryRoom(16_000_000_000L, 15_000_000_000L, 200_000_000, 300_000_000);
        assertThat(need.requireFits(55, room)).isEmpty();
        assertThat(need.requireFits(56, room)).hasValueSatisfying(warning -> assertThat(warning)
                .startsWith("a training in batches of 56 takes ")
                .contains(" GB, and there are 15.0 GB free; ", "take a batch of 55 at most"));
    }

    @Test
    void whatThereIsCountsWhatIsHeldAlready() {
        MemoryRoom room = MemoryRoom.now();
        assertThat(room.held()).isPositive();
        assertThat(room.heap()).isNotNegative();
        assertThat(room.free()).isBetween(room.held(), room.total());
    }

    @Test
    void anInterruptBeforeTheFirstStepIsAStopThatGoesOn(@TempDir Path folder) throws IOException {
        RunSettings asked = RunSettings.USUAL.with(() -> true);
        CancellationException interrupt = new CancellationException("in between");
        assertThat(RunEnd.of(interrupt, asked, Optional.of(new RunDirectory(folder))))
                .isInstanceOfSatisfying(TrainingStoppedException.class, stopped -> assertThat(stopped.isResumable())
                        .isTrue())
                .hasMessageEndingWith("it goes on from there when it is resumed from " + folder);
        assertThat(RunEnd.of(interrupt, asked, Optional.empty()))
                .isInstanceOfSatisfying(TrainingStoppedException.class, stopped -> assertThat(stopped.isResumable())
                        .isFalse())
                .hasMessageEndingWith("without a directory, nothing was written");
    }

    @Test
    void aLackOfMemoryIsASentenceWithThreeWaysOut() throws IOException {
        Throwable java = new IllegalStateException("a batch", new OutOfMemoryError("Java heap space"));
        Throwable engine = new EngineException(
                "[enforce fail at alloc_cpu.cpp:119] err == 0. DefaultCPUAllocator: can't allocate memory: you tried to"
                        + " allocate 9 bytes\nmore");
        for (Throwable failure : new Throwable[] {java, engine}) {
            assertThat(RunEnd.of(failure, RunSettings.USUAL, Optional.empty()))
                    .isInstanceOf(TrainingException.class)
                    .hasMessageStartingWith("There is not enough memory (")
                    .hasMessageContaining("take a smaller batch (--batch-size")
                    .hasMessageContaining("smaller images in the table's @Input")
                    .hasMessageContaining("or give the process more, Java by -Xmx");
        }
        RuntimeException other = new IllegalStateException("something else");
        assertThat(RunEnd.of(other, RunSettings.USUAL, Optional.empty())).isSameAs(other);
        assertThatThrownBy(() -> RunEnd.of(new IOException("a file"), RunSettings.USUAL, Optional.empty()))
                .isInstanceOf(IOException.class);
    }
}
