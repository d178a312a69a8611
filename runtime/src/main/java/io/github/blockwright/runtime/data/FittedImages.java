package io.github.blockwright.runtime.data;

import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.pictures.Images;
import io.github.blockwright.runtime.pictures.Picture;
import java.util.List;

/**
 * Images in memory that are scaled and cropped to a network's input, and made grey or coloured, when one is asked for, as files
 * would be.
 *
 * @param images of any size
 * @param input what they become
 */
record FittedImages(ImageDataset images, InputSpec input) implements ImageSource {
    /** Whether images need no fitting. */
    static boolean fit(ImageDataset images, InputSpec input) {
        return images.height() == input.height()
                && images.width() == input.width()
                && images.channels() == input.channels();
    }

    @Override
    public List<String> classes() {
        return images.classes();
    }

    @Override
    public int size() {
        return images.size();
    }

    @Override
    public int label(int image) {
        return images.label(image);
    }

    @Override
    public int channels() {
        return input.channels();
    }

    @Override
    public Frame read(int image) {
        if (fit(images, input)) {
            return images.read(image);
        }
        Picture picture = new Picture(images.height(), images.width(), images.channels(), images.pixels(image));
        return new Frame(
                input.height(),
                input.width(),
                Images.fit(picture, input.height(), input.width(), input.channels(), Images.Fit.CROP));
    }
}
