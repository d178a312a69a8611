package io.github.blockwright.runtime.blocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.Shape;
import io.github.blockwright.runtime.testing.TinyBlock;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The figures that a table brings along: its input and its summary. */
class TableFiguresTest {
    @Test
    void aPixelBecomesAnInputAsDeclared() {
        InputSpec input = new InputSpec(2, 3, 3, 1 / 255.0, List.of(0.485, 0.456, 0.406), List.of(0.229, 0.224, 0.225));
        assertThat(input.shape(5)).isEqualTo(new Shape(5, 3, 2, 3));
        assertThat(input.table(1)).hasSize(256);
        assertThat(input.table(1)[200]).isCloseTo((float) ((200 / 255.0 - 0.456) / 0.224), Offset.offset(1e-6f));
    }

    @Test
    void anInputNeedsOneMeanPerChannel() {
        assertThatThrownBy(() -> new InputSpec(2, 3, 3, 1, List.of(0.0), List.of(1.0, 1.0, 1.0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("mean and standardDeviation need one value for each of 3 channels, not 1 and 3");
    }

    @Test
    void theSummaryReadsAsATable() {
        assertThat(new TinyBlock().summary().toText().lines())
                .containsExactly(
                        "Tiny, input 3 × 8 × 8",
                        "row          operator                         output             parameters    multiply-adds",
                        "stem         Conv 3×3 / 2                     (8, 4, 4)                 232            3,456",
                        "stage1       2 × InvertedResidual 2, 3×3 / 2  (8, 2, 2)                 960            4,736",
                        "stage2       2 × InvertedResidual 2, 3×3 / 2  (12, 1, 1)              1,464            1,640",
                        "head         Conv 1×1                         (16, 1, 1)                224              192",
                        "pooled       GlobalAveragePool                (16)                        0                0",
                        "regularised  Dropout 0.2                      (16)                        0                0",
                        "logits       Dense                            (3)                        51               48",
                        "total                                                                 2,931           10,072",
                        "and 416 batch normalisation statistics");
    }
}
