package io.github.blockwright.runtime.weights;

import java.util.List;

/** Keras' names of MobileNetV2's layers, which count blocks: {@code block_3_depthwise}. */
record KerasNames() implements LayerNaming {
    @Override
    public List<String> names(Part part) {
        int number = part.position().block();
        String block = number == 0 ? "expanded_conv_" : "block_" + number + "_";
        return switch (part.role()) {
            case STEM -> List.of("Conv1", "bn_Conv1");
            case EXPAND -> normalised(block + "expand");
            case DEPTHWISE -> normalised(block + "depthwise");
            case PROJECT -> normalised(block + "project");
            case LAST -> List.of("Conv_1", "Conv_1_bn");
            case CLASSIFIER -> List.of("predictions");
            default -> throw LayerNaming.unknown(part, "Keras");
        };
    }

    private static List<String> normalised(String layer) {
        return List.of(layer, layer + "_BN");
    }
}
