package io.github.blockwright.runtime.weights;

import java.util.List;

/** torchvision's names of ShuffleNetV2's layers, which count stages from 2 as the paper does: {@code stage3.0.branch2.5}. */
record ShuffleNetNames() implements LayerNaming {
    private static final int FIRST_STAGE = 2;

    @Override
    public List<String> names(Part part) {
        Position at = part.position();
        String unit = "stage" + (at.stage() + FIRST_STAGE) + "." + at.repeat() + ".";
        return switch (part.role()) {
            case STEM -> normalised("conv1.", 0);
            case BESIDE_DEPTHWISE -> normalised(unit + "branch1.", 0);
            case BESIDE_PROJECT -> normalised(unit + "branch1.", 2);
            // Activations are counted too.
            case NARROW -> normalised(unit + "branch2.", 0);
            case DEPTHWISE -> normalised(unit + "branch2.", 3);
            case PROJECT -> normalised(unit + "branch2.", 5);
            case LAST -> normalised("conv5.", 0);
            case CLASSIFIER -> List.of("fc");
            default -> throw LayerNaming.unknown(part, "torchvision");
        };
    }

    private static List<String> normalised(String sequence, int number) {
        return List.of(sequence + number, sequence + (number + 1));
    }
}
