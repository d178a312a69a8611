package io.github.blockwright.runtime.train;

/** What a training does when its loss, a gradient or a weight is no longer a number. */
public enum OnDivergence {
    /** Ends with an error that names the step, the learning rate and the row; the last checkpoint stays. */
    STOP,
    /** Goes back to the last checkpoint and on at half the learning rate, at most three times; then as {@link #STOP}. */
    ROLLBACK
}
