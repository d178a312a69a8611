package io.github.blockwright.runtime.weights;

import io.github.blockwright.dsl.Activation;
import io.github.blockwright.dsl.Preprocessing;
import java.util.List;

/** He et al., <i>Deep Residual Learning for Image Recognition</i>, CVPR 2016, Table 1, of two or three convolutions a block. */
final class ResNet extends Architecture {
    @Override
    String title() {
        return "ResNet";
    }

    @Override
    List<Publication> publications() {
        return List.of(
                Publication.torchvision(new ResNetNames(), "fc."),
                Publication.timm(Preprocessing.IMAGENET, new ResNetNames(), "fc."));
    }

    @Override
    Activation activation() {
        return Activation.RELU;
    }

    @Override
    boolean isOwn(StageBlock block) {
        boolean known = block.kind() == Kind.BASIC
                || (block.kind() == Kind.BOTTLENECK && block.expandedChannels() < block.filters());
        return known && block.activation() == Activation.RELU && block.squeeze().isEmpty();
    }

    @Override
    String blockRule() {
        return "blocks are @BasicResidual, or @Residual with fewer channels in the bottleneck than filters, with ReLU and"
                + " without squeeze";
    }

    @Override
    Ending ending() {
        return Ending.POOLING;
    }

    @Override
    String headRule() {
        return "only one @Dense follows the last residual";
    }
}
