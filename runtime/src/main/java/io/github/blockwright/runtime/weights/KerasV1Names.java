package io.github.blockwright.runtime.weights;

import java.util.List;

/** Keras' names of MobileNetV1's layers, which count blocks from 1: {@code conv_dw_3}. */
record KerasV1Names() implements LayerNaming {
    @Override
    public List<String> names(Part part) {
        int number = part.position().block() + 1;
        return switch (part.role()) {
            case STEM -> normalised("conv1");
            case DEPTHWISE -> normalised("conv_dw_" + number);
            case PROJECT -> normalised("conv_pw_" + number);
            case CLASSIFIER -> List.of("conv_preds");
            default -> throw LayerNaming.unknown(part, "Keras");
        };
    }

    private static List<String> normalised(String layer) {
        return List.of(layer, layer + "_bn");
    }

    @Override
    public boolean isPointwise(Role dense) {
        return true;
    }
}
