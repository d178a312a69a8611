package io.github.blockwright.runtime.weights;

import java.util.List;

/**
 * timm counts stages and the blocks in each: {@code blocks.2.1.conv_dw}.
 *
 * @param lastIsStage whether the last convolution counts as a stage
 */
record TimmNames(boolean lastIsStage) implements LayerNaming {
    static TimmNames mobileNetV2() {
        return new TimmNames(false);
    }

    static TimmNames mobileNetV3() {
        return new TimmNames(true);
    }

    @Override
    public List<String> names(Part part) {
        Position at = part.position();
        String block = "blocks." + at.stage() + "." + at.repeat() + ".";
        int depthwise = at.depthwise();
        return switch (part.role()) {
            case STEM -> List.of("conv_stem", "bn1");
            case EXPAND -> List.of(block + "conv_pw", block + "bn1");
            case DEPTHWISE -> List.of(block + "conv_dw", block + "bn" + (depthwise + 1));
            case REDUCE -> List.of(block + "se.conv_reduce");
            case RESTORE -> List.of(block + "se.conv_expand");
            case PROJECT -> List.of(block + (at.expands() ? "conv_pwl" : "conv_pw"), block + "bn" + (depthwise + 2));
            case LAST -> lastIsStage ? List.of(block + "conv", block + "bn1") : List.of("conv_head", "bn2");
            case HIDDEN -> List.of("conv_head");
            case CLASSIFIER -> List.of("classifier");
        };
    }
}
