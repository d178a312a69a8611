package io.github.blockwright.processor.spec;

import io.github.blockwright.dsl.Precision;

/**
 * What a network may cost at most.
 *
 * @param parameters trainable parameters
 * @param multiplyAdds for one image
 * @param peakMemory bytes of maps at once
 * @param modelSize bytes of weights
 * @param precision that bytes are counted of
 */
public record Budget(long parameters, long multiplyAdds, long peakMemory, long modelSize, Precision precision) {
    /** No limit. */
    public static final Budget UNLIMITED =
            new Budget(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Precision.FLOAT32);
}
