package io.github.blockwright.runtime.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class QuantizedWeightTest {
    @Test
    void everyChannelHasStepsOfItsOwn() {
        QuantizedWeight weight =
                QuantizedWeight.of(new float[] {1, -0.5f, 100, 50.2f}, new float[] {0.25f, -3}, 0.125f);
        assertThat(weight.codes()).containsExactly(127, -63, 127, 64);
        assertThat(weight.scales()[0]).isCloseTo(1 / 127f, within(1e-7f));
        assertThat(weight.scales()[1]).isCloseTo(100 / 127f, within(1e-5f));
        assertThat(weight.bias()).containsExactly(254, -30);
    }

    @Test
    void aFilterOfNothingButABiasKeepsItsBias() {
        QuantizedWeight weight = QuantizedWeight.of(new float[] {1e-20f, 0}, new float[] {2, 0}, 0.5f);
        assertThat((double) weight.bias()[0] * weight.scales()[0] * 0.5).isCloseTo(2, within(1e-6));
        assertThat(weight.codes()).containsExactly(0, 0);
    }

    @Test
    void aFilterOfZerosIsZeros() {
        QuantizedWeight weight = QuantizedWeight.of(new float[] {0, 0}, new float[] {0, 0}, 0.5f);
        assertThat(weight.codes()).containsExactly(0, 0);
        assertThat(weight.bias()).containsExactly(0, 0);
        assertThat(weight.scales()).containsExactly(1, 1);
    }
}
