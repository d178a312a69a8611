package io.github.blockwright.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FoldsTest {
    private static final List<String> CLASSES = List.of("a", "b");
    private static final int[] LABELS =
            IntStream.range(0, 25).map(i -> i % 5 == 0 ? 1 : 0).toArray();

    @Test
    void everyFoldHasAsManyOfEachClassAsTheOthers() {
        int[] folds = Folds.of(LABELS, CLASSES, 5, 1);
        for (int fold = 0; fold < 5; fold++) {
            int wanted = fold;
            int[] members = Folds.indices(folds, other -> other == wanted);
            assertThat(members).hasSize(5);
            assertThat(Arrays.stream(members).filter(i -> LABELS[i] == 1)).hasSize(1);
        }
        assertThat(Folds.of(LABELS, CLASSES, 5, 1)).isEqualTo(folds);
        assertThat(Folds.of(LABELS, CLASSES, 5, 2)).isNotEqualTo(folds);
    }

    @Test
    void everyPictureIsValidatedOnOnceAndNeverInItsOwnTraining() {
        List<Pictures> folds = Pictures.shapes(40, 10).folds(4, 0);
        assertThat(folds).hasSize(4).allSatisfy(fold -> {
            assertThat(fold.trainCount()).isEqualTo(30);
            assertThat(fold.validationCount()).isEqualTo(10);
        });
        assertThat(folds.get(1)).asString().startsWith("drawn shapes, fold 2 of 4: 30 pictures to train on");
    }

    @Test
    void tooFewFoldsOrPicturesAreRefused() {
        assertThatThrownBy(() -> Folds.of(LABELS, CLASSES, 1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There must be at least 2 folds, not 1");
        assertThatThrownBy(() -> Folds.of(LABELS, CLASSES, 6, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The class b has 5 pictures, which are too few for 6 folds: add some, or make fewer folds");
    }
}
