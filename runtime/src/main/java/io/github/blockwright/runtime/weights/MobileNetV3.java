package io.github.blockwright.runtime.weights;

import io.github.blockwright.dsl.Activation;
import io.github.blockwright.dsl.Padding;
import io.github.blockwright.dsl.Preprocessing;
import io.github.blockwright.runtime.layers.Conventions;
import io.github.blockwright.runtime.layers.Dense;
import java.util.List;

/** Howard et al., <i>Searching for MobileNetV3</i>, ICCV 2019, Tables 1 and 2. */
final class MobileNetV3 extends Architecture {
    @Override
    String title() {
        return "MobileNetV3";
    }

    @Override
    List<Publication> publications() {
        return List.of(
                Publication.torchvision(
                        new Conventions(1e-3f, 0.01f, Padding.SYMMETRIC),
                        TorchvisionNames.mobileNetV3(),
                        "classifier."),
                Publication.timm(Preprocessing.IMAGENET, TimmNames.mobileNetV3(), "conv_head.", "classifier."),
                Publication.timmTf(
                        Preprocessing.MINUS_ONE_TO_ONE, TimmNames.mobileNetV3(), "conv_head.", "classifier."),
                Publication.keras(
                        0.999,
                        Preprocessing.MINUS_ONE_TO_ONE,
                        new KerasV3Names(),
                        "conv_2/",
                        "Conv_2/",
                        "logits/",
                        "Logits/"));
    }

    @Override
    Activation activation() {
        return Activation.HARD_SWISH;
    }

    @Override
    boolean isOwn(StageBlock block) {
        boolean known = block.activation() == Activation.RELU || block.activation() == Activation.HARD_SWISH;
        return block.kind() == Kind.INVERTED
                && block.isLinearWithShortcut()
                && known
                && block.squeezesWith(Activation.RELU, Activation.HARD_SIGMOID);
    }

    @Override
    String blockRule() {
        return "blocks have ReLU or hard swish, a linear projection, a shortcut between bottlenecks, and no squeeze or one"
                + " with ReLU and hard sigmoid";
    }

    /**
     * The paper's tables have a row for each expansion; rows of the same filters are one stage, and a stride begins one.
     * At half the width and below, filters no longer tell: the 40 and the 48 of the Small network both become 24, or 16.
     * Where they change, the expansion halves (from 240 channels to 120 in the paper); within a stage it never falls below
     * two thirds, at any width that is published.
     */
    @Override
    boolean isNextStage(StageBlock first, StageBlock before) {
        return first.strides() > 1
                || first.filters() != before.filters()
                || 3 * first.expandedChannels() < 2 * before.expandedChannels();
    }

    @Override
    boolean isHidden(Dense dense) {
        return dense.activation() == Activation.HARD_SWISH;
    }

    @Override
    String headRule() {
        return "only a @Dense with hard swish and one without follow the last @Conv";
    }

    @Override
    boolean onlyTheFirstBlockDoesNotExpand() {
        return true;
    }
}
