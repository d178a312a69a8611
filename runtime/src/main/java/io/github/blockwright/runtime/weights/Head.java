package io.github.blockwright.runtime.weights;

/** What becomes of the classifier when weights are loaded. */
public enum Head {
    /** It is loaded like everything else. */
    STRICT,
    /**
     * It keeps its own values, as for other classes than the weights were trained on; the file's are left. A dense layer in
     * front of it, as MobileNetV3's, is loaded where the table has one.
     */
    SKIP,
    /** It is loaded if its shape is the table's, else left out as {@link #SKIP} does; the report says which and why. */
    IF_IT_FITS
}
