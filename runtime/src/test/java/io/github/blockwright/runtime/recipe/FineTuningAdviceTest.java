package io.github.blockwright.runtime.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blockwright.runtime.data.Augmentation;
import io.github.blockwright.runtime.data.Augmentation.Border;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FineTuningAdviceTest {
    @ParameterizedTest(name = "{0} pictures")
    @CsvSource({
        "100, 16, 0, 60, 7.1e-4, 0.1, 15, 7.1e-5, 0.2",
        "750, 32, 0.1, 52, 1e-3, 0.1, 14, 1e-4, 0.1",
        "2000, 32, 0.1, 20, 1e-3, 0.1, 5, 1e-4, 0.1",
        "5000, 32, 0.1, 20, 1e-3, 0.1, 5, 1e-4, 0.1",
        "50000, 32, 0.04, 20, 1e-3, 0.1, 5, 1e-4, 0.1"
    })
    void theFewerPicturesTheMoreOftenTheyAreSeen(
            int pictures,
            int batchSize,
            double heldOut,
            int headEpochs,
            double headPeak,
            double headWarmUp,
            int epochs,
            double peak,
            double warmUp) {
        FineTuning recipe = FineTuningAdvice.of(pictures, 224, 224, 2).recipe();
        Recipe tuning = recipe.tuning().orElseThrow();
        assertThat(recipe.heldOut()).isEqualTo(heldOut);
        assertThat(recipe.head().batchSize()).isEqualTo(batchSize);
        assertThat(recipe.head().epochs()).isEqualTo(headEpochs);
        assertThat(recipe.head().schedule()).isEqualTo(new Schedule.WarmUpCosine(headPeak, headWarmUp));
        assertThat(tuning.batchSize()).isEqualTo(batchSize);
        assertThat(tuning.epochs()).isEqualTo(epochs);
        assertThat(tuning.schedule()).isEqualTo(new Schedule.WarmUpCosine(peak, warmUp));
    }

    @Test
    void for2000PhotosItIsTheRecipeOfTheRecordedCatsAndDogsButForTheMirror() {
        FineTuning recipe = FineTuningAdvice.of(2_000, 224, 224, 2).recipe();
        FineTuning usual = Recipe.fineTuning();
        assertThat(recipe.head()).isEqualTo(usual.head());
        Augmentation moved = Augmentation.NONE.withPad(16, Border.REFLECT);
        assertThat(recipe)
                .isEqualTo(usual.withHeldOut(0.1)
                        .withTuning(usual.tuning().orElseThrow().toBuilder()
                                .augmentation(moved)
                                .build()));
    }

    @Test
    void batchNormalisationIsHeldStillBelow500Pictures() {
        assertThat(FineTuningAdvice.of(499, 224, 224, 2).recipe().frozenBatchNorm())
                .isTrue();
        assertThat(FineTuningAdvice.of(500, 224, 224, 2).recipe().frozenBatchNorm())
                .isFalse();
    }

    @Test
    void nobodyIsHeldOutWhereThereAreFewOfAClass() {
        assertThat(FineTuningAdvice.of(900, 224, 224, 100).recipe().heldOut()).isZero();
        assertThat(FineTuningAdvice.of(1_000, 224, 224, 100).recipe().heldOut()).isEqualTo(0.1);
    }

    @Test
    void everyChoiceHasItsReason() {
        assertThat(FineTuningAdvice.of(100, 32, 32, 2).choices())
                .extracting(RecipeAdvice.Choice::toString)
                .containsExactly(
                        "choose-epoch-on 0.0: too few to tell epochs apart by a part of them, so the last one counts",
                        "batch-size 16: for 100 pictures",
                        "head-epochs 60: of 7 steps each, 420 in all",
                        "head-learning-rate 7.1E-4: AdamW's usual one for new weights, 0.001, for steps of 32, by the"
                                + " square root of the pictures in a step",
                        "epochs 15: of 7 steps each, 105 in all",
                        "learning-rate 7.1E-5: AdamW's usual one for published weights, 0.0001, for steps of 32, by the"
                                + " square root of the pictures in a step",
                        "warm-up 0.2: of the steps after the head's; they are 105",
                        "freeze-batch-norm true: so few pictures' statistics are worse than those that came with the weights",
                        "pad 4: random crops move a picture by up to so many pixels",
                        "flip false: a mirrored arrow, letter or number means something else; --flip if yours do not");
        assertThat(FineTuningAdvice.of(2_000, 224, 224, 2).choices())
                .extracting(RecipeAdvice.Choice::toString)
                .contains("choose-epoch-on 0.1: 200 pictures, which no phase trains on");
    }

    @Test
    void noPictureIsRefused() {
        assertThatThrownBy(() -> FineTuningAdvice.of(0, 32, 32, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There must be at least 1 picture, not 0");
    }
}
