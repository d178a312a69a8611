package io.github.blockwright.runtime.weights;

import io.github.blockwright.dsl.Activation;
import io.github.blockwright.dsl.Padding;
import io.github.blockwright.runtime.layers.Conventions;
import io.github.blockwright.runtime.layers.Dense;
import java.util.List;

/** Sandler et al., <i>MobileNetV2: Inverted Residuals and Linear Bottlenecks</i>, CVPR 2018, Table 2. */
final class MobileNetV2 extends Architecture {
    @Override
    String title() {
        return "MobileNetV2";
    }

    @Override
    List<Publication> publications() {
        Conventions keras = new Conventions(1e-3f, 1e-3f, Padding.SAME);
        return List.of(
                new Publication(
                        Family.TORCHVISION,
                        Conventions.PYTORCH,
                        TorchvisionNames.mobileNetV2(),
                        List.of("classifier.")),
                new Publication(Family.TIMM, Conventions.PYTORCH, TimmNames.mobileNetV2(), List.of("classifier.")),
                new Publication(Family.KERAS, keras, new KerasNames(), List.of("predictions/")));
    }

    @Override
    Activation activation() {
        return Activation.RELU6;
    }

    @Override
    String activationTitle() {
        return "ReLU6";
    }

    @Override
    boolean isOwn(Bottleneck block) {
        return block.isLinearWithShortcut()
                && block.activation() == Activation.RELU6
                && block.squeeze().isEmpty();
    }

    @Override
    String blockRule() {
        return "blocks have ReLU6, a linear projection, a shortcut between bottlenecks and no squeeze";
    }

    /** The paper's table has a row for each stage. */
    @Override
    boolean isNextStage(Bottleneck first, Bottleneck before) {
        return true;
    }

    @Override
    boolean isHidden(Dense dense) {
        return false;
    }

    @Override
    String headRule() {
        return "only one @Dense follows the last @Conv";
    }
}
