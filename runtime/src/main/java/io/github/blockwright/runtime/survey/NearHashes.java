package io.github.blockwright.runtime.survey;

import java.util.Arrays;

/**
 * Finds the hashes that differ in few bits without comparing each with each: cut into one block more than bits may differ,
 * two of them have at least one block in common, so only those that share a block are compared (multi-index hashing:
 * Norouzi, Punjani and Fleet, Fast Search in Hamming Space with Multi-Index Hashing, CVPR 2012, section 3). A block is not
 * looked up in a table but sorted by.
 */
final class NearHashes {
    private final long[] hashes;

    NearHashes(long[] hashes) {
        this.hashes = hashes;
    }

    @FunctionalInterface
    interface Pair {
        void found(int one, int other, int distance);
    }

    /**
     * Tells of each pair once, the one with the lower index first.
     *
     * @param most bits that may differ, 0 to 16
     */
    void within(int most, Pair pair) {
        // A block must leave room for an index beside it.
        int blocks = Math.max(2, most + 1);
        for (int block = 0; block < blocks; block++) {
            long[] order = new long[hashes.length];
            for (int i = 0; i < order.length; i++) {
                order[i] = (bits(hashes[i], block, blocks) << 32) | i;
            }
            Arrays.sort(order);
            int start = 0;
            for (int i = 1; i <= order.length; i++) {
                if (i == order.length || order[i] >>> 32 != order[start] >>> 32) {
                    compare(order, start, i, block, blocks, most, pair);
                    start = i;
                }
            }
        }
    }

    private void compare(long[] order, int from, int to, int block, int blocks, int most, Pair pair) {
        for (int i = from; i < to; i++) {
            long one = hashes[(int) order[i]];
            for (int j = i + 1; j < to; j++) {
                long other = hashes[(int) order[j]];
                int distance = Long.bitCount(one ^ other);
                if (distance <= most && firstInCommon(one ^ other, blocks) == block) {
                    pair.found((int) order[i], (int) order[j], distance);
                }
            }
        }
    }

    /** A pair that shares several blocks is told of at the first. */
    private static int firstInCommon(long difference, int blocks) {
        int block = 0;
        while (bits(difference, block, blocks) != 0) {
            block++;
        }
        return block;
    }

    /** Blocks are as wide as each other, to within a bit. */
    private static long bits(long hash, int block, int blocks) {
        int from = Long.SIZE * block / blocks;
        int to = Long.SIZE * (block + 1) / blocks;
        return (hash << from) >>> (Long.SIZE - (to - from));
    }
}
