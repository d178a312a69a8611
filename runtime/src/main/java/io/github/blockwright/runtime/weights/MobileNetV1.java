package io.github.blockwright.runtime.weights;

import io.github.blockwright.dsl.Activation;
import io.github.blockwright.dsl.Preprocessing;
import java.util.List;

/** Howard et al., <i>MobileNets</i>, 2017, Table 1. */
final class MobileNetV1 extends Architecture {
    @Override
    String title() {
        return "MobileNetV1";
    }

    @Override
    List<Publication> publications() {
        return List.of(
                Publication.timm(Preprocessing.MINUS_ONE_TO_ONE, new TimmNames(), "classifier."),
                Publication.keras(
                        0.99, Preprocessing.MINUS_ONE_TO_ONE, new KerasV1Names(), "conv_preds/", "predictions/"));
    }

    @Override
    Activation activation() {
        return Activation.RELU6;
    }

    @Override
    boolean isOwn(StageBlock block) {
        return block.kind() == Kind.SEPARABLE && block.activation() == Activation.RELU6;
    }

    @Override
    String blockRule() {
        return "blocks are @DepthwiseSeparable with ReLU6";
    }

    @Override
    Ending ending() {
        return Ending.POOLING;
    }

    @Override
    boolean isNextStage(StageBlock first, StageBlock before) {
        return first.strides() > 1;
    }

    @Override
    String headRule() {
        return "only one @Dense follows the last @DepthwiseSeparable";
    }
}
