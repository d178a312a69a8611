package io.github.blockwright.runtime.weights;

/** Who published weights: the names and layouts of their files, and the conventions that they were trained with. */
public enum Family {
    /** {@code torchvision.models}, as {@code mobilenet_v3_large}. */
    TORCHVISION,
    /** {@code timm.create_model("mobilenetv2_100")} and the like, but not the networks named {@code tf_*}. */
    TIMM,
    /**
     * {@code timm.create_model("tf_efficientnet_b0")} and the like, which timm took over from TensorFlow: timm's names, but
     * TensorFlow's epsilon and padding.
     */
    TIMM_TF,
    /** {@code keras.applications}, as {@code MobileNetV2}. */
    KERAS;

    /**
     * Whether a name is of something that a network needs only while it is trained, such as PyTorch's count of batches, or
     * that its table's input says, as Keras' layer of normalisation does.
     *
     * @param name in a file of this family
     * @return true for what may be left out of a network
     */
    public boolean isBookkeeping(String name) {
        return this == KERAS ? name.startsWith("normalization") : name.endsWith(".num_batches_tracked");
    }
}
