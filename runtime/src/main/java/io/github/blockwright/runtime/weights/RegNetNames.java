package io.github.blockwright.runtime.weights;

import java.util.List;

/**
 * Names of RegNet's layers, which count stages from 1 and the blocks in each: {@code s3.b1.conv1} in timm, {@code
 * trunk_output.block3.block3-0.f.a} in torchvision.
 *
 * @param timm whether they are timm's, else torchvision's
 */
record RegNetNames(boolean timm) implements LayerNaming {
    @Override
    public List<String> names(Part part) {
        int stage = part.position().stage() + 1;
        int repeat = part.position().repeat();
        String block = timm
                ? "s" + stage + ".b" + (repeat + 1) + "."
                : "trunk_output.block" + stage + ".block" + stage + "-" + repeat + ".";
        return switch (part.role()) {
            case STEM -> normalised("stem");
            case NARROW -> normalised(block + (timm ? "conv1" : "f.a"));
            case CONVOLVE -> normalised(block + (timm ? "conv2" : "f.b"));
            case REDUCE -> List.of(block + (timm ? "se.fc1" : "f.se.fc1"));
            case RESTORE -> List.of(block + (timm ? "se.fc2" : "f.se.fc2"));
            case WIDEN -> normalised(block + (timm ? "conv3" : "f.c"));
            case SHORTCUT -> normalised(block + (timm ? "downsample" : "proj"));
            case CLASSIFIER -> List.of(timm ? "head.fc" : "fc");
            default -> throw LayerNaming.unknown(part, "torchvision and timm");
        };
    }

    private List<String> normalised(String layer) {
        return timm ? List.of(layer + ".conv", layer + ".bn") : List.of(layer + ".0", layer + ".1");
    }
}
