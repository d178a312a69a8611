package io.github.blockwright.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blockwright.runtime.data.Augmentation.Border;
import io.github.blockwright.runtime.data.RandomChange.ColorJitter;
import io.github.blockwright.runtime.data.RandomChange.GaussianBlur;
import io.github.blockwright.runtime.data.RandomChange.RandAugment;
import io.github.blockwright.runtime.data.RandomChange.RandomErasing;
import io.github.blockwright.runtime.data.RandomChange.RandomResizedCrop;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class AugmentationTest {
    private static final Augmentation NONE = Augmentation.NONE;

    @Test
    void itsTextHasWhatItAlwaysHadAndThenWhatIsSet() {
        assertThat(Augmentation.CIFAR).hasToString("Augmentation[pad=4, border=REFLECT, flip=true, cutout=0]");
        assertThat(NONE.withRotation(15).withVerticalFlip(true).withRandAugment(RandAugment.DEFAULT))
                .hasToString("Augmentation[pad=0, border=REFLECT, flip=false, cutout=0, verticalFlip=true,"
                        + " rotation=15.0, randAugment=RandAugment[numOps=2, magnitude=9]]");
    }

    @Test
    void everySettingShowsInTheText() {
        Augmentation[] all = {
            NONE,
            NONE.withPad(1, Border.ZERO),
            NONE.withFlip(true),
            NONE.withCutout(1),
            NONE.withRandomResizedCrop(RandomResizedCrop.DEFAULT),
            NONE.withVerticalFlip(true),
            NONE.withRotation(1),
            NONE.withRandAugment(RandAugment.DEFAULT),
            NONE.withTrivialAugmentWide(),
            NONE.withColorJitter(ColorJitter.DEFAULT),
            NONE.withGrayscale(0.1),
            NONE.withGaussianBlur(GaussianBlur.DEFAULT),
            NONE.withRandomErasing(RandomErasing.DEFAULT),
            NONE.withMixUp(0.2),
            NONE.withCutMix(1),
        };
        assertThat(all).doesNotHaveDuplicates();
        assertThat(all).extracting(Augmentation::toString).doesNotHaveDuplicates();
        assertThat(all).hasSize(Augmentation.class.getRecordComponents().length);
    }

    @Test
    void aRandomResizedCropTakesThePlaceOfThePadding() {
        assertThat(Augmentation.CIFAR.withRandomResizedCrop(RandomResizedCrop.DEFAULT))
                .isEqualTo(Augmentation.PHOTOS);
        refused(
                () -> Augmentation.PHOTOS.withPad(4, Border.ZERO),
                "randomResizedCrop cuts instead of pad: set pad to 0, not 4");
    }

    @Test
    void aSettingOutOfRangeIsNamed() {
        refused(() -> NONE.withRotation(200), "rotation must be from 0 to 180 degrees, not 200.0");
        refused(() -> NONE.withGrayscale(-1), "grayscale must be from 0 to 1, not -1.0");
        refused(
                () -> NONE.withMixUp(-1),
                "mixUp and cutMix must be 0, for none, or from 0.001 to 1000, not -1.0 and 0.0");
        refused(
                () -> NONE.withMixUp(Double.NaN),
                "mixUp and cutMix must be 0, for none, or from 0.001 to 1000, not NaN and 0.0");
        refused(() -> RandomResizedCrop.from(0), "minScale and maxScale must rise between 0 and 1, not 0.0 and 1.0");
        refused(
                () -> new RandomResizedCrop(0.1, 1, 2, 1),
                "minRatio and maxRatio must be above 0 and rise, not 2.0 and 1.0");
        refused(() -> new RandAugment(0, 9), "numOps must be at least 1, not 0");
        refused(() -> new RandAugment(2, 31), "magnitude must be from 0 to 30, not 31");
        refused(() -> new ColorJitter(0, 0, 0, 0.6), "hue must be from 0 to 0.5, not 0.6");
        refused(
                () -> new ColorJitter(-1, 0, 0, 0),
                "brightness, contrast and saturation must be at least 0, not -1.0 and 0.0 and 0.0");
        refused(() -> new GaussianBlur(0.5, 4, 1, 2), "kernelSize must be odd and at least 1, not 4");
        refused(
                () -> new GaussianBlur(0.5, 5, 0, 2),
                "minSigma and maxSigma must be above 0 and rise, not 0.0 and 2.0");
        refused(() -> RandomErasing.of(1.5), "probability must be from 0 to 1, not 1.5");
    }

    private static void refused(ThrowingCallable code, String message) {
        assertThatThrownBy(code).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }
}
