package io.github.blockwright.runtime.weights;

import io.github.blockwright.dsl.Activation;
import io.github.blockwright.dsl.Preprocessing;
import io.github.blockwright.runtime.layers.Conventions;
import java.util.List;

/** He et al., <i>Deep Residual Learning for Image Recognition</i>, CVPR 2016, Table 1, of three convolutions a block. */
final class ResNet extends Architecture {
    @Override
    String title() {
        return "ResNet";
    }

    @Override
    List<Publication> publications() {
        return List.of(publication(Family.TORCHVISION, new ResNetNames()), publication(Family.TIMM, new ResNetNames()));
    }

    private static Publication publication(Family family, LayerNaming naming) {
        return new Publication(family, Conventions.PYTORCH, Preprocessing.IMAGENET, naming, List.of("fc."));
    }

    @Override
    Activation activation() {
        return Activation.RELU;
    }

    @Override
    boolean isOwn(StageBlock block) {
        return block.kind() == Kind.BOTTLENECK
                && block.activation() == Activation.RELU
                && block.expandedChannels() < block.filters();
    }

    @Override
    String blockRule() {
        return "blocks are @Residual with ReLU and fewer channels in the bottleneck than filters";
    }

    @Override
    boolean onlyTheFirstBlockDoesNotExpand() {
        return false;
    }

    @Override
    Ending ending() {
        return Ending.POOLING;
    }

    /** The paper's table has a row for each stage. */
    @Override
    boolean isNextStage(StageBlock first, StageBlock before) {
        return true;
    }

    @Override
    String headRule() {
        return "only one @Dense follows the last @Residual";
    }
}
