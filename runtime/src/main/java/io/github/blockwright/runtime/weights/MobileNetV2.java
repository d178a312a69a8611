package io.github.blockwright.runtime.weights;

import io.github.blockwright.dsl.Activation;
import io.github.blockwright.dsl.Preprocessing;
import io.github.blockwright.runtime.layers.Conventions;
import java.util.List;

/** Sandler et al., <i>MobileNetV2: Inverted Residuals and Linear Bottlenecks</i>, CVPR 2018, Table 2. */
class MobileNetV2 extends Architecture {
    @Override
    String title() {
        return "MobileNetV2";
    }

    @Override
    List<Publication> publications() {
        return List.of(
                new Publication(
                        Family.TORCHVISION,
                        Conventions.PYTORCH,
                        Preprocessing.IMAGENET,
                        TorchvisionNames.mobileNetV2(),
                        List.of("classifier.")),
                new Publication(
                        Family.TIMM,
                        Conventions.PYTORCH,
                        Preprocessing.IMAGENET,
                        new TimmNames(),
                        List.of("classifier.")),
                new Publication(
                        Family.KERAS,
                        Publication.keras(0.999),
                        Preprocessing.MINUS_ONE_TO_ONE,
                        new KerasNames(),
                        List.of("predictions/")));
    }

    @Override
    final Activation activation() {
        return Activation.RELU6;
    }

    @Override
    final boolean isOwn(StageBlock block) {
        return block.kind() == Kind.INVERTED
                && block.isLinearWithShortcut()
                && block.activation() == Activation.RELU6
                && block.squeeze().isEmpty();
    }

    @Override
    final String blockRule() {
        return "blocks have ReLU6, a linear projection, a shortcut between bottlenecks and no squeeze";
    }

    /** The paper's table has a row for each stage. */
    @Override
    final boolean isNextStage(StageBlock first, StageBlock before) {
        return true;
    }
}
