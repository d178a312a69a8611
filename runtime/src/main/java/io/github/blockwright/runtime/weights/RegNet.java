package io.github.blockwright.runtime.weights;

import io.github.blockwright.dsl.Activation;
import io.github.blockwright.dsl.Preprocessing;
import java.util.List;

/** Radosavovic et al., <i>Designing Network Design Spaces</i>, CVPR 2020, sections 3.3 and 5: RegNetX, and with a squeeze RegNetY. */
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
                && block.expandedChannels() == block.filters()
                && block.squeezesWith(Activation.RELU, Activation.SIGMOID);
    }

    @Override
    String blockRule() {
        return "blocks are @Residual with ReLU, as many channels in the bottleneck as filters, and no squeeze or one with"
                + " ReLU and sigmoid";
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
