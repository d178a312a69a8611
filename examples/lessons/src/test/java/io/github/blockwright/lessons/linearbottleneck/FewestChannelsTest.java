package io.github.blockwright.lessons.linearbottleneck;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FewestChannelsTest {
    @Test
    void elevenChannelsLoseLessThanAHundredth() {
        assertThat(FewestChannels.expected(0.01)).isEqualTo(11);
        assertThat(FewestChannels.measured(0.01, 1)).isBetween(10, 12);
    }
}
