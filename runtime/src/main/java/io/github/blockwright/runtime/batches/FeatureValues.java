package io.github.blockwright.runtime.batches;

/** Where features lie: in memory or in a file. */
@FunctionalInterface
interface FeatureValues {
    /** The features of an image in the order of their shape; not to be written to. */
    float[] get(int view, int image);
}
