package io.github.blockwright.runtime.blocks;

/**
 * What one position of a map sees of an earlier one, along the height (Araujo et al., 2019, "Computing Receptive Fields of
 * Convolutional Neural Networks"). With {@code Padding.SAME}, windows along a width that is not the height may begin a
 * position earlier or later. Squeezes see the whole map besides, which does not count.
 *
 * @param extent positions; {@link Long#MAX_VALUE} for all that there are, 0 where nobody knows
 * @param strides how far the windows of neighbours are apart
 * @param before how far the window of the first position begins before the map, in the padding
 */
public record Window(long extent, long strides, long before) {
    /** Every position by itself. */
    public static final Window POINT = new Window(1, 1, 0);

    /** The whole map, as behind a global pooling. */
    public static final Window ALL = new Window(Long.MAX_VALUE, 1, 0);

    /** What a class of one's own sees. */
    public static final Window UNKNOWN = new Window(0, 1, 0);

    /** {@return whether it is neither {@link #ALL} nor {@link #UNKNOWN}} */
    public boolean isBounded() {
        return !equals(ALL) && !equals(UNKNOWN);
    }

    /**
     * What a position of a later map sees through this one.
     *
     * @param next of the later map on the one that this is of
     * @return of the later map on the one that this sees
     */
    public Window then(Window next) {
        if (!isBounded() || !next.isBounded()) {
            return equals(ALL) || next.equals(ALL) ? ALL : UNKNOWN;
        }
        return new Window(extent + (next.extent - 1) * strides, strides * next.strides, before + next.before * strides);
    }
}
