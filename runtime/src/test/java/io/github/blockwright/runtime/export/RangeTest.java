package io.github.blockwright.runtime.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import org.junit.jupiter.api.Test;

class RangeTest {
    @Property
    void everyValueOfARangeIsHalfAStepFromACodeAtMost(
            @ForAll @FloatRange(min = -1000, max = 1000) float one,
            @ForAll @FloatRange(min = -1000, max = 1000) float other,
            @ForAll @FloatRange(min = 0, max = 1) float where) {
        Range range = new Range(Math.min(one, other), Math.max(one, other));
        float value = range.least() + where * (range.largest() - range.least());
        int code = Math.round(value / range.scale()) + range.zeroPoint();
        int clipped = Math.min(Math.max(code, 0), 255);
        float decoded = (clipped - range.zeroPoint()) * range.scale();
        // The zero point is rounded too, which can cost the ends another half.
        assertThat(decoded).isCloseTo(value, within(1.01f * range.scale()));
        assertThat(range.zeroPoint()).isBetween(0, 255);
    }

    @Test
    void zeroIsInEveryRange() {
        assertThat(new Range(2, 3)).isEqualTo(new Range(0, 3));
        assertThat(new Range(-3, -2)).isEqualTo(new Range(-3, 0));
        assertThat(new Range(2, 3).zeroPoint()).isZero();
        assertThat(new Range(-3, -2).zeroPoint()).isEqualTo(255);
    }

    @Test
    void anArrayOfZerosHasStepsToo() {
        assertThat(new Range(0, 0).scale()).isEqualTo(1);
    }

    @Test
    void twoRangesTogetherHoldBoth() {
        assertThat(new Range(-1, 2).and(new Range(-3, 1))).isEqualTo(new Range(-3, 2));
    }
}
