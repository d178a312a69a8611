package io.github.blockwright.runtime.weights;

import io.github.blockwright.dsl.Activation;
import io.github.blockwright.dsl.Preprocessing;
import java.util.List;

/** Radosavovic et al., <i>Designing Network Design Spaces</i>, CVPR 2020, section 3.3: RegNetX. */
final class RegNet extends Architecture {
    @Override
    String title() {
        return "RegNet";
    }

    @Override
    List<Publication> publications() {
        return List.of(
                Publication.torchvision(new RegNetNames(false), "fc."),
                Publication.timm(Preprocessing.IMAGENET, new RegNetNames(true), "head.fc."));
    }

    @Override
    Activation activation() {
        return Activation.RELU;
    }

    @Override
    boolean isOwn(StageBlock block) {
        return block.kind() == Kind.BOTTLENECK
                && block.activation() == Activation.RELU
                && block.expandedChannels() == block.filters();
    }

    @Override
    String blockRule() {
        return "blocks are @Residual with ReLU and as many channels in the bottleneck as filters";
    }

    @Override
    Ending ending() {
        return Ending.POOLING;
    }

    @Override
    String headRule() {
        return "only one @Dense follows the last @Residual";
    }
}
