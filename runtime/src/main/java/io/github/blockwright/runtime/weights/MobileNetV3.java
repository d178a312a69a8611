package io.github.blockwright.runtime.weights;

import io.github.blockwright.dsl.Activation;
import io.github.blockwright.dsl.Padding;
import io.github.blockwright.runtime.layers.ConvNormActivation;
import io.github.blockwright.runtime.layers.Conventions;
import io.github.blockwright.runtime.layers.Dense;
import io.github.blockwright.runtime.layers.SqueezeExcitation;
import java.util.List;

/** Howard et al., <i>Searching for MobileNetV3</i>, ICCV 2019, Tables 1 and 2. */
final class MobileNetV3 extends Architecture {
    @Override
    String title() {
        return "MobileNetV3";
    }

    /** Of its names in Keras, nothing is known here. */
    @Override
    List<Publication> publications() {
        return List.of(
                new Publication(
                        Family.TORCHVISION,
                        new Conventions(1e-3f, 0.01f, Padding.SYMMETRIC),
                        TorchvisionNames.mobileNetV3(),
                        List.of("classifier.")),
                new Publication(
                        Family.TIMM,
                        Conventions.PYTORCH,
                        TimmNames.mobileNetV3(),
                        List.of("conv_head.", "classifier.")));
    }

    @Override
    Activation activation() {
        return Activation.HARD_SWISH;
    }

    @Override
    String activationTitle() {
        return "hard swish";
    }

    @Override
    boolean isOwn(Bottleneck block) {
        boolean known = block.activation() == Activation.RELU || block.activation() == Activation.HARD_SWISH;
        return block.isLinearWithShortcut()
                && known
                && block.squeeze().map(MobileNetV3::isOwn).orElse(true);
    }

    private static boolean isOwn(SqueezeExcitation squeeze) {
        return activation(squeeze, "reduce") == Activation.RELU
                && activation(squeeze, "expand") == Activation.HARD_SIGMOID;
    }

    private static Activation activation(SqueezeExcitation squeeze, String convolution) {
        return ((ConvNormActivation) squeeze.getChildren().get(convolution)).activation();
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
    boolean isNextStage(Bottleneck first, Bottleneck before) {
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
}
