package io.github.blockwright.runtime.weights;

import java.util.List;

/** torchvision's names of EfficientNet's layers, which count stages and the blocks in each: {@code features.2.0.block.1.0}. */
record TorchvisionStageNames() implements LayerNaming {
    @Override
    public List<String> names(Part part) {
        Position at = part.position();
        String stage = "features." + (at.stage() + 1);
        String block = stage + "." + at.repeat() + ".block.";
        int depthwise = at.kind() == Kind.FUSED ? 0 : at.depthwise();
        int project = depthwise + (at.squeezes() ? 2 : 1);
        return switch (part.role()) {
            case STEM -> normalised("features.0");
            case EXPAND, FUSED -> normalised(block + "0");
            case DEPTHWISE -> normalised(block + depthwise);
            case REDUCE -> List.of(block + (depthwise + 1) + ".fc1");
            case RESTORE -> List.of(block + (depthwise + 1) + ".fc2");
            case PROJECT -> normalised(block + project);
            case LAST -> normalised(stage);
            case CLASSIFIER -> List.of("classifier.1");
            default -> throw LayerNaming.unknown(part, "torchvision");
        };
    }

    private static List<String> normalised(String layer) {
        return List.of(layer + ".0", layer + ".1");
    }
}
