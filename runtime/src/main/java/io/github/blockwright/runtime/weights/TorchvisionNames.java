package io.github.blockwright.runtime.weights;

import java.util.List;

/**
 * torchvision numbers everything: {@code features.3.conv.1.0}.
 *
 * @param inside what it calls the layers of an inverted residual
 * @param nested whether a projection and its normalisation are one layer, as the other convolutions are with theirs
 * @param classifier its name of that layer
 */
record TorchvisionNames(String inside, boolean nested, String classifier) implements LayerNaming {
    static TorchvisionNames mobileNetV2() {
        return new TorchvisionNames("conv", false, "classifier.1");
    }

    static TorchvisionNames mobileNetV3() {
        return new TorchvisionNames("block", true, "classifier.3");
    }

    @Override
    public List<String> names(Part part) {
        Position at = part.position();
        String features = "features." + (at.block() + 1);
        String block = features + "." + inside + ".";
        int depthwise = at.depthwise();
        int project = depthwise + (at.squeezes() ? 2 : 1);
        return switch (part.role()) {
            case STEM -> normalised("features.0");
            case EXPAND -> normalised(block + "0");
            case DEPTHWISE -> normalised(block + depthwise);
            case REDUCE -> List.of(block + (depthwise + 1) + ".fc1");
            case RESTORE -> List.of(block + (depthwise + 1) + ".fc2");
            case PROJECT -> nested ? normalised(block + project) : List.of(block + project, block + (project + 1));
            case LAST -> normalised(features);
            case HIDDEN -> List.of("classifier.0");
            case CLASSIFIER -> List.of(classifier);
            default -> throw LayerNaming.unknown(part, "torchvision");
        };
    }

    private static List<String> normalised(String layer) {
        return List.of(layer + ".0", layer + ".1");
    }
}
