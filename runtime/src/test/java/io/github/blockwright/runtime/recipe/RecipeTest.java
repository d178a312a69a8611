package io.github.blockwright.runtime.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blockwright.runtime.data.Augmentation;
import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecipeTest {
    private static final List<String> CIFAR_10 =
            List.of("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");

    @Test
    void theTextOfARecipeWithoutNewSettingsIsWhatCheckpointsHave() {
        assertThat(Recipe.fromScratch().toString())
                .startsWith("Recipe[epochs=30, batchSize=128, optimizer=Sgd[momentum=0.9, nesterov=true],"
                        + " schedule=WarmUpCosine[peak=0.1, warmUp=0.15], weightDecay=5.0E-4, labelSmoothing=0.1,"
                        + " clipNorm=5.0, averaging=0.0, augmentation=")
                .endsWith(", seed=1]");
    }

    @Test
    void everyNewSettingIsInTheTextAndComesBackFromJson() {
        Recipe recipe = Recipe.builder()
                .accumulation(4)
                .classWeights(new ClassWeights.Listed(List.of(1.0, 2.5)))
                .sampling(Sampling.BALANCED)
                .preciseBatchNorm(512)
                .earlyStopping(Optional.of(new EarlyStopping(3, 0.01)))
                .tunedThresholds(true)
                .schedule(new Schedule.Plateau(0.1, 0.5, 2, 1e-4, 1e-5))
                .build();
        assertThat(recipe.toString())
                .endsWith(", seed=1, accumulation=4, classWeights=Listed[values=[1.0, 2.5]], sampling=BALANCED,"
                        + " preciseBatchNorm=512, earlyStopping=EarlyStopping[patience=3, minDelta=0.01],"
                        + " tunedThresholds=true]");
        assertThat(Recipe.fromJson(recipe.toJson())).isEqualTo(recipe);
        assertThat(recipe.toBuilder().build()).isEqualTo(recipe);
    }

    @Test
    void jsonFromBeforeThereWereTheseSettingsIsTheRecipeThatItWas() {
        assertThat(Recipe.fromJson("{\"epochs\": 30, \"seed\": 1}")).isEqualTo(Recipe.fromScratch());
    }

    @Test
    void forCifar10ItIsTheRecipeOfTheRecordedResults() {
        assertThat(RecipeAdvice.of(50_000, 32, 32, CIFAR_10).recipe()).isEqualTo(Recipe.fromScratch());
        assertThat(RecipeAdvice.of(49_000, 32, 32, CIFAR_10).recipe()).isEqualTo(Recipe.fromScratch());
    }

    @ParameterizedTest(name = "{0} pictures of {1} pixels")
    @CsvSource({
        "100, 32, 100, 16, 1, 0.0125, 1024",
        "750, 32, 100, 32, 1, 0.025, 1024",
        "5000, 32, 55, 64, 1, 0.05, 1024",
        "50000, 32, 30, 128, 1, 0.1, 0",
        "5000, 224, 55, 32, 2, 0.05, 1024",
        "50000, 224, 30, 32, 4, 0.1, 0"
    })
    void theFewerPicturesTheSmallerTheStepsAndTheMoreEpochs(
            int pictures, int side, int epochs, int batchSize, int accumulation, double peak, int precise) {
        Recipe recipe = Recipe.forData(pictures, side, side);
        assertThat(recipe.epochs()).isEqualTo(epochs);
        assertThat(recipe.batchSize()).isEqualTo(batchSize);
        assertThat(recipe.accumulation()).isEqualTo(accumulation);
        assertThat(recipe.schedule()).isEqualTo(new Schedule.WarmUpCosine(peak, 0.15));
        assertThat(recipe.preciseBatchNorm()).isEqualTo(precise);
    }

    @Test
    void nobodyIsMirroredUnasked() {
        for (int pictures : new int[] {100, 50_000}) {
            assertThat(Recipe.forData(pictures, 32, 32).augmentation().flip()).isFalse();
        }
        assertThat(Recipe.fromScratch().augmentation()).isEqualTo(Augmentation.CIFAR);
    }

    @Test
    void everyChoiceHasItsReason() {
        assertThat(RecipeAdvice.of(750, 32, 32, List.of("up", "down")).choices())
                .extracting(RecipeAdvice.Choice::toString)
                .contains(
                        "epochs 100: of 24 steps each, 2,400 in all",
                        "batch-size 32: for 750 pictures",
                        "flip false: a mirrored arrow, letter or number means something else; --flip if yours do not");
    }

    @Test
    void earlyStoppingWaitsForAsManyEpochsWithoutAnImprovement() {
        EarlyStopping rule = new EarlyStopping(2, 0.1);
        assertThat(rule.ends(List.of())).isFalse();
        assertThat(rule.ends(List.of(1.0, 0.95))).isFalse();
        assertThat(rule.ends(List.of(1.0, 0.95, 0.91))).isTrue();
        assertThat(rule.ends(List.of(1.0, 0.95, 0.8, 0.85))).isFalse();
        assertThat(rule.ends(List.of(1.0, Double.NaN, Double.NaN))).isTrue();
    }

    @Test
    void aPlateauLowersTheRateEachTimeTheLossNoLongerFalls() {
        Schedule plateau = new Schedule.Plateau(0.1, 0.1, 2, 0, 0.002);
        assertThat(plateau.at(5, 10)).isEqualTo(0.1);
        assertThat(plateau.at(5, 10, List.of(1.0, 0.9, 0.9))).isEqualTo(0.1);
        assertThat(plateau.at(5, 10, List.of(1.0, 0.9, 0.9, 0.95))).isCloseTo(0.01, Offset.offset(1e-12));
        assertThat(plateau.at(5, 10, List.of(1.0, 1.0, 1.0, 1.0, 1.0, 1.0)))
                .as("never below the lowest")
                .isEqualTo(0.002);
        assertThat(new Schedule.WarmUpCosine(0.1, 0.5).at(3, 10, List.of(1.0)))
                .isEqualTo(new Schedule.WarmUpCosine(0.1, 0.5).at(3, 10));
    }

    @Test
    void balancedWeightsAreThoseOfScikitLearn() {
        ClassWeights balanced = new ClassWeights.Balanced();
        assertThat(balanced.of(new int[] {90, 10, 0}, 100, false))
                .containsExactly(new double[] {100 / 270.0, 100 / 30.0, 0}, Offset.offset(1e-12));
        assertThat(balanced.of(new int[] {80, 25}, 100, true)).containsExactly(0.25, 3);
        assertThat(new ClassWeights.None().of(new int[] {3, 4}, 7, false)).containsExactly(1, 1);
    }

    @Test
    void weightsForOtherClassesAreRefused() {
        ClassWeights two = new ClassWeights.Listed(List.of(1.0, 2.0));
        assertThatThrownBy(() -> two.of(new int[3], 5, false))
                .hasMessage("There are 2 class weights for 3 classes: give one for each, in the order of the classes");
        assertThatThrownBy(() -> new ClassWeights.Listed(List.of(1.0, -1.0)))
                .hasMessage("The class weights must be at least 0, and one of them above, not [1.0, -1.0]");
    }
}
