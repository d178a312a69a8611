package io.github.blockwright.runtime.weights;

import io.github.blockwright.dsl.Activation;
import java.util.List;

/** Ma et al., <i>ShuffleNet V2</i>, ECCV 2018, Table 5. */
final class ShuffleNetV2 extends Architecture {
    @Override
    String title() {
        return "ShuffleNetV2";
    }

    @Override
    List<Publication> publications() {
        return List.of(Publication.torchvision(new ShuffleNetNames(), "fc."));
    }

    @Override
    Activation activation() {
        return Activation.RELU;
    }

    @Override
    boolean isOwn(StageBlock block) {
        return block.kind() == Kind.SHUFFLE && block.activation() == Activation.RELU;
    }

    @Override
    String blockRule() {
        return "blocks are @ShuffleUnit with ReLU";
    }
}
