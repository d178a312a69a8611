package io.github.blockwright.runtime.layers;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blockwright.dsl.Padding;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ZeroPaddingTest {
    @Property
    void theLastWindowFitsAndAFurtherOneWouldNot(
            @ForAll Padding mode,
            @ForAll @IntRange(min = 1, max = 300) int size,
            @ForAll @IntRange(min = 0, max = 5) int halfKernel,
            @ForAll @IntRange(min = 1, max = 5) int strides) {
        int kernel = 2 * halfKernel + 1;
        long padded = size + ZeroPadding.total(mode, size, kernel, strides);
        long positions = ZeroPadding.outputSize(size, strides);
        assertThat(positions).isEqualTo((long) Math.ceil((double) size / strides));
        assertThat((padded - kernel) / strides + 1).isEqualTo(positions);
    }

    @Property
    void theOddZeroLiesBehind(
            @ForAll Padding mode,
            @ForAll @IntRange(min = 1, max = 300) int size,
            @ForAll @IntRange(min = 0, max = 5) int halfKernel,
            @ForAll @IntRange(min = 1, max = 5) int strides) {
        int kernel = 2 * halfKernel + 1;
        long total = ZeroPadding.total(mode, size, kernel, strides);
        long before = ZeroPadding.before(mode, size, kernel, strides);
        assertThat(total - before - before).isBetween(0L, 1L);
    }

    @Example
    void onAnEvenMapAStrideOfTwoPadsOnlyBehindWhereTensorFlowDoes() {
        assertThat(ZeroPadding.total(Padding.SAME, 224, 3, 2)).isEqualTo(1);
        assertThat(ZeroPadding.before(Padding.SAME, 224, 3, 2)).isZero();
        assertThat(ZeroPadding.before(Padding.SYMMETRIC, 224, 3, 2)).isEqualTo(1);
        assertThat(ZeroPadding.total(Padding.SAME, 225, 3, 2)).isEqualTo(2);
    }
}
