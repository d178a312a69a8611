package io.github.blockwright.runtime.weights;

/** Who published weights: the names and layouts of their files. */
public enum Family {
    /** {@code torchvision.models.mobilenet_v2}, {@code mobilenet_v3_large} and {@code mobilenet_v3_small}. */
    TORCHVISION,
    /** {@code timm.create_model("mobilenetv2_100")} and the like, but not the networks named {@code tf_*}. */
    TIMM,
    /** {@code keras.applications.MobileNetV2}. */
    KERAS;

    /**
     * Whether a name is of something that a network needs only while it is trained, such as PyTorch's count of batches.
     *
     * @param name in a file of this family
     * @return true for what may be left out of a network
     */
    public boolean isBookkeeping(String name) {
        return this != KERAS && name.endsWith(".num_batches_tracked");
    }
}
