package io.github.blockwright.runtime.weights;

import java.util.List;

/**
 * timm's names of GhostNet's layers, which count stages and the blocks in each: {@code blocks.3.0.ghost1.primary_conv.0}.
 * What is around the bottlenecks is called as in MobileNetV3.
 */
record GhostNetNames() implements LayerNaming {
    private static final TimmNames AROUND = TimmNames.mobileNetV3();

    @Override
    public List<String> names(Part part) {
        Position at = part.position();
        String block = "blocks." + at.stage() + "." + at.repeat() + ".";
        return switch (part.role()) {
            case EXPAND -> normalised(block + "ghost1.primary_conv.", 0);
            case CHEAP_EXPAND -> normalised(block + "ghost1.cheap_operation.", 0);
            case DEPTHWISE -> List.of(block + "conv_dw", block + "bn_dw");
            case PROJECT -> normalised(block + "ghost2.primary_conv.", 0);
            case CHEAP_PROJECT -> normalised(block + "ghost2.cheap_operation.", 0);
            case BESIDE_DEPTHWISE -> normalised(block + "shortcut.", 0);
            case BESIDE_PROJECT -> normalised(block + "shortcut.", 2);
            default -> AROUND.names(part);
        };
    }

    private static List<String> normalised(String sequence, int number) {
        return List.of(sequence + number, sequence + (number + 1));
    }

    @Override
    public boolean isPointwise(Role dense) {
        return AROUND.isPointwise(dense);
    }
}
