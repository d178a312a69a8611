package io.github.blockwright.runtime.weights;

import java.util.List;

/** torchvision's and timm's names of ResNet's layers, which count stages from 1: {@code layer3.0.downsample.0}. */
record ResNetNames() implements LayerNaming {
    @Override
    public List<String> names(Part part) {
        Position at = part.position();
        String block = "layer" + (at.stage() + 1) + "." + at.repeat() + ".";
        return switch (part.role()) {
            case STEM -> List.of("conv1", "bn1");
            case FIRST, NARROW -> List.of(block + "conv1", block + "bn1");
            case SECOND, CONVOLVE -> List.of(block + "conv2", block + "bn2");
            case WIDEN -> List.of(block + "conv3", block + "bn3");
            case SHORTCUT -> List.of(block + "downsample.0", block + "downsample.1");
            case CLASSIFIER -> List.of("fc");
            default -> throw LayerNaming.unknown(part, "torchvision and timm");
        };
    }
}
