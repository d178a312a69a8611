package io.github.blockwright.runtime.weights;

import java.util.List;

/**
 * Keras' names of EfficientNet's layers, which count stages from 1 and the blocks in each by letters: {@code
 * block4a_expand_conv}.
 *
 * @param second whether they are EfficientNetV2's
 */
record KerasEfficientNetNames(boolean second) implements LayerNaming {
    @Override
    public List<String> names(Part part) {
        Position at = part.position();
        String block = "block" + (at.stage() + 1) + (char) ('a' + at.repeat()) + "_";
        return switch (part.role()) {
            case STEM -> List.of("stem_conv", "stem_bn");
            case EXPAND -> normalised(block + "expand");
            // What does not widen is a projection there, of a kernel of its own.
            case FUSED -> normalised(block + (at.expands() ? "expand" : "project"));
            case DEPTHWISE -> List.of(block + (second ? "dwconv2" : "dwconv"), block + "bn");
            case REDUCE -> List.of(block + "se_reduce");
            case RESTORE -> List.of(block + "se_expand");
            case PROJECT -> normalised(block + "project");
            case LAST -> List.of("top_conv", "top_bn");
            case CLASSIFIER -> List.of("predictions");
            default -> throw LayerNaming.unknown(part, "Keras");
        };
    }

    private static List<String> normalised(String layer) {
        return List.of(layer + "_conv", layer + "_bn");
    }
}
