package io.github.blockwright.runtime.layers;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class PaddingModeTest {
    @Property
    void theLastWindowFitsAndAFurtherOneWouldNot(
            @ForAll PaddingMode mode,
            @ForAll @IntRange(min = 1, max = 300) int size,
            @ForAll @IntRange(min = 0, max = 5) int halfKernel,
            @ForAll @IntRange(min = 1, max = 5) int strides) {
        int kernel = 2 * halfKernel + 1;
        long padded = size + mode.total(size, kernel, strides);
        long positions = PaddingMode.outputSize(size, strides);
        assertThat(positions).isEqualTo((long) Math.ceil((double) size / strides));
        assertThat((padded - kernel) / strides + 1).isEqualTo(positions);
    }

    @Property
    void theOddZeroLiesBehind(
            @ForAll PaddingMode mode,
            @ForAll @IntRange(min = 1, max = 300) int size,
            @ForAll @IntRange(min = 0, max = 5) int halfKernel,
            @ForAll @IntRange(min = 1, max = 5) int strides) {
        int kernel = 2 * halfKernel + 1;
        long total = mode.total(size, kernel, strides);
        long before = mode.before(size, kernel, strides);
        assertThat(total - before - before).isBetween(0L, 1L);
    }

    @Example
    void onAnEvenMapAStrideOfTwoPadsOnlyBehindWhereTensorFlowDoes() {
        assertThat(PaddingMode.SAME.total(224, 3, 2)).isEqualTo(1);
        assertThat(PaddingMode.SAME.before(224, 3, 2)).isZero();
        assertThat(PaddingMode.SYMMETRIC.before(224, 3, 2)).isEqualTo(1);
        assertThat(PaddingMode.SAME.total(225, 3, 2)).isEqualTo(2);
    }
}
