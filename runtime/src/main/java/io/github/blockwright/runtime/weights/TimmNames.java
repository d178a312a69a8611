package io.github.blockwright.runtime.weights;

import java.util.List;

/**
 * timm counts stages and the blocks in each, {@code blocks.2.1.conv_dw}, in all networks that its builder of mobile networks
 * makes.
 *
 * @param lastIsStage whether the last convolution counts as a stage, and the layer in front of the classifier is a
 *     convolution, as in MobileNetV3
 */
record TimmNames(boolean lastIsStage) implements LayerNaming {
    TimmNames() {
        this(false);
    }

    static TimmNames mobileNetV3() {
        return new TimmNames(true);
    }

    @Override
    public List<String> names(Part part) {
        Position at = part.position();
        String block = "blocks." + at.stage() + "." + at.repeat() + ".";
        return switch (part.role()) {
            case STEM -> List.of("conv_stem", "bn1");
            case REDUCE -> List.of(block + "se.conv_reduce");
            case RESTORE -> List.of(block + "se.conv_expand");
            case START, EXPAND, DEPTHWISE, FUSED, PROJECT ->
                at.kind() == Kind.UNIVERSAL ? universal(block, part.role()) : inside(block, at, part.role());
            case LAST -> lastIsStage ? List.of(block + "conv", block + "bn1") : List.of("conv_head", "bn2");
            case NECK -> List.of("conv_head", "norm_head");
            case HIDDEN -> List.of("conv_head");
            case CLASSIFIER -> List.of("classifier");
            default -> throw LayerNaming.unknown(part, "timm");
        };
    }

    private static List<String> universal(String block, Role role) {
        String layer = block
                + switch (role) {
                    case START -> "dw_start";
                    case EXPAND -> "pw_exp";
                    case DEPTHWISE -> "dw_mid";
                    default -> "pw_proj";
                };
        return List.of(layer + ".conv", layer + ".bn");
    }

    private static List<String> inside(String block, Position at, Role role) {
        String projection = at.expands() ? "conv_pwl" : "conv_pw";
        int before = at.depthwise();
        return switch (role) {
            case EXPAND -> List.of(block + "conv_pw", block + "bn1");
            case FUSED -> List.of(block + (at.expands() ? "conv_exp" : "conv"), block + "bn1");
            case DEPTHWISE -> List.of(block + "conv_dw", block + "bn" + (before + 1));
            default -> List.of(block + projection, block + "bn" + (at.kind() == Kind.FUSED ? 2 : before + 2));
        };
    }

    @Override
    public boolean isPointwise(Role dense) {
        return lastIsStage && dense == Role.HIDDEN;
    }
}
