package io.github.blockwright.runtime.batches;

import ai.djl.ndarray.types.Shape;

/** Whether features are held in memory: if all take at most an eighth of the heap and 256 MB. */
final class FeatureMemory {
    private static final long MOST = 256L << 20;
    private static final int SHARE_OF_HEAP = 8;

    private FeatureMemory() {}

    static boolean fits(int views, int images, Shape shape) {
        long bytes = (long) views * images * shape.size() * Float.BYTES;
        return bytes <= Math.min(MOST, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
    }
}
