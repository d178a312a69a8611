package io.github.blockwright.runtime.weights.formats;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import org.junit.jupiter.api.Test;

class HalfPrecisionTest {
    @Test
    void everyHalfSurvivesTheWayThroughFloat() {
        for (int bits = 0; bits < 1 << 16; bits++) {
            float value = HalfPrecision.fromHalf((short) bits);
            if (!Float.isNaN(value)) {
                assertThat(HalfPrecision.toHalf(value)).as("0x%04x", bits).isEqualTo((short) bits);
            }
        }
    }

    @Test
    void everyBfloat16SurvivesTheWayThroughFloat() {
        for (int bits = 0; bits < 1 << 16; bits++) {
            float value = HalfPrecision.fromBfloat16((short) bits);
            if (!Float.isNaN(value)) {
                assertThat(HalfPrecision.toBfloat16(value)).as("0x%04x", bits).isEqualTo((short) bits);
            }
        }
    }

    @Test
    void everyHalfIsTheNumberThatTheStandardSays() {
        for (int bits = 0; bits < 0x7c00; bits++) {
            int exponent = bits >> 10;
            int fraction = bits & 0x3ff;
            double value = exponent == 0
                    ? Math.scalb((double) fraction, -24)
                    : Math.scalb(1 + fraction / 1024.0, exponent - 15);
            assertThat((double) HalfPrecision.fromHalf((short) bits))
                    .as("0x%04x", bits)
                    .isEqualTo(value);
            assertThat((double) HalfPrecision.fromHalf((short) (bits | 0x8000)))
                    .as("-0x%04x", bits)
                    .isEqualTo(-value);
        }
    }

    @Property
    void roundsToTheNearestHalf(@ForAll @FloatRange(min = -65519f, max = 65519f) float value) {
        int bits = HalfPrecision.toHalf(value) & 0xffff;
        double error = Math.abs((double) HalfPrecision.fromHalf((short) bits) - value);
        if ((bits & 0x7fff) > 0) {
            assertThat(error)
                    .isLessThanOrEqualTo(Math.abs((double) HalfPrecision.fromHalf((short) (bits - 1)) - value));
        }
        if ((bits & 0x7fff) < 0x7bff) {
            assertThat(error)
                    .isLessThanOrEqualTo(Math.abs((double) HalfPrecision.fromHalf((short) (bits + 1)) - value));
        }
    }

    @Test
    void tiesGoToEvenAndWhatIsTooLargeBecomesInfinite() {
        assertThat(HalfPrecision.toHalf(1 + 0x1p-11f)).isEqualTo((short) 0x3c00);
        assertThat(HalfPrecision.toHalf(1 + 0x1.8p-10f)).isEqualTo((short) 0x3c02);
        assertThat(HalfPrecision.toHalf(65520f)).isEqualTo((short) 0x7c00);
        assertThat(HalfPrecision.toHalf(-1e30f)).isEqualTo((short) 0xfc00);
        assertThat(HalfPrecision.fromHalf(HalfPrecision.toHalf(Float.NaN))).isNaN();
        assertThat(HalfPrecision.toBfloat16(1 + 0x1p-8f)).isEqualTo((short) 0x3f80);
        assertThat(HalfPrecision.toBfloat16(Float.MAX_VALUE)).isEqualTo((short) 0x7f80);
        assertThat(HalfPrecision.fromBfloat16(HalfPrecision.toBfloat16(Float.NaN)))
                .isNaN();
    }
}
