package io.github.blockwright.runtime.weights.names;

import io.github.blockwright.runtime.blocks.base.Conventions;
import io.github.blockwright.runtime.blocks.base.PaddingMode;

/** Who published weights: the names, layouts and conventions of their MobileNetV2. */
public enum Family {
    /** {@code torchvision.models.mobilenet_v2}. */
    TORCHVISION("classifier."),
    /** {@code timm.create_model("mobilenetv2_100")}, but not the networks named {@code tf_*}. */
    TIMM("classifier."),
    /** {@code keras.applications.MobileNetV2}. */
    KERAS("predictions/");

    private final String classifier;

    Family(String classifier) {
        this.classifier = classifier;
    }

    /** What the weights were trained with; other conventions give other predictions. */
    public Conventions conventions() {
        return this == KERAS ? new Conventions(1e-3f, 1e-3f, PaddingMode.SAME) : Conventions.PYTORCH;
    }

    /** What the names of the classifier's weights start with. */
    public String classifier() {
        return classifier;
    }

    /**
     * Whether a name is of something that a network needs only while it is trained, such as PyTorch's count of batches.
     */
    public boolean isBookkeeping(String name) {
        return this != KERAS && name.endsWith(".num_batches_tracked");
    }

    /**
     * Checks that a table computes as this family does. The momentum matters only to further training, so it may
     * differ.
     *
     * @param table the conventions of the table
     * @throws IllegalArgumentException if they differ; the message says what to set in {@code @Network}
     */
    public void requireSame(Conventions table) {
        if (table.batchNormEpsilon() != conventions().batchNormEpsilon()) {
            throw new IllegalArgumentException("Weights of " + this + " need batchNormEpsilon = "
                    + conventions().batchNormEpsilon() + " in @Network, but the table has " + table.batchNormEpsilon());
        }
        if (table.padding() != conventions().padding()) {
            throw new IllegalArgumentException("Weights of " + this + " need padding = Padding."
                    + conventions().padding() + " in @Network, but the table has " + table.padding());
        }
    }
}
