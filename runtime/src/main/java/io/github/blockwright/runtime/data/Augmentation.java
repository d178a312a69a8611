package io.github.blockwright.runtime.data;

/**
 * What is changed at random about an image of a training batch, in this order: the image is padded on all sides and cut
 * back to its size at a random place; it is mirrored left to right with probability 1/2; a square with a random centre
 * is blanked (cutout, <a href="https://arxiv.org/abs/1708.04552">DeVries and Taylor, 2017</a>).
 *
 * @param pad pixels added on each side before the random crop; 0 for none
 * @param border what the added pixels are
 * @param flip whether half of the images are mirrored
 * @param cutout the side of the blanked square in pixels, 0 for none; the part of it outside the image is lost, and
 *     what it covers becomes 0 after normalising, the mean colour
 */
public record Augmentation(int pad, Border border, boolean flip, int cutout) {
    /** Leaves every image as it is. */
    public static final Augmentation NONE = new Augmentation(0, Border.REFLECT, false, 0);

    /** The usual one for CIFAR-10: 4 reflected pixels, random crop, flip. */
    public static final Augmentation CIFAR = new Augmentation(4, Border.REFLECT, true, 0);

    /** What lies around an image. */
    public enum Border {
        /** Black pixels, 0 before normalising. */
        ZERO,
        /** The image mirrored at its outermost pixels, which are not repeated. */
        REFLECT
    }

    /**
     * Checks the components.
     *
     * @param pad as the record says
     * @param border as the record says
     * @param flip as the record says
     * @param cutout as the record says
     */
    public Augmentation {
        if (pad < 0 || cutout < 0) {
            throw new IllegalArgumentException("pad and cutout must be at least 0, not " + pad + " and " + cutout);
        }
    }

    /**
     * The same with another padding.
     *
     * @param pixels on each side; 0 for none
     * @param around what the margin shows
     * @return a new one; this stays as it is
     */
    public Augmentation withPad(int pixels, Border around) {
        return new Augmentation(pixels, around, flip, cutout);
    }

    /**
     * The same with or without mirroring.
     *
     * @param mirrored whether half of the pictures are mirrored
     * @return a new one; this stays as it is
     */
    public Augmentation withFlip(boolean mirrored) {
        return new Augmentation(pad, border, mirrored, cutout);
    }

    /**
     * The same with another cutout.
     *
     * @param side in pixels; 0 for none
     * @return a new one; this stays as it is
     */
    public Augmentation withCutout(int side) {
        return new Augmentation(pad, border, flip, side);
    }

    /**
     * Whether images are wanted whole and larger than the network's input, because what is kept of them is cut out at random;
     * otherwise they are wanted in the input's size.
     *
     * @return false: nothing here does yet
     */
    public boolean needsMargin() {
        return false;
    }
}
