package io.github.blockwright.runtime.weights;

import java.util.List;

/**
 * Keras' names of MobileNetV3's layers, which count blocks: {@code expanded_conv_3_depthwise}. Keras 2 had slashes in them:
 * {@code expanded_conv_3/depthwise/BatchNorm}.
 */
record KerasV3Names() implements LayerNaming {
    @Override
    public List<String> names(Part part) {
        String block = block(part) + "_";
        return switch (part.role()) {
            case STEM -> normalised("conv", "_bn");
            case EXPAND -> normalised(block + "expand", "_bn");
            case DEPTHWISE -> normalised(block + "depthwise", "_bn");
            case REDUCE -> List.of(block + "squeeze_excite_conv");
            case RESTORE -> List.of(block + "squeeze_excite_conv_1");
            case PROJECT -> normalised(block + "project", "_bn");
            case LAST -> normalised("conv_1", "_bn");
            case HIDDEN -> List.of("conv_2");
            case CLASSIFIER -> List.of("logits");
            default -> throw LayerNaming.unknown(part, "Keras");
        };
    }

    @Override
    public List<String> earlier(Part part) {
        String block = block(part) + "/";
        return switch (part.role()) {
            case STEM -> normalised("Conv", "/BatchNorm");
            case EXPAND -> normalised(block + "expand", "/BatchNorm");
            case DEPTHWISE -> normalised(block + "depthwise", "/BatchNorm");
            case REDUCE -> List.of(block + "squeeze_excite/Conv");
            case RESTORE -> List.of(block + "squeeze_excite/Conv_1");
            case PROJECT -> normalised(block + "project", "/BatchNorm");
            case LAST -> normalised("Conv_1", "/BatchNorm");
            case HIDDEN -> List.of("Conv_2");
            case CLASSIFIER -> List.of("Logits");
            default -> throw LayerNaming.unknown(part, "Keras");
        };
    }

    private static String block(Part part) {
        int number = part.position().block();
        return number == 0 ? "expanded_conv" : "expanded_conv_" + number;
    }

    private static List<String> normalised(String layer, String suffix) {
        return List.of(layer, layer + suffix);
    }

    @Override
    public boolean isPointwise(Role dense) {
        return true;
    }
}
