package io.github.blockwright.runtime.pages;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class RunGroupTest {
    /** SciPy 1.17.1's {@code ttest_ind(..., equal_var=False)}. */
    @Test
    void theChanceIsThatOfWelchsTest() {
        double[] own = {0.912, 0.918, 0.909};
        double[] others = {0.926, 0.931, 0.922, 0.93};
        assertThat(RunGroup.chance(own, others)).isCloseTo(0.012201598998362973, Offset.offset(1e-9));
        assertThat(RunGroup.chance(others, own)).isCloseTo(0.012201598998362973, Offset.offset(1e-9));
        assertThat(RunGroup.chance(own, own)).isEqualTo(1);
    }
}
