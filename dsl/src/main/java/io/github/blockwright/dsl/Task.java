package io.github.blockwright.dsl;

/** What a network's last row answers about an image. */
public enum Task {
    /** Which one class the image is of: its values go through a softmax, so that the probabilities sum to 1. */
    CLASSIFICATION,
    /**
     * Which labels the image has, any number of them or none: each value goes through a sigmoid of its own. Training
     * minimises binary cross-entropy.
     */
    MULTI_LABEL
}
