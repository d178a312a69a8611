package io.github.blockwright.processor.spec.arithmetic;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** How the width multiplier rounds filters. */
class WidthTest {
    @Property
    void scaledFiltersAreTheNearestMultipleThatLosesAtMostATenth(
            @ForAll @IntRange(min = 1, max = 4096) int filters,
            @ForAll @DoubleRange(min = 0.05, max = 4) double multiplier,
            @ForAll @IntRange(min = 1, max = 64) int divisor) {
        double exact = filters * multiplier;
        int scaled = Width.makeDivisible(exact, divisor);
        assertThat(scaled).isEqualTo(bruteForce(exact, divisor));
        assertThat(scaled % divisor).isZero();
        assertThat((double) scaled).isGreaterThanOrEqualTo(0.9 * exact);
    }

    @Property
    void widthOneLeavesFiltersAsTheyAreWritten(
            @ForAll @IntRange(min = 1) int filters, @ForAll @IntRange(min = 1, max = 64) int divisor) {
        assertThat(new Width(1, divisor).scale(filters)).isEqualTo(filters);
        assertThat(new Width(1, divisor).scaleLast(filters)).isEqualTo(filters);
    }

    @Property
    void theLastPointwiseConvolutionNeverShrinks(
            @ForAll @IntRange(min = 1, max = 512) int eighths, @ForAll @DoubleRange(min = 0.05, max = 4) double alpha) {
        int filters = 8 * eighths;
        assertThat(new Width(alpha, 8).scaleLast(filters)).isGreaterThanOrEqualTo(filters);
    }

    @Example
    void thePublishedWidthsRoundAsPublished() {
        assertThat(new Width(0.35, 8).scale(32)).isEqualTo(16);
        assertThat(new Width(0.35, 8).scale(16)).isEqualTo(8);
        assertThat(new Width(1.4, 8).scale(320)).isEqualTo(448);
        assertThat(new Width(1.4, 8).scaleLast(1280)).isEqualTo(1792);
        assertThat(new Width(0.35, 8).scaleLast(1280)).isEqualTo(1280);
    }

    /** The multiples in turn: the last that is not nearer to the next one, and the next if a tenth would be lost. */
    private static int bruteForce(double exact, int divisor) {
        int multiple = divisor;
        while (multiple + divisor / 2.0 <= exact) {
            multiple += divisor;
        }
        return multiple < 0.9 * exact ? multiple + divisor : multiple;
    }
}
