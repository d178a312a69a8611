package io.github.blockwright.runtime.data;

import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.pictures.Images;
import io.github.blockwright.runtime.pictures.Picture;
import java.io.IOException;
import java.nio.file.Path;

/**
 * In which form a picture is stored: as evaluation sees it, in exactly the input's size; or whole, for an augmentation that
 * cuts something out of it, and a little larger, as 256 is to 224.
 *
 * @param height of the network's input
 * @param width of the network's input
 * @param channels of the network's input
 * @param shorterSide what a picture's shorter side is scaled to before its middle is kept, in pixels; 0 for as little as the
 *     input needs
 * @param whole whether it is the second form
 */
record PictureForm(int height, int width, int channels, int shorterSide, boolean whole) {
    /** Whenever decoding or resizing gives other pixels than before, so that nothing stored before is taken for the same. */
    private static final int VERSION = 1;

    private static final double MARGIN = 256 / 224.0;

    /** @throws IllegalArgumentException if the input has other channels than pictures can have */
    static PictureForm of(InputSpec input, int shorterSide) {
        if (input.channels() != 1 && input.channels() != 3) {
            throw new IllegalArgumentException("Pictures are RGB or grey, but the network's input has " + input.channels()
                    + " channels: give it 3 or 1 (@Input(channels = ...)), or train on images in memory");
        }
        return new PictureForm(input.height(), input.width(), input.channels(), shorterSide, false);
    }

    PictureForm asWhole() {
        return new PictureForm(height, width, channels, shorterSide, true);
    }

    /** @throws IOException if it cannot be read; the message names it */
    Frame read(Path file) throws IOException {
        if (!whole) {
            return new Frame(
                    height,
                    width,
                    shorterSide == 0
                            ? Images.read(file, height, width, channels, Images.Fit.CROP)
                            : Images.readMiddle(file, shorterSide, height, width, channels));
        }
        int side = (int) Math.round(MARGIN * Math.max(height, width));
        Picture picture = Images.whole(Images.decode(file), side, channels);
        return new Frame(picture.height(), picture.width(), picture.pixels());
    }

    /** About how many bytes an image of this form takes. */
    long bytes() {
        if (!whole) {
            return (long) height * width * channels;
        }
        // A photo's sides are as 4 to 3.
        double side = MARGIN * Math.max(height, width);
        return (long) (side * side * 4 / 3 * channels);
    }

    /** Everything that decides the pixels but the file. */
    @Override
    public String toString() {
        return (whole ? "whole " : shorterSide == 0 ? "view " : "middle of " + shorterSide + " ") + height + "x" + width
                + "x" + channels + " version " + VERSION;
    }
}
