package io.github.blockwright.runtime.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blockwright.runtime.records.Scores.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class CalibrationTest {
    private static final List<String> CLASSES = List.of("a", "b", "c", "d");

    /** Pictures whose classes are drawn from the probabilities of the logits, which are then multiplied. */
    private static Scores drawn(double factor, int kept) {
        Random random = new Random(3);
        List<Picture> pictures = new ArrayList<>();
        for (int i = 0; i < 8000; i++) {
            float[] logits = new float[CLASSES.size()];
            for (int c = 0; c < logits.length; c++) {
                logits[c] = (float) (2 * random.nextGaussian());
            }
            float[] logs = Scores.logProbabilities(logits);
            double left = random.nextDouble();
            int label = 0;
            while (label < logs.length - 1 && left > Math.exp(logs[label])) {
                left -= Math.exp(logs[label++]);
            }
            for (int c = 0; c < logits.length; c++) {
                logits[c] *= (float) factor;
            }
            pictures.add(Picture.of(i, new int[] {label}, Scores.logProbabilities(logits), kept));
        }
        return new Scores(false, CLASSES, pictures);
    }

    @Test
    void trueProbabilitiesHaveNoErrorAndNeedNoTemperature() {
        Scores scores = drawn(1, 4);
        assertThat(Calibration.of(scores, 1).error()).isLessThan(0.02);
        assertThat(Calibration.temperature(scores)).isCloseTo(1, Offset.offset(0.05));
    }

    @Test
    void theTemperatureTakesBackWhatLogitsWereMultipliedBy() {
        Scores scores = drawn(3, 4);
        assertThat(Calibration.of(scores, 1).error()).isGreaterThan(0.1);
        assertThat(Calibration.temperature(scores)).isCloseTo(3, Offset.offset(0.15));
        Calibration fitted = Calibration.crossFitted(scores);
        assertThat(fitted.error()).isLessThan(0.02);
        assertThat(fitted.loss()).isLessThan(Calibration.of(scores, 1).loss());
    }

    @Test
    void whereClassesWereNotKeptTheirShareIsKnownAllTheSame() {
        assertThat(Calibration.temperature(drawn(3, 2))).isCloseTo(3, Offset.offset(0.4));
    }

    @Test
    void everyAnswerIsInABin() {
        Scores scores = drawn(1, 4);
        assertThat(Calibration.of(scores, 1).bins().stream()
                        .mapToInt(Calibration.Bin::count)
                        .sum())
                .isEqualTo(8000);
    }
}
