package io.github.blockwright.runtime.report;

/** Hears how a training goes; all methods are called on the training thread, in order. */
public interface ProgressListener {
    /**
     * An epoch begins.
     *
     * @param epoch from 1
     * @param epochs of the whole training
     * @param steps in this epoch
     */
    default void epochStarted(int epoch, int epochs, int steps) {}

    /**
     * A step is done.
     *
     * @param step in this epoch, from 1
     * @param loss the mean of this epoch so far
     * @param accuracy the mean of this epoch so far
     */
    default void stepDone(int step, double loss, double accuracy) {}

    /**
     * An epoch is done, evaluated and saved.
     *
     * @param result of the epoch
     */
    default void epochDone(EpochResult result) {}

    /**
     * Something that decides the training and is no epoch: what is minimised, another number of epochs than before, an
     * early end.
     *
     * @param line for people
     */
    default void noted(String line) {}

    /** The training stops, finished or not; called once, also after an error. */
    default void stopped() {}
}
