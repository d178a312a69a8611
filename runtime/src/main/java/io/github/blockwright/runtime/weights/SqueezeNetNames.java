package io.github.blockwright.runtime.weights;

import java.util.List;

/**
 * torchvision's names of SqueezeNet 1.1's layers, which count the poolings too, one behind the first convolution and one
 * behind each of the first two pairs of modules: {@code features.6.expand1x1}.
 */
record SqueezeNetNames() implements LayerNaming {
    private static final int FIRST_MODULE = 3;
    private static final int PAIR = 2;
    private static final int POOLINGS_BETWEEN = 2;

    @Override
    public List<String> names(Part part) {
        int module = part.position().block();
        int number = FIRST_MODULE + module + Math.min(module / PAIR, POOLINGS_BETWEEN);
        String block = "features." + number + ".";
        return switch (part.role()) {
            case STEM -> List.of("features.0");
            case NARROW -> List.of(block + "squeeze");
            case EXPAND -> List.of(block + "expand1x1");
            case WIDE_EXPAND -> List.of(block + "expand3x3");
            case CLASSIFIER -> List.of("classifier.1");
            default -> throw LayerNaming.unknown(part, "torchvision");
        };
    }
}
