package io.github.blockwright.runtime.weights;

import io.github.blockwright.dsl.Padding;
import io.github.blockwright.runtime.blocks.Architecture;
import io.github.blockwright.runtime.layers.Conventions;
import java.util.List;

/** Who published weights: the layouts and conventions of their networks. */
public enum Family {
    /** {@code torchvision.models.mobilenet_v2}, {@code mobilenet_v3_large} and {@code mobilenet_v3_small}. */
    TORCHVISION,
    /** {@code timm.create_model("mobilenetv2_100")} and the like, but not the networks named {@code tf_*}. */
    TIMM,
    /** {@code keras.applications.MobileNetV2}. */
    KERAS;

    /** What the weights were trained with; other conventions give other predictions. */
    public Conventions conventions(Architecture architecture) {
        return switch (this) {
            case TORCHVISION ->
                architecture == Architecture.MOBILENET_V3
                        ? new Conventions(1e-3f, 0.01f, Padding.SYMMETRIC)
                        : Conventions.PYTORCH;
            case TIMM -> Conventions.PYTORCH;
            case KERAS -> new Conventions(1e-3f, 1e-3f, Padding.SAME);
        };
    }

    /** What the names of the dense layers' weights start with. */
    List<String> heads(Architecture architecture) {
        return switch (this) {
            case TORCHVISION -> List.of("classifier.");
            case TIMM ->
                architecture == Architecture.MOBILENET_V3
                        ? List.of("conv_head.", "classifier.")
                        : List.of("classifier.");
            case KERAS -> List.of("predictions/");
        };
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
     * @param architecture that the table is like
     * @param table the conventions of the table
     * @throws IllegalArgumentException if they differ; the message says what to set in {@code @Network}
     */
    public void requireSame(Architecture architecture, Conventions table) {
        Conventions own = conventions(architecture);
        if (table.batchNormEpsilon() != own.batchNormEpsilon()) {
            throw new IllegalArgumentException("Weights of " + this + " need batchNormEpsilon = "
                    + own.batchNormEpsilon() + " in @Network, but the table has " + table.batchNormEpsilon());
        }
        if (table.padding() != own.padding()) {
            throw new IllegalArgumentException("Weights of " + this + " need padding = Padding." + own.padding()
                    + " in @Network, but the table has " + table.padding());
        }
    }
}
