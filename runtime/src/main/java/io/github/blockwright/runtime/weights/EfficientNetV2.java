package io.github.blockwright.runtime.weights;

import io.github.blockwright.dsl.Activation;
import io.github.blockwright.dsl.Padding;
import io.github.blockwright.dsl.Preprocessing;
import io.github.blockwright.runtime.layers.Conventions;
import java.util.List;

/** Tan and Le, <i>EfficientNetV2: Smaller Models and Faster Training</i>, ICML 2021, Table 4. */
final class EfficientNetV2 extends Architecture {
    @Override
    String title() {
        return "EfficientNetV2";
    }

    @Override
    List<Publication> publications() {
        return List.of(
                Publication.torchvision(
                        new Conventions(1e-3f, 0.1f, Padding.SYMMETRIC), new TorchvisionStageNames(), "classifier."),
                Publication.timm(Preprocessing.IMAGENET, new TimmNames(), "classifier."),
                Publication.timmTf(Preprocessing.MINUS_ONE_TO_ONE, new TimmNames(), "classifier."),
                Publication.keras(
                        0.9, Preprocessing.MINUS_ONE_TO_ONE, new KerasEfficientNetNames(true), "predictions/"));
    }

    @Override
    Activation activation() {
        return Activation.SILU;
    }

    @Override
    boolean isOwn(StageBlock block) {
        return (block.kind() == Kind.INVERTED || block.kind() == Kind.FUSED)
                && block.isLinearWithShortcut()
                && block.activation() == Activation.SILU
                && block.squeezesWith(Activation.SILU, Activation.SIGMOID);
    }

    @Override
    String blockRule() {
        return "blocks, fused ones too, have SiLU, a linear projection, a shortcut between bottlenecks, and no squeeze or"
                + " one with SiLU and sigmoid";
    }
}
