package io.github.blockwright.runtime.weights;

import java.util.List;

/** torchvision's names of MnasNet's layers, which count convolutions, normalisations and activations alike. */
record TorchvisionMnasNetNames() implements LayerNaming {
    // The stem and the first block are three and five layers of the network itself; then come stages.
    private static final int FIRST_STAGE = 8;

    @Override
    public List<String> names(Part part) {
        Position at = part.position();
        String block = "layers." + (FIRST_STAGE - 1 + at.stage()) + "." + at.repeat() + ".layers.";
        boolean first = at.block() == 0;
        return switch (part.role()) {
            case STEM -> normalised("layers.", 0);
            case EXPAND -> normalised(block, 0);
            case DEPTHWISE -> first ? normalised("layers.", 3) : normalised(block, 3);
            case PROJECT -> first ? normalised("layers.", 6) : normalised(block, 6);
            case LAST -> normalised("layers.", FIRST_STAGE - 1 + at.stage());
            case CLASSIFIER -> List.of("classifier.1");
            default -> throw LayerNaming.unknown(part, "torchvision");
        };
    }

    private static List<String> normalised(String layers, int number) {
        return List.of(layers + number, layers + (number + 1));
    }
}
