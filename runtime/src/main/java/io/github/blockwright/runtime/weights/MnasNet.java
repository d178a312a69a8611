package io.github.blockwright.runtime.weights;

import io.github.blockwright.dsl.Activation;
import io.github.blockwright.dsl.Padding;
import io.github.blockwright.dsl.Preprocessing;
import io.github.blockwright.runtime.layers.Conventions;
import java.util.List;

/** Tan et al., <i>MnasNet: Platform-Aware Neural Architecture Search for Mobile</i>, CVPR 2019, Figure 7. */
final class MnasNet extends Architecture {
    @Override
    String title() {
        return "MnasNet";
    }

    @Override
    List<Publication> publications() {
        return List.of(
                Publication.torchvision(
                        new Conventions(1e-5f, 3e-4f, Padding.SYMMETRIC), new TorchvisionMnasNetNames(), "classifier."),
                Publication.timm(Preprocessing.IMAGENET, new TimmNames(), "classifier."));
    }

    @Override
    Activation activation() {
        return Activation.RELU;
    }

    @Override
    boolean isOwn(StageBlock block) {
        return block.kind() == Kind.INVERTED
                && block.isLinearWithShortcut()
                && block.activation() == Activation.RELU
                && block.squeezesWith(Activation.RELU, Activation.SIGMOID);
    }

    @Override
    String blockRule() {
        return "blocks have ReLU, a linear projection, a shortcut between bottlenecks, and no squeeze or one with ReLU and"
                + " sigmoid";
    }

    @Override
    boolean onlyTheFirstBlockDoesNotExpand() {
        return true;
    }
}
