package io.github.blockwright.runtime.blocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.Shape;
import io.github.blockwright.runtime.testing.TinyBlock;
import io.github.blockwright.runtime.testing.WithEngine;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A network for more or fewer classes than its table says. */
class ClassCountTest extends WithEngine {
    @Test
    void unitsParametersAndMultiplyAddsFollowTheClasses() {
        NetworkSummary own = TinyBlock.SUMMARY;
        NetworkSummary five = own.withClasses(5);
        assertThat(five.classes()).isEqualTo(5);
        assertThat(five.rows().get(6)).isEqualTo(new RowSummary("logits", "Dense", new Shape(5), 85, 0, 80));
        assertThat(five.rows().subList(0, 6)).isEqualTo(own.rows().subList(0, 6));
        assertThat(five.parameters()).isEqualTo(own.parameters() + 2 * 17);
        assertThat(five.toText()).contains("(5)");
    }

    @Test
    void theSummaryOfTheTablesOwnNumberIsTheSame() {
        assertThat(TinyBlock.SUMMARY.withClasses(3)).isSameAs(TinyBlock.SUMMARY);
        assertThat(new TinyBlock(3).summary()).isSameAs(TinyBlock.SUMMARY);
    }

    @Test
    void anotherNumberIsToldApartAndOfTheSameTable() {
        NetworkSummary five = TinyBlock.SUMMARY.withClasses(5);
        assertThat(five.fingerprint()).isEqualTo("tiny-3/5");
        assertThat(five.isSameTable("tiny-3")).isTrue();
        assertThat(TinyBlock.SUMMARY.isSameTable("tiny-3/7")).isTrue();
        assertThat(five.isSameTable("tiny-30")).isFalse();
        assertThatThrownBy(() -> five.withClasses(3))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("This summary is of 5 classes itself: take the SUMMARY of Tiny's block");
    }

    @Test
    void theBuiltBlockGivesAsManyValues() {
        NetworkBlock<?, ?> block = new TinyBlock().forClasses(5);
        assertThat(block).isInstanceOf(TinyBlock.class);
        block.initialize(manager);
        assertThat(Inference.forward(block, manager.zeros(new Shape(2, 3, 8, 8)))
                        .getShape())
                .isEqualTo(new Shape(2, 5));
        assertThat(block.fold(manager).summary()).isEqualTo(block.summary());
    }

    @Test
    void aNumberBelowOneAndATableWithoutAPlainDenseRowAreRefused() {
        assertThatThrownBy(() -> new TinyBlock(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Tiny needs at least 1 class, not 0");
        List<RowSummary> rows = TinyBlock.SUMMARY.rows().subList(0, 5);
        NetworkSummary pooled = new NetworkSummary("Pooled", TinyBlock.SUMMARY.input(), rows, "pooled");
        assertThat(pooled.takesClasses()).isFalse();
        assertThat(pooled.withClasses(16)).isSameAs(pooled);
        assertThatThrownBy(() -> pooled.withClasses(5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Pooled cannot be made for 5 classes: its last row, pooled, is GlobalAveragePool and gives"
                        + " (16); end the table with a @Dense without an activation");
        NetworkSummary map = new NetworkSummary("Map", TinyBlock.SUMMARY.input(), rows.subList(0, 4), "map");
        assertThatThrownBy(map::classes)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Map has no classes: its last row, head, gives a map of (16, 1, 1)");
    }
}
