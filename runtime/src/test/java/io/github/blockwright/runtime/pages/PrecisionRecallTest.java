package io.github.blockwright.runtime.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blockwright.runtime.records.Scores;
import io.github.blockwright.runtime.records.Scores.Picture;
import io.github.blockwright.runtime.report.LabelFigures;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PrecisionRecallTest {
    @Test
    void averagePrecisionIsThatOfTheLabelFigures() {
        Random random = new Random(1);
        List<String> names = List.of("a", "b", "c");
        List<float[]> probabilities = new ArrayList<>();
        List<boolean[]> given = new ArrayList<>();
        List<Picture> pictures = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            float[] logits = new float[3];
            float[] own = new float[3];
            boolean[] has = new boolean[3];
            for (int c = 0; c < 3; c++) {
                has[c] = random.nextInt(3) == 0;
                // Few values, so that many are equal; of either sign.
                logits[c] = Math.round(2 * random.nextGaussian() + (has[c] ? 1 : -1));
                own[c] = (float) (1 / (1 + Math.exp(-logits[c])));
            }
            int[] labels = IntStream.range(0, 3).filter(c -> has[c]).toArray();
            probabilities.add(own);
            given.add(has);
            pictures.add(Picture.of(i, labels, logits, 3));
        }
        List<PrecisionRecall> curves = PrecisionRecall.of(new Scores(true, names, pictures), 10);
        LabelFigures expected = LabelFigures.of(names, probabilities, given, Collections.nCopies(3, 0.5));
        for (int c = 0; c < 3; c++) {
            assertThat(curves.get(c).averagePrecision())
                    .isCloseTo(expected.labels().get(c).averagePrecision(), Offset.offset(1e-12));
        }
    }

    @Test
    void precisionFallsFromTheFirstHitToTheShareOfTheClass() {
        List<Picture> pictures = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            boolean is = i < 4 || i == 9;
            pictures.add(Picture.of(i, new int[] {is ? 0 : 1}, new float[] {-i, -5}, 2));
        }
        PrecisionRecall curve = PrecisionRecall.of(new Scores(false, List.of("is", "not"), pictures), 5)
                .get(0);
        assertThat(curve.precisions()).containsExactly(1, 1, 1, 1, 1, 0.5);
    }

    @Test
    void aClassWithoutPicturesHasNoFigure() {
        Picture one = Picture.of(0, new int[] {0}, new float[] {-0.1f, -3}, 2);
        List<PrecisionRecall> curves = PrecisionRecall.of(new Scores(false, List.of("is", "not"), List.of(one)), 5);
        assertThat(curves.get(1).averagePrecision()).isNaN();
        assertThat(curves.get(0).averagePrecision()).isEqualTo(1);
    }
}
