package io.github.blockwright.runtime.weights;

import io.github.blockwright.dsl.Activation;
import io.github.blockwright.dsl.Preprocessing;
import io.github.blockwright.runtime.layers.Dense;
import java.util.List;

/** Han et al., <i>GhostNet: More Features from Cheap Operations</i>, CVPR 2020, Table 7. */
final class GhostNet extends Architecture {
    @Override
    String title() {
        return "GhostNet";
    }

    @Override
    List<Publication> publications() {
        return List.of(Publication.timm(Preprocessing.IMAGENET, new GhostNetNames(), "conv_head.", "classifier."));
    }

    @Override
    Activation activation() {
        return Activation.RELU;
    }

    @Override
    boolean isOwn(StageBlock block) {
        return block.kind() == Kind.GHOST
                && block.activation() == Activation.RELU
                && block.squeezesWith(Activation.RELU, Activation.HARD_SIGMOID);
    }

    @Override
    String blockRule() {
        return "blocks are @GhostBottleneck with ReLU, and no squeeze or one with ReLU and hard sigmoid";
    }

    /** A stride ends a stage: the block with it is one by itself. */
    @Override
    boolean isNextStage(StageBlock first, StageBlock before) {
        return first.strides() > 1 || before.strides() > 1;
    }

    @Override
    boolean isHidden(Dense dense) {
        return dense.activation() == Activation.RELU;
    }

    @Override
    String headRule() {
        return "a @Dense with ReLU and one that classifies follow the last @Conv";
    }
}
