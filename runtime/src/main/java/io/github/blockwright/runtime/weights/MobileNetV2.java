package io.github.blockwright.runtime.weights;

import io.github.blockwright.dsl.Activation;
import io.github.blockwright.dsl.Preprocessing;
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
                Publication.torchvision(TorchvisionNames.mobileNetV2(), "classifier."),
                Publication.timm(Preprocessing.IMAGENET, new TimmNames(), "classifier."),
                Publication.keras(0.999, Preprocessing.MINUS_ONE_TO_ONE, new KerasNames(), "predictions/"));
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

    @Override
    boolean onlyTheFirstBlockDoesNotExpand() {
        return true;
    }
}
