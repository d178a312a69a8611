package io.github.blockwright.runtime.batches;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.types.Shape;
import io.github.blockwright.runtime.testing.WithEngine;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class RankingTest extends WithEngine {
    private Ranking ranking(int classes, float... scores) {
        return new Ranking(manager.create(scores, new Shape(scores.length / classes, classes)));
    }

    @Test
    void countsAreThoseOfSortingEveryImagesClasses() {
        int classes = 7;
        int images = 40;
        // Few different scores, so that many are equal.
        float[] scores = new float[images * classes];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = i * 31 % 11 % 4;
        }
        int[] labels = IntStream.range(0, images).map(i -> i % classes).toArray();
        Ranking ranking = ranking(classes, scores);
        for (int k = 1; k <= classes; k++) {
            int expected = 0;
            for (int i = 0; i < images; i++) {
                int start = i * classes;
                List<Integer> sorted = IntStream.range(0, classes)
                        .boxed()
                        .sorted(Comparator.comparing(c -> -scores[start + c]))
                        .toList();
                assertThat(ranking.top(i)).isEqualTo(sorted.get(0));
                expected += sorted.subList(0, k).contains(labels[i]) ? 1 : 0;
            }
            assertThat(ranking.correct(labels, k)).as("top %d", k).isEqualTo(expected);
        }
    }

    @Test
    void ofEqualScoresTheFirstClassIsAhead() {
        Ranking ranking = ranking(3, 5, 5, 1);
        assertThat(ranking.top(0)).isZero();
        assertThat(ranking.correct(new int[] {0}, 1)).isOne();
        assertThat(ranking.correct(new int[] {1}, 1)).isZero();
        assertThat(ranking.correct(new int[] {1}, 2)).isOne();
    }

    @Test
    void theLossIsTheCrossEntropyHoweverLargeTheScores() {
        Ranking ranking = ranking(3, 1, 2, 4, 1000, 0, 990);
        double partition = Math.exp(1) + Math.exp(2) + Math.exp(4);
        assertThat(ranking.loss(0, 1)).isCloseTo(Math.log(partition) - 2, Offset.offset(1e-9));
        assertThat(ranking.loss(1, 2)).isCloseTo(10 + Math.log1p(Math.exp(-10)), Offset.offset(1e-9));
        assertThat(ranking.loss(1, 1)).isCloseTo(1000 + Math.log1p(Math.exp(-10)), Offset.offset(1e-9));
    }

    @Test
    void aScoreThatIsNoNumberIsNeverCorrect() {
        Ranking ranking = ranking(3, Float.NaN, Float.NaN, Float.NaN, Float.NaN, 1, 0);
        assertThat(ranking.correct(new int[] {0, 0}, 1)).isZero();
        assertThat(ranking.correct(new int[] {2, 0}, 3)).isZero();
        assertThat(ranking.loss(0, 0)).isNaN();
    }
}
