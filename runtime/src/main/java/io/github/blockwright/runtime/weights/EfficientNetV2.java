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
                new Publication(
                        Family.TORCHVISION,
                        new Conventions(1e-3f, 0.1f, Padding.SYMMETRIC),
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
                        Preprocessing.MINUS_ONE_TO_ONE,
                        new TimmNames(),
                        List.of("classifier.")),
                new Publication(
                        Family.KERAS,
                        Publication.keras(0.9),
                        Preprocessing.MINUS_ONE_TO_ONE,
                        new KerasEfficientNetNames(true),
                        List.of("predictions/")));
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

    @Override
    boolean onlyTheFirstBlockDoesNotExpand() {
        return false;
    }

    /** The paper's table has a row for each stage. */
    @Override
    boolean isNextStage(StageBlock first, StageBlock before) {
        return true;
    }
}
