package io.github.blockwright.runtime.pictures;

/**
 * What a file holds, before it becomes what a person sees: pixels as they are stored, of 8 bits a sample.
 *
 * @param height in pixels, as stored
 * @param width in pixels, as stored
 * @param layout of a pixel
 * @param pixels line by line, a byte for each sample
 * @param extras what the file says about the pixels
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on once, never compared.
record Scan(int height, int width, Layout layout, byte[] pixels, Extras extras) {

    /** The samples of a pixel, in order. */
    public enum Layout {
        GREY(1),
        GREY_ALPHA(2),
        RGB(3),
        RGB_ALPHA(4),
        /** Of ink: 255 is as much as there can be. */
        CMYK(4);

        private final int samples;

        Layout(int samples) {
            this.samples = samples;
        }

        /** How many samples a pixel has. */
        public int samples() {
            return samples;
        }

        /** Whether the last sample says how opaque the pixel is. */
        public boolean hasAlpha() {
            return this == GREY_ALPHA || this == RGB_ALPHA;
        }
    }

    /**
     * What a file says about its pixels.
     *
     * @param orientation 1 to 8 as in EXIF, where 1 is upright
     * @param profile the ICC colour profile, empty without one
     */
    public record Extras(int orientation, byte[] profile) {
        private static final byte[] NO_PROFILE = {};

        /** Upright and in sRGB. */
        public static final Extras UPRIGHT = new Extras(1, NO_PROFILE);

        static Extras of(int orientation, byte[] profileOrNull) {
            return new Extras(orientation, profileOrNull == null ? NO_PROFILE : profileOrNull);
        }
    }
}
