package io.github.blockwright.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blockwright.runtime.recipe.ClassWeights;
import io.github.blockwright.runtime.recipe.EarlyStopping;
import io.github.blockwright.runtime.recipe.OptimizerSettings;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.recipe.Sampling;
import io.github.blockwright.runtime.recipe.Schedule;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

class RecipeOptionsTest {
    private static final Recipe START = Recipe.forData(750, 32, 32);

    @Command
    private static final class Holder {
        @Mixin
        private RecipeOptions options;
    }

    private static Recipe recipe(Recipe start, String... arguments) {
        Holder holder = new Holder();
        new CommandLine(holder).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(arguments);
        return holder.options.recipe(start);
    }

    @Test
    void withoutAFlagTheRecipeIsTheOneToBeginWith() {
        assertThat(recipe(START)).isEqualTo(START);
        Recipe other = Recipe.builder()
                .optimizer(new OptimizerSettings.AdamW())
                .schedule(new Schedule.OneCycle(0.02, 0.3))
                .classWeights(new ClassWeights.Balanced())
                .build();
        assertThat(recipe(other)).isEqualTo(other);
    }

    @Test
    void aFlagChangesItsOwnSettingAlone() {
        assertThat(recipe(START, "--epochs", "7", "--flip"))
                .isEqualTo(START.toBuilder()
                        .epochs(7)
                        .augmentation(START.augmentation().withFlip(true))
                        .build());
        assertThat(recipe(START, "--learning-rate", "0.3").schedule()).isEqualTo(new Schedule.WarmUpCosine(0.3, 0.15));
        assertThat(recipe(Recipe.fromScratch(), "--no-flip").augmentation().flip())
                .isFalse();
    }

    @Test
    void anotherOptimizerBringsItsOwnRateAndDecay() {
        Recipe adamW = recipe(START, "--optimizer", "adamw");
        assertThat(adamW.optimizer()).isEqualTo(new OptimizerSettings.AdamW());
        assertThat(adamW.schedule()).isEqualTo(new Schedule.WarmUpCosine(0.002, 0.15));
        assertThat(adamW.weightDecay()).isEqualTo(0.05);
        Recipe muon = recipe(START, "--optimizer", "muon");
        assertThat(muon.optimizer()).isEqualTo(new OptimizerSettings.Muon());
        assertThat(muon.schedule()).isEqualTo(new Schedule.WarmUpCosine(0.01, 0.15));
        assertThat(muon.weightDecay()).isEqualTo(0.05);
        assertThat(recipe(muon, "--momentum", "0.8").optimizer())
                .isEqualTo(new OptimizerSettings.Muon(0.8, true, new OptimizerSettings.AdamW()));
    }

    @Test
    void balanceAndEarlyStoppingAreSaidInWords() {
        Recipe recipe = recipe(
                START,
                "--class-weights=1,2.5",
                "--sampling=balanced",
                "--patience=4",
                "--min-delta=0.01",
                "--schedule=plateau",
                "--accumulation=4",
                "--tune-thresholds");
        assertThat(recipe.classWeights()).isEqualTo(new ClassWeights.Listed(List.of(1.0, 2.5)));
        assertThat(recipe.sampling()).isEqualTo(Sampling.BALANCED);
        assertThat(recipe.earlyStopping()).isEqualTo(Optional.of(new EarlyStopping(4, 0.01)));
        assertThat(recipe.schedule()).isEqualTo(new Schedule.Plateau(0.025, 0.1, 5, 1e-4, 0));
        assertThat(recipe.accumulation()).isEqualTo(4);
        assertThat(recipe.tunedThresholds()).isTrue();
        assertThat(recipe(START, "--class-weights", "Balanced").classWeights()).isEqualTo(new ClassWeights.Balanced());
        assertThatThrownBy(() -> recipe(START, "--class-weights", "many"))
                .isInstanceOf(ParameterException.class)
                .hasMessage("--class-weights should be none, balanced or numbers such as 1,2.5,1, not many");
    }
}
