package io.github.blockwright.dsl;

/** Named ways to turn a pixel value in 0..255 into a network's input; see {@link Input}. */
public enum Preprocessing {
    /** {@code v / 127.5 - 1}: the convention of Keras's MobileNets. Works with any number of channels. */
    MINUS_ONE_TO_ONE,
    /** {@code v / 255}. Works with any number of channels. */
    ZERO_TO_ONE,
    /**
     * {@code v / 255}, minus the ImageNet mean (0.485, 0.456, 0.406), divided by its standard deviation (0.229, 0.224,
     * 0.225): the convention of torchvision and timm. RGB only.
     */
    IMAGENET,
    /** What {@link Input#scale()}, {@link Input#mean()} and {@link Input#standardDeviation()} say. */
    CUSTOM
}
