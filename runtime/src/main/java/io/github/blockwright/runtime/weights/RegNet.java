package io.github.blockwright.runtime.weights;

import io.github.blockwright.dsl.Activation;
import io.github.blockwright.dsl.Preprocessing;
import io.github.blockwright.runtime.layers.Conventions;
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
                new Publication(
                        Family.TORCHVISION,
                        Conventions.PYTORCH,
                        Preprocessing.IMAGENET,
                        new RegNetNames(false),
                        List.of("fc.")),
                new Publication(
                        Family.TIMM,
                        Conventions.PYTORCH,
                        Preprocessing.IMAGENET,
                        new RegNetNames(true),
                        List.of("head.fc.")));
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
    boolean onlyTheFirstBlockDoesNotExpand() {
        return false;
    }

    @Override
    Ending ending() {
        return Ending.POOLING;
    }

    /** The paper's networks have four stages, a row for each. */
    @Override
    boolean isNextStage(StageBlock first, StageBlock before) {
        return true;
    }

    @Override
    String headRule() {
        return "only one @Dense follows the last @Residual";
    }
}
