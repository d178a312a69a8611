package io.github.blockwright.runtime.pictures;

/**
 * How large a picture may be. A file of a few hundred kilobytes can claim more pixels than the memory holds, so this is
 * asked of the header, before anything is taken for the pixels.
 *
 * @param pixels at most
 */
record PixelLimit(long pixels) {
    /** The system property that changes it. */
    public static final String PROPERTY = "blockwright.maxPixels";

    private static final long DEFAULT = 100_000_000;

    /** The property's, or 100 million. */
    public static PixelLimit ofProperty() {
        return new PixelLimit(Long.getLong(PROPERTY, DEFAULT));
    }

    void check(long height, long width) throws UnreadablePictureException {
        if (height <= 0 || width <= 0) {
            throw new UnreadablePictureException(
                    "it has no pixels (" + width + " × " + height + ")", UnreadablePictureException.GET_AGAIN);
        }
        // Four samples a pixel must fit into an array.
        long most = Math.min(pixels, Integer.MAX_VALUE / 4 - 16);
        if (height > most / width) {
            throw new UnreadablePictureException(
                    width + " × " + height + " pixels are above the limit of " + most,
                    "save it smaller, or raise the limit with -D" + PROPERTY + "=...");
        }
    }
}
