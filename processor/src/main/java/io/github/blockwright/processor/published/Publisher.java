package io.github.blockwright.processor.published;

import java.util.List;

/** A family of published weights, and what it calls the layers of its networks; the runtime's families have these names. */
public enum Publisher {
    /** Numbers everything: {@code features.3.conv.1.0}. */
    TORCHVISION {
        @Override
        List<String> names(Architecture architecture, Part part, Position at) {
            boolean second = architecture == Architecture.MOBILENET_V2;
            String features = "features." + (at.block() + 1);
            String block = features + (second ? ".conv." : ".block.");
            int depthwise = at.depthwise();
            int project = depthwise + (at.squeezes() ? 2 : 1);
            return switch (part) {
                case STEM -> numbered("features.0");
                case EXPAND -> numbered(block + "0");
                case DEPTHWISE -> numbered(block + depthwise);
                case REDUCE -> List.of(block + (depthwise + 1) + ".fc1");
                case RESTORE -> List.of(block + (depthwise + 1) + ".fc2");
                case PROJECT -> second ? List.of(block + project, block + (project + 1)) : numbered(block + project);
                case LAST -> numbered(features);
                case HIDDEN -> List.of("classifier.0");
                case CLASSIFIER -> List.of(second ? "classifier.1" : "classifier.3");
            };
        }

        private List<String> numbered(String unit) {
            return List.of(unit + ".0", unit + ".1");
        }
    },
    /** Counts stages and the blocks in each: {@code blocks.2.1.conv_dw}. */
    TIMM {
        @Override
        List<String> names(Architecture architecture, Part part, Position at) {
            String block = "blocks." + at.stage() + "." + at.repeat() + ".";
            int depthwise = at.depthwise();
            return switch (part) {
                case STEM -> List.of("conv_stem", "bn1");
                case EXPAND -> List.of(block + "conv_pw", block + "bn1");
                case DEPTHWISE -> List.of(block + "conv_dw", block + "bn" + (depthwise + 1));
                case REDUCE -> List.of(block + "se.conv_reduce");
                case RESTORE -> List.of(block + "se.conv_expand");
                case PROJECT ->
                    List.of(block + (depthwise == 0 ? "conv_pw" : "conv_pwl"), block + "bn" + (depthwise + 2));
                case LAST ->
                    architecture == Architecture.MOBILENET_V2
                            ? List.of("conv_head", "bn2")
                            : List.of(block + "conv", block + "bn1");
                case HIDDEN -> List.of("conv_head");
                case CLASSIFIER -> List.of("classifier");
            };
        }
    },
    /** Counts blocks: {@code block_3_depthwise}. Of MobileNetV3, names are not known. */
    KERAS {
        @Override
        List<String> names(Architecture architecture, Part part, Position at) {
            String block = at.block() == 0 ? "expanded_conv_" : "block_" + at.block() + "_";
            return switch (part) {
                case STEM -> List.of("Conv1", "bn_Conv1");
                case EXPAND -> normalised(block + "expand");
                case DEPTHWISE -> normalised(block + "depthwise");
                case PROJECT -> normalised(block + "project");
                case LAST -> List.of("Conv_1", "Conv_1_bn");
                case CLASSIFIER -> List.of("predictions");
                case REDUCE, RESTORE, HIDDEN ->
                    throw new IllegalArgumentException(part + " is in no network whose names in Keras are known");
            };
        }

        private List<String> normalised(String layer) {
            return List.of(layer, layer + "_BN");
        }
    };

    /**
     * The names of a layer, without those of its parameters.
     *
     * @param architecture one that it publishes
     * @return the convolution's and its normalisation's, or, for a layer without one, the layer's
     */
    abstract List<String> names(Architecture architecture, Part part, Position at);
}
