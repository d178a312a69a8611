package io.github.blockwright.runtime.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;

class ScheduleTest {
    private static final Offset<Double> ROUNDING = Offset.offset(1e-12);

    @Example
    void aConstantStaysTheSame() {
        Schedule schedule = new Schedule.Constant(0.3);
        assertThat(schedule.at(0, 10)).isEqualTo(0.3);
        assertThat(schedule.at(9, 10)).isEqualTo(0.3);
    }

    @Example
    void warmUpRisesInALineAndThenFallsAlongACosine() {
        Schedule schedule = new Schedule.WarmUpCosine(0.2, 0.25);
        assertThat(schedule.at(0, 40)).isCloseTo(0.02, ROUNDING);
        assertThat(schedule.at(4, 40)).isCloseTo(0.1, ROUNDING);
        assertThat(schedule.at(9, 40)).isCloseTo(0.2, ROUNDING);
        assertThat(schedule.at(10, 40)).isCloseTo(0.2, ROUNDING);
        assertThat(schedule.at(25, 40)).isCloseTo(0.1, ROUNDING);
        assertThat(schedule.at(39, 40)).isCloseTo(0.1 * (1 + Math.cos(Math.PI * 29 / 30)), ROUNDING);
    }

    @Example
    void withoutWarmUpTheCosineStartsAtThePeak() {
        assertThat(new Schedule.WarmUpCosine(0.2, 0).at(0, 40)).isEqualTo(0.2);
    }

    @Example
    void oneCycleIsPyTorchs() {
        // OneCycleLR(max_lr=1, total_steps=11, pct_start=0.3) rises for 2.3 steps and falls for 7.7.
        Schedule schedule = new Schedule.OneCycle(1, 0.3);
        assertThat(schedule.at(0, 11)).isCloseTo(1 / 25.0, ROUNDING);
        assertThat(schedule.at(1, 11)).isCloseTo(halfCosine(1 / 25.0, 1, 1 / 2.3), ROUNDING);
        assertThat(schedule.at(2, 11)).isCloseTo(halfCosine(1 / 25.0, 1, 2 / 2.3), ROUNDING);
        assertThat(schedule.at(3, 11)).isCloseTo(halfCosine(1, 4e-6, 0.7 / 7.7), ROUNDING);
        assertThat(schedule.at(10, 11)).isCloseTo(4e-6, ROUNDING);
    }

    private static double halfCosine(double from, double to, double progress) {
        return to + (from - to) / 2 * (1 + Math.cos(Math.PI * progress));
    }

    @Property(tries = 200)
    void aScheduleRisesThenFallsAndNeverLeavesZeroToPeak(
            @ForAll boolean oneCycle,
            @ForAll @DoubleRange(min = 0.01, max = 2) double peak,
            @ForAll @DoubleRange(min = 0, max = 1, maxIncluded = false) double rise,
            @ForAll @IntRange(min = 1, max = 500) int steps) {
        Schedule schedule = oneCycle ? new Schedule.OneCycle(peak, rise) : new Schedule.WarmUpCosine(peak, rise);
        boolean falling = false;
        double highest = 0;
        double before = 0;
        for (int step = 0; step < steps; step++) {
            double rate = schedule.at(step, steps);
            assertThat(rate).isBetween(0.0, peak * (1 + 1e-12));
            if (falling) {
                assertThat(rate).isLessThanOrEqualTo(before);
            }
            falling |= rate < before;
            highest = Math.max(highest, rate);
            before = rate;
        }
        if (steps >= 100 && rise < 0.9) {
            assertThat(highest).isGreaterThan(0.97 * peak);
        }
    }

    @Example
    void senselessSettingsAreRefused() {
        assertThatThrownBy(() -> new Schedule.Constant(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The learning rate must be positive, not 0.0");
        assertThatThrownBy(() -> new Schedule.WarmUpCosine(Double.NaN, 0.1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Schedule.OneCycle(0.1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The rising fraction of the steps must be at least 0 and below 1, not 1.0");
    }
}
