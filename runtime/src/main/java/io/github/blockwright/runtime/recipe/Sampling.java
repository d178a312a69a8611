package io.github.blockwright.runtime.recipe;

/** Which pictures an epoch is made of. Either way it has as many as there are to train on. */
public enum Sampling {
    /** Every picture once, in an order of its own. */
    SHUFFLED,
    /**
     * As many pictures of each class as of any other: those of a class come in shuffled rounds, each as often as its share of
     * the epoch asks for. Pictures of a large class wait for a later epoch, those of a small one return, augmented
     * anew. It is a function of the seed and the epoch.
     */
    BALANCED
}
