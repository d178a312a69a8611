package io.github.blockwright.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blockwright.runtime.data.Augmentation;
import io.github.blockwright.runtime.data.Augmentation.Border;
import io.github.blockwright.runtime.data.RandomChange.ColorJitter;
import io.github.blockwright.runtime.data.RandomChange.GaussianBlur;
import io.github.blockwright.runtime.data.RandomChange.RandAugment;
import io.github.blockwright.runtime.data.RandomChange.RandomErasing;
import io.github.blockwright.runtime.data.RandomChange.RandomResizedCrop;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

class AugmentationOptionsTest {
    @Command
    private static final class Train {
        @Mixin
        private AugmentationOptions options;
    }

    private static Augmentation given(String... arguments) {
        return CommandLine.populateCommand(new Train(), arguments).options.augmentation(Augmentation.CIFAR);
    }

    @Test
    void withoutAFlagAllIsAsUsual() {
        assertThat(given()).isEqualTo(Augmentation.CIFAR);
    }

    @Test
    void whatThereWasKeepsItsMeaning() {
        assertThat(given("--pad", "2", "--no-flip", "--cutout", "8"))
                .isEqualTo(new Augmentation(2, Border.REFLECT, false, 8));
        assertThat(given("--flip")).isEqualTo(Augmentation.CIFAR);
    }

    @Test
    void flagsWithoutANumberTakeTheUsualOne() {
        assertThat(given(
                        "--random-resized-crop",
                        "--color-jitter",
                        "--grayscale",
                        "--blur",
                        "--erasing",
                        "--randaugment",
                        "--mixup",
                        "--cutmix"))
                .isEqualTo(Augmentation.PHOTOS
                        .withColorJitter(ColorJitter.DEFAULT)
                        .withGrayscale(0.1)
                        .withGaussianBlur(GaussianBlur.DEFAULT)
                        .withRandomErasing(RandomErasing.DEFAULT)
                        .withRandAugment(RandAugment.DEFAULT)
                        .withMixUp(0.2)
                        .withCutMix(1));
    }

    @Test
    void numbersAreTakenAsGiven() {
        assertThat(given(
                        "--random-resized-crop=0.35",
                        "--no-flip",
                        "--vertical-flip",
                        "--rotation=15",
                        "--color-jitter",
                        "0.1,0,0.3,0",
                        "--trivialaugment",
                        "--erasing",
                        "0.1"))
                .isEqualTo(Augmentation.NONE
                        .withRandomResizedCrop(RandomResizedCrop.from(0.35))
                        .withVerticalFlip(true)
                        .withRotation(15)
                        .withColorJitter(new ColorJitter(0.1, 0, 0.3, 0))
                        .withTrivialAugmentWide()
                        .withRandomErasing(RandomErasing.of(0.1)));
        assertThat(given("--randaugment", "3,5").randAugment()).contains(new RandAugment(3, 5));
    }

    @Test
    void mistakesAreNamed() {
        assertThatThrownBy(() -> given("--color-jitter", "0.1,x"))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("--color-jitter")
                .hasMessageContaining("'0.1,x' is not 4 numbers with commas between them");
        assertThatThrownBy(() -> given("--randaugment", "2,40"))
                .hasMessageContaining("--randaugment")
                .hasMessageContaining("magnitude must be from 0 to 30, not 40");
        assertThatThrownBy(() -> given("--randaugment", "--trivialaugment"))
                .hasMessage("--randaugment and --trivialaugment are two policies: choose one");
        assertThatThrownBy(() -> given("--random-resized-crop", "--pad", "4"))
                .hasMessage("--random-resized-crop cuts instead of --pad: leave one out");
    }
}
