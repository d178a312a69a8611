package io.github.blockwright.runtime.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LabelFiguresTest {
    private static final Offset<Double> ROUNDING = Offset.offset(1e-9);
    private static final List<String> NAMES = List.of("a", "b", "c");
    private static final List<float[]> PROBABILITIES = List.of(
            new float[] {.9f, .2f, .4f},
            new float[] {.8f, .7f, .4f},
            new float[] {.3f, .6f, .1f},
            new float[] {.55f, .1f, .8f},
            new float[] {.2f, .65f, .4f});
    private static final List<boolean[]> GIVEN = List.of(
            new boolean[] {true, false, true},
            new boolean[] {false, true, false},
            new boolean[] {true, false, false},
            new boolean[] {true, false, true},
            new boolean[] {false, true, true});

    private static LabelFigures figures(Double... thresholds) {
        return LabelFigures.of(NAMES, PROBABILITIES, GIVEN, List.of(thresholds));
    }

    @Test
    void averagePrecisionIsThatOfTheFormulaWithEqualProbabilitiesAtOnce() {
        // Sum over the distinct probabilities of the gain in recall times the precision, by hand.
        LabelFigures figures = figures(.5, .5, .5);
        assertThat(figures.labels().get(0).averagePrecision()).isCloseTo(0.8055555555555556, ROUNDING);
        assertThat(figures.labels().get(1).averagePrecision()).isCloseTo(1.0, ROUNDING);
        assertThat(figures.labels().get(2).averagePrecision()).isCloseTo(0.8333333333333333, ROUNDING);
        assertThat(figures.meanAveragePrecision()).isCloseTo(0.8796296296296297, ROUNDING);
    }

    @Test
    void f1IsThatOfEachLabelTheirMeanAndThatOfAllAnswersTogether() {
        LabelFigures figures = figures(.5, .5, .5);
        assertThat(figures.labels()).extracting(LabelFigures.Figures::f1).containsExactly(2 / 3.0, 0.8, 0.5);
        assertThat(figures.macroF1()).isCloseTo(0.6555555555555556, ROUNDING);
        assertThat(figures.microF1()).isCloseTo(2 / 3.0, ROUNDING);
        assertThat(figures.toString().lines())
                .startsWith("label  images  threshold  precision  recall      F1      AP")
                .endsWith("mean average precision 0.8796, macro F1 0.6556, micro F1 0.6667");
    }

    @Test
    void theBestThresholdsAreThoseOfTheHighestF1() {
        List<Double> best = LabelFigures.bestThresholds(3, PROBABILITIES, GIVEN);
        assertThat(best.get(1)).isCloseTo(.625, Offset.offset(1e-6));
        double own = figures(best.toArray(Double[]::new)).macroF1();
        for (double threshold = 0.05; threshold < 1; threshold += 0.05) {
            assertThat(figures(threshold, threshold, threshold).macroF1()).isLessThanOrEqualTo(own);
        }
    }

    @Test
    void aLabelThatNoImageHasIsLeftOutOfTheMeanAndKeepsItsThreshold() {
        List<boolean[]> none = List.of(new boolean[] {false}, new boolean[] {false});
        List<float[]> scores = List.of(new float[] {.9f}, new float[] {.1f});
        assertThat(LabelFigures.bestThresholds(1, scores, none)).containsExactly(0.5);
        LabelFigures figures = LabelFigures.of(List.of("x"), scores, none, List.of(0.5));
        assertThat(figures.meanAveragePrecision()).isNaN();
        assertThat(figures.labels().get(0).f1()).isZero();
    }
}
