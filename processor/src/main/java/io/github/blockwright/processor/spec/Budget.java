package io.github.blockwright.processor.spec;

/**
 * What a network may cost at most.
 *
 * @param parameters trainable parameters
 * @param multiplyAdds for one image
 */
public record Budget(long parameters, long multiplyAdds) {
    /** No limit. */
    public static final Budget UNLIMITED = new Budget(Long.MAX_VALUE, Long.MAX_VALUE);
}
