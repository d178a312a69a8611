package io.github.blockwright.runtime.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {
    private static ConfusionMatrix matrix(String[] classes, long[][] counts) {
        return new ConfusionMatrix(List.of(classes), counts);
    }

    @Test
    void precisionRecallAndAccuracyAreSharesOfColumnsRowsAndAll() {
        ConfusionMatrix matrix = matrix(new String[] {"a", "b", "c"}, new long[][] {{5, 1, 0}, {3, 2, 0}, {0, 1, 0}});
        assertThat(matrix.count(1, 0)).isEqualTo(3);
        assertThat(matrix.precision(0)).isEqualTo(5 / 8.0);
        assertThat(matrix.precision(1)).isEqualTo(2 / 4.0);
        assertThat(matrix.recall(0)).isEqualTo(5 / 6.0);
        assertThat(matrix.recall(1)).isEqualTo(2 / 5.0);
        assertThat(matrix.recall(2)).isZero();
        assertThat(matrix.accuracy()).isEqualTo(7 / 12.0);
    }

    @Test
    void sharesOfNothingAreNoNumbers() {
        ConfusionMatrix matrix = matrix(new String[] {"a", "b"}, new long[][] {{2, 0}, {0, 0}});
        assertThat(matrix.precision(1)).isNaN();
        assertThat(matrix.recall(1)).isNaN();
        assertThat(new ConfusionMatrix(List.of("a"), new long[1][1]).accuracy()).isNaN();
    }

    @Test
    void asTextItHasALineForEveryActualClass() {
        String text = matrix(new String[] {"cat", "automobile"}, new long[][] {{12, 3}, {0, 5}})
                .toString();
        assertThat(text.lines())
                .containsExactly(
                        "actual        cat automo  precision  recall      F1",
                        "cat            12      3      1.000   0.800   0.889",
                        "automobile      0      5      0.625   1.000   0.769");
    }

    @Test
    void balancedAccuracyAndMacroF1GiveEachClassTheSameSay() {
        ConfusionMatrix all = new ConfusionMatrix(List.of("common", "rare"), new long[][] {{98, 0}, {2, 0}});
        assertThat(all.accuracy()).isEqualTo(0.98);
        assertThat(all.balancedAccuracy()).isEqualTo(0.5);
        assertThat(all.f1(1)).isZero();
        assertThat(all.macroF1()).isCloseTo(2 * 98 / (2 * 98.0 + 2) / 2, Offset.offset(1e-12));

        ConfusionMatrix missing =
                new ConfusionMatrix(List.of("a", "b", "c"), new long[][] {{3, 1, 0}, {0, 4, 0}, {0, 0, 0}});
        assertThat(missing.balancedAccuracy())
                .as("of the classes that are there")
                .isEqualTo(0.875);
        assertThat(new Evaluation(8, 0.5, 0.875, 3, 1, missing))
                .hasToString("8 images: loss 0.5000, accuracy 0.8750, top-3 accuracy 1.0000, balanced accuracy 0.8750,"
                        + " macro F1 0.8730");
    }
}
