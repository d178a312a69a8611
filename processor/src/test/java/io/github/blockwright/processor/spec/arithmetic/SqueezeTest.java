package io.github.blockwright.processor.spec.arithmetic;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blockwright.dsl.Activation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqueezeTest {
    private static Squeeze squeeze(double ratio, boolean ofInput, int divisor) {
        return new Squeeze(ratio, ofInput, divisor, Activation.RELU, Activation.HARD_SIGMOID);
    }

    @ParameterizedTest(name = "{0} expanded channels are squeezed to {1}")
    @CsvSource({
        "16, 8",
        "72, 24",
        "96, 24",
        "120, 32",
        "144, 40",
        "240, 64",
        "288, 72",
        "480, 120",
        "576, 144",
        "672, 168",
        "960, 240"
    })
    void aQuarterRoundedToEightsIsWhatPublishedMobileNetV3Has(int expanded, int squeezed) {
        assertThat(squeeze(0.25, false, 8).channels(1, expanded)).isEqualTo(squeezed);
    }

    @ParameterizedTest(name = "{0} input channels are squeezed to {1}")
    @CsvSource({"16, 4", "24, 6", "40, 10", "112, 28", "192, 48", "2, 1", "1, 1"})
    void aQuarterOfTheInputIsWhatPublishedEfficientNetHas(int input, int squeezed) {
        assertThat(squeeze(0.25, true, 1).channels(input, 999)).isEqualTo(squeezed);
    }

    @Test
    void itCostsTwoPointwiseConvolutionsWithBiasesOnce() {
        assertThat(squeeze(0.25, false, 8).cost(40, 120)).isEqualTo(new Cost(2 * 120 * 32 + 32 + 120, 0, 2 * 120 * 32));
    }
}
