package io.github.blockwright.runtime.weights;

import io.github.blockwright.dsl.Activation;
import io.github.blockwright.dsl.Padding;
import io.github.blockwright.dsl.Preprocessing;
import io.github.blockwright.runtime.layers.Conventions;
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
                new Publication(
                        Family.TORCHVISION,
                        Conventions.PYTORCH,
                        Preprocessing.IMAGENET,
                        new TorchvisionStageNames(),
                        List.of("classifier.")),
                new Publication(
                        Family.TIMM,
                        Conventions.PYTORCH,
                        Preprocessing.IMAGENET,
                        new TimmNames(),
                        List.of("classifier.")),
                new Publication(
                        Family.TIMM_TF,
                        new Conventions(1e-3f, 0.1f, Padding.SAME),
                        Preprocessing.IMAGENET,
                        new TimmNames(),
                        List.of("classifier.")),
                new Publication(
                        Family.KERAS,
                        Publication.keras(0.99),
                        Preprocessing.IMAGENET,
                        new KerasEfficientNetNames(false),
                        List.of("predictions/")));
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

    @Override
    boolean onlyTheFirstBlockDoesNotExpand() {
        // Deeper than B0, the first stage has several blocks that do not.
        return false;
    }

    /** The paper's table has a row for each stage. */
    @Override
    boolean isNextStage(StageBlock first, StageBlock before) {
        return true;
    }
}
