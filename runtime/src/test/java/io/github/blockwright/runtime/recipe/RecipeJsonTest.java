package io.github.blockwright.runtime.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blockwright.runtime.data.Augmentation;
import io.github.blockwright.runtime.data.RandomChange.ColorJitter;
import io.github.blockwright.runtime.data.RandomChange.RandomResizedCrop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecipeJsonTest {
    @Test
    void whatIsReadIsWhatWasWritten() {
        Recipe recipe = Recipe.fromScratch().toBuilder()
                .epochs(7)
                .optimizer(new OptimizerSettings.AdamW(0.8, 0.99, 1e-7))
                .schedule(new Schedule.OneCycle(0.02, 0.3))
                .averaging(0.999)
                .augmentation(Augmentation.NONE.withPad(3, Augmentation.Border.ZERO))
                .build();
        assertThat(Recipe.fromJson(recipe.toJson())).isEqualTo(recipe);
        FineTuning tuning =
                Recipe.fineTuning().withTrainableFrom("stage5").withHead(recipe).withViews(3);
        assertThat(FineTuning.fromJson(tuning.toJson())).isEqualTo(tuning);
        assertThat(FineTuning.fromJson(tuning.headOnly().toJson())).isEqualTo(tuning.headOnly());
    }

    @Test
    void aPersonCanReadIt() {
        assertThat(Recipe.fromScratch().toJson().lines())
                .contains(
                        "  \"epochs\": 30,",
                        "    \"type\": \"Sgd\",",
                        "    \"momentum\": 0.9,",
                        "    \"border\": \"REFLECT\",");
    }

    @Test
    void whatIsNotWrittenIsAsFromScratch() {
        assertThat(Recipe.fromJson(
                        "{\"epochs\": 5, \"optimizer\": {\"momentum\": 0.8}, \"augmentation\": {\"cutout\": 8}}"))
                .isEqualTo(Recipe.builder()
                        .epochs(5)
                        .optimizer(new OptimizerSettings.Sgd(0.8, true))
                        .augmentation(Augmentation.CIFAR.withCutout(8))
                        .build());
    }

    @Test
    void whatIsNotWrittenOfAChangeIsAsUsual() {
        Augmentation read = Recipe.fromJson(
                        "{'augmentation': {'pad': 0, 'randomResizedCrop': {'minScale': 0.5},".replace('\'', '"')
                                + "'colorJitter': {}, 'randomErasing': null, 'mixUp': 0.2}}".replace('\'', '"'))
                .augmentation();

        assertThat(read)
                .isEqualTo(Augmentation.CIFAR
                        .withRandomResizedCrop(RandomResizedCrop.from(0.5))
                        .withColorJitter(ColorJitter.DEFAULT)
                        .withMixUp(0.2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'epoch': 5} | epoch: there is no epoch; did you mean epochs? there are epochs, batchSize",
                "{'epochs': '5'} | epochs should be a whole number, not \"5\"",
                "{'epochs': 2.5} | epochs should be a whole number, not 2.5",
                "{'clipNorm': null} | clipNorm should be a number, not null",
                "{'epochs': 0} | epochs must be at least 1, not 0",
                "{'augmentation': {'flip': 1}} | augmentation.flip should be true or false, not 1",
                "{'augmentation': {'border': 'reflected'}} | augmentation.border: there is no reflected; did you mean REFLECT?",
                "{'augmentation': {'pad': -1}} | augmentation: pad and cutout must be at least 0, not -1 and 0",
                "{'augmentation': {'pad': 0, 'randomResizedCrop': {'minScale': 2}}} | augmentation.randomResizedCrop: minScale and maxScale must rise",
                "{'augmentation': {'mixup': 1}} | augmentation.mixup: there is no mixup; did you mean mixUp?",
                "{'optimizer': {'type': 'Adam'}} | optimizer.type: there is no Adam; did you mean AdamW? there are Sgd, AdamW, Muon",
                "{'optimizer': {'type': 'AdamW', 'beta1': 0.9}} | optimizer.beta2 is missing",
                "{'optimizer': 'Sgd'} | optimizer should be an object in braces, not \"Sgd\"",
                "[1] | The whole should be an object in braces, not [1]",
                "{'epochs' | This is no JSON",
            })
    void aMistakeIsNamedWithItsKey(String json, String message) {
        assertThatThrownBy(() -> Recipe.fromJson(json.replace('\'', '"')))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }
}
