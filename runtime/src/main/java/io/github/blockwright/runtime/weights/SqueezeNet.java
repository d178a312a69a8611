package io.github.blockwright.runtime.weights;

import io.github.blockwright.dsl.Activation;
import java.util.List;

/**
 * Iandola et al., <i>SqueezeNet: AlexNet-level accuracy with 50x fewer parameters</i>, 2016, in the form of the authors'
 * version 1.1.
 */
final class SqueezeNet extends Architecture {
    @Override
    String title() {
        return "SqueezeNet";
    }

    @Override
    List<Publication> publications() {
        return List.of(Publication.torchvision(new SqueezeNetNames(), "classifier."));
    }

    @Override
    Activation activation() {
        return Activation.RELU;
    }

    @Override
    boolean isOwn(StageBlock block) {
        return block.kind() == Kind.FIRE && block.activation() == Activation.RELU;
    }

    @Override
    String blockRule() {
        return "blocks are @Fire with ReLU";
    }

    @Override
    boolean isNormalised() {
        return false;
    }

    @Override
    boolean lastClassifies() {
        return true;
    }

    @Override
    String headRule() {
        return "nothing but the pooling follows the last @Conv";
    }
}
