package io.github.blockwright.runtime.weights;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import io.github.blockwright.dsl.Activation;
import io.github.blockwright.dsl.Shortcut;
import io.github.blockwright.runtime.layers.ConvNormActivation;
import io.github.blockwright.runtime.layers.Conventions;
import io.github.blockwright.runtime.layers.Convolution;
import io.github.blockwright.runtime.layers.InvertedResidual;
import io.github.blockwright.runtime.layers.SqueezeExcitation;
import java.util.Optional;

/** What is to be seen of a built inverted residual from outside. */
record Bottleneck(InvertedResidual block) {
    /** Whether a 1×1 convolution stands in front of the depthwise one. */
    boolean expands() {
        return find("expand").isPresent();
    }

    /** The squeeze behind the depthwise convolution. */
    Optional<SqueezeExcitation> squeeze() {
        return find("squeeze").map(SqueezeExcitation.class::cast);
    }

    Conventions conventions() {
        return unit("depthwise").conventions();
    }

    /** Behind the expansion and the depthwise convolution. */
    Activation activation() {
        return unit("depthwise").activation();
    }

    int strides() {
        return convolution("depthwise").strides();
    }

    /** The channels of the depthwise part. */
    long expandedChannels() {
        return weight("depthwise").get(0);
    }

    /** The channels of the output. */
    long filters() {
        return weight("project").get(0);
    }

    /** Whether the projection is linear, and the input is added wherever its shape is that of the output. */
    boolean isLinearWithShortcut() {
        // The weight of an ungrouped convolution is (filters, channels, kernel, kernel).
        long channels = expands() ? weight("expand").get(1) : expandedChannels();
        boolean keepsShape = strides() == 1 && channels == filters();
        return unit("project").activation() == Activation.LINEAR
                && (block.shortcut() == Shortcut.BOTTLENECK || !keepsShape);
    }

    private Optional<Block> find(String child) {
        return Optional.ofNullable(block.getChildren().get(child));
    }

    private ConvNormActivation unit(String child) {
        return (ConvNormActivation) find(child).orElseThrow();
    }

    private Convolution convolution(String child) {
        return (Convolution) unit(child).getChildren().get("conv");
    }

    /** Known before there are any values. */
    private Shape weight(String child) {
        return convolution(child).getDirectParameters().get("weight").getShape();
    }
}
