package io.github.blockwright.processor.spec.arithmetic;

import io.github.blockwright.processor.spec.arithmetic.Tensor.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The most values that an operator holds at once, its input and output among them, where its layers run in the best order: a
 * layer needs all that it reads and writes, and what others will read (as in Lin et al., 2020, "MCUNet").
 */
final class WorkingMemory {
    private final List<Tensor> tensors;
    // Sets of tensors are the bits of a long; the best peak from a set of finished ones on is worked out once.
    private final Map<Long, Long> peaks = new HashMap<>();
    private final long[] readers;

    /** @param tensors the input first, each after what it reads, the output last */
    private WorkingMemory(List<Tensor> tensors) {
        if (tensors.size() >= Long.SIZE) {
            throw new IllegalArgumentException("Too many layers in one block: " + tensors.size());
        }
        this.tensors = tensors;
        this.readers = new long[tensors.size()];
        for (int i = 0; i < readers.length; i++) {
            for (Tensor read : tensors.get(i).reads()) {
                readers[tensors.indexOf(read)] |= 1L << i;
            }
        }
    }

    static long peak(List<Tensor> tensors) {
        return new WorkingMemory(tensors).peakAfter(1);
    }

    private long peakAfter(long done) {
        Long known = peaks.get(done);
        if (known != null) {
            return known;
        }
        long live = 0;
        for (int i = 0; i < readers.length; i++) {
            if (contains(done, i) && isNeeded(i, done)) {
                live = Math.addExact(live, tensors.get(i).shape().size());
            }
        }
        long best = live;
        if (done != (1L << readers.length) - 1) {
            best = Long.MAX_VALUE;
            for (int i = 0; i < readers.length; i++) {
                if (!contains(done, i) && isReady(i, done)) {
                    long during = Math.addExact(live, written(i, done));
                    best = Math.min(best, Math.max(during, peakAfter(done | 1L << i)));
                }
            }
        }
        peaks.put(done, best);
        return best;
    }

    /** The output is needed for good. */
    private boolean isNeeded(int i, long done) {
        return i == readers.length - 1 || (readers[i] & ~done) != 0;
    }

    private boolean isReady(int i, long done) {
        for (Tensor read : tensors.get(i).reads()) {
            if (!contains(done, tensors.indexOf(read))) {
                return false;
            }
        }
        return true;
    }

    /** What a layer needs beside what is there. */
    private long written(int i, long done) {
        Tensor tensor = tensors.get(i);
        long size = tensor.shape().size();
        if (tensor.kind() == Kind.LAYER) {
            return size;
        }
        for (Tensor read : tensor.reads()) {
            if (read.shape().size() == size && !isNeeded(tensors.indexOf(read), done | 1L << i)) {
                return 0;
            }
        }
        return size;
    }

    private static boolean contains(long set, int i) {
        return (set >> i & 1) != 0;
    }
}
