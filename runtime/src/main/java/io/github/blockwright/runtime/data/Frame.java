package io.github.blockwright.runtime.data;

/**
 * The pixels of one image, of any size.
 *
 * @param height in pixels
 * @param width in pixels
 * @param pixels unsigned bytes in the order row, column, channel (HWC); read them, never write them
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on once, never compared.
public record Frame(int height, int width, byte[] pixels) {
    /**
     * Checks that there are as many bytes as the size asks for.
     *
     * @param height as the record says
     * @param width as the record says
     * @param pixels as the record says
     * @throws IllegalArgumentException if they are no whole number of channels
     */
    public Frame {
        if (height < 1 || width < 1 || pixels.length == 0 || pixels.length % ((long) height * width) != 0) {
            throw new IllegalArgumentException(pixels.length + " bytes are no image of " + height + " × " + width);
        }
    }

    /** {@return the bytes of a pixel: 1 for grey, 3 for RGB} */
    public int channels() {
        return pixels.length / (height * width);
    }
}
