package io.github.blockwright.runtime.weights;

import io.github.blockwright.dsl.Activation;
import io.github.blockwright.dsl.Preprocessing;
import java.util.List;

/** Tan and Le, <i>EfficientNet: Rethinking Model Scaling for Convolutional Neural Networks</i>, ICML 2019, Table 1. */
final class EfficientNet extends Architecture {
    @Override
    String title() {
        return "EfficientNet";
    }

    @Override
    List<Publication> publications() {
        return List.of(
                Publication.torchvision(new TorchvisionStageNames(), "classifier."),
                Publication.timm(Preprocessing.IMAGENET, new TimmNames(), "classifier."),
                Publication.timmTf(Preprocessing.IMAGENET, new TimmNames(), "classifier."),
                Publication.keras(0.99, Preprocessing.IMAGENET, new KerasEfficientNetNames(false), "predictions/"));
    }

    @Override
    Activation activation() {
        return Activation.SILU;
    }

    @Override
    boolean isOwn(StageBlock block) {
        return block.kind() == Kind.INVERTED
                && block.isLinearWithShortcut()
                && block.activation() == Activation.SILU
                && block.squeezesWith(Activation.SILU, Activation.SIGMOID);
    }

    @Override
    String blockRule() {
        return "blocks have SiLU, a linear projection, a shortcut between bottlenecks, and no squeeze or one with SiLU and"
                + " sigmoid";
    }
}
