package io.github.blockwright.runtime.weights;

import io.github.blockwright.dsl.Activation;
import io.github.blockwright.dsl.Preprocessing;
import java.util.List;

/** Qin et al., <i>MobileNetV4: Universal Models for the Mobile Ecosystem</i>, ECCV 2024, Tables 11 to 13. */
final class MobileNetV4 extends Architecture {
    @Override
    String title() {
        return "MobileNetV4";
    }

    @Override
    List<Publication> publications() {
        return List.of(
                Publication.timm(Preprocessing.IMAGENET, new TimmNames(), "conv_head.", "norm_head.", "classifier."));
    }

    @Override
    Activation activation() {
        return Activation.RELU;
    }

    @Override
    boolean isOwn(StageBlock block) {
        boolean known =
                switch (block.kind()) {
                    case CONVOLUTION, FUSED, UNIVERSAL -> true;
                    default -> false;
                };
        return known && block.activation() == Activation.RELU && block.squeeze().isEmpty();
    }

    @Override
    String blockRule() {
        return "blocks are @Conv, @FusedInvertedResidual and @UniversalInvertedBottleneck with ReLU and without squeeze";
    }

    @Override
    Ending ending() {
        return Ending.CONVOLUTION_BEHIND_POOLING;
    }

    /** The paper's tables have a row for each block; a stride begins a stage, and so does the convolution behind them. */
    @Override
    boolean isNextStage(StageBlock first, StageBlock before) {
        return first.strides() > 1 || (first.kind() == Kind.CONVOLUTION && before.kind() == Kind.UNIVERSAL);
    }

    @Override
    String headRule() {
        return "one @Conv and one @Dense follow the pooling";
    }
}
