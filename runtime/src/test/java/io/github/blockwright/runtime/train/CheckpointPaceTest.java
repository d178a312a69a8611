package io.github.blockwright.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CheckpointPaceTest {
    private static final long SECOND = 1_000_000_000L;

    private long now;

    private CheckpointPace every(Duration interval) {
        return new CheckpointPace(interval, () -> now);
    }

    @Test
    void aCheckpointIsDueAfterTheInterval() {
        CheckpointPace pace = every(Duration.ofMinutes(5));
        now = 299 * SECOND;
        assertThat(pace.isDue()).isFalse();
        now = 300 * SECOND;
        assertThat(pace.isDue()).isTrue();
        pace.written(now);
        assertThat(pace.isDue()).isFalse();
        now += 300 * SECOND;
        assertThat(pace.isDue()).isTrue();
    }

    @Test
    void writingNeverCostsMoreThanAHundredthOfTheTime() {
        CheckpointPace pace = every(Duration.ofMinutes(5));
        long started = now;
        now += 10 * SECOND;
        pace.written(started);
        long written = 10 * SECOND;
        now += 989 * SECOND;
        assertThat(pace.isDue()).isFalse();
        now += SECOND;
        assertThat(pace.isDue()).isTrue();
        assertThat((double) written / (now - started)).isLessThanOrEqualTo(0.01);
    }

    @Test
    void whatWouldBeDueDuringSomethingLongIsDueBeforeIt() {
        CheckpointPace pace = every(Duration.ofMinutes(5));
        now = 100 * SECOND;
        assertThat(pace.isDueAfter(199 * SECOND)).isFalse();
        assertThat(pace.isDueAfter(200 * SECOND)).isTrue();
    }

    @Test
    void anIntervalOfZeroIsNone() {
        CheckpointPace pace = every(Duration.ZERO);
        now = Long.MAX_VALUE / 2;
        assertThat(pace.isDue()).isFalse();
        assertThat(pace.isDueAfter(SECOND)).isFalse();
    }

    @Test
    void whatIsOutOfRangeIsRefused() {
        assertThat(CheckpointPolicy.USUAL).isEqualTo(new CheckpointPolicy(Duration.ofMinutes(5), 2));
        assertThatThrownBy(() -> CheckpointPolicy.USUAL.withKeep(0))
                .hasMessage("The number of checkpoints that are kept must be 1 to 9999, not 0");
        assertThatThrownBy(() -> CheckpointPolicy.USUAL.withKeep(10_000))
                .hasMessage("The number of checkpoints that are kept must be 1 to 9999, not 10000");
        assertThatThrownBy(() -> CheckpointPolicy.USUAL.withEvery(Duration.ofSeconds(-1)))
                .hasMessage("The time between checkpoints must not be negative: PT-1S");
    }
}
