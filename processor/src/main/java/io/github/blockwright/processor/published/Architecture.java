package io.github.blockwright.processor.published;

import io.github.blockwright.dsl.Activation;
import io.github.blockwright.dsl.Shortcut;
import io.github.blockwright.processor.spec.Inverted;
import io.github.blockwright.processor.spec.SingleLayer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A published network: what its rows have in common at every width and depth, and who calls its layers how. */
public enum Architecture {
    /** Sandler et al. 2018, Table 2. */
    MOBILENET_V2(
            "MobileNetV2",
            Activation.RELU6,
            "both @Conv have ReLU6",
            "blocks have ReLU6, a linear projection, a shortcut between bottlenecks and no squeeze",
            "only one @Dense follows the last @Conv") {
        @Override
        public List<Publisher> publishers() {
            return List.of(Publisher.TORCHVISION, Publisher.TIMM, Publisher.KERAS);
        }

        @Override
        boolean isOwn(Inverted.InvertedResidual blocks) {
            return isLinear(blocks)
                    && blocks.activation() == Activation.RELU6
                    && blocks.squeeze().isEmpty();
        }

        @Override
        boolean isNextStage(Inverted.InvertedResidual blocks, Inverted.InvertedResidual before) {
            return true;
        }

        @Override
        boolean isHidden(SingleLayer.Dense dense) {
            return false;
        }
    },
    /** Howard et al. 2019, Tables 1 and 2. */
    MOBILENET_V3(
            "MobileNetV3",
            Activation.HARD_SWISH,
            "both @Conv have hard swish",
            "blocks have ReLU or hard swish, a linear projection, a shortcut between bottlenecks, and no squeeze or one"
                    + " with ReLU and hard sigmoid",
            "only a @Dense with hard swish and one without follow the last @Conv") {
        @Override
        public List<Publisher> publishers() {
            return List.of(Publisher.TORCHVISION, Publisher.TIMM);
        }

        @Override
        boolean isOwn(Inverted.InvertedResidual blocks) {
            return isLinear(blocks)
                    && (blocks.activation() == Activation.RELU || blocks.activation() == Activation.HARD_SWISH)
                    && blocks.squeeze()
                            .filter(squeeze -> squeeze.activation() != Activation.RELU
                                    || squeeze.gate() != Activation.HARD_SIGMOID)
                            .isEmpty();
        }

        /** The paper's table has a row for each expansion, of which several with the same filters are a stage. */
        @Override
        boolean isNextStage(Inverted.InvertedResidual blocks, Inverted.InvertedResidual before) {
            return blocks.strides() > 1 || blocks.filters() != before.filters();
        }

        @Override
        boolean isHidden(SingleLayer.Dense dense) {
            return dense.activation() == Activation.HARD_SWISH;
        }
    };

    private final String title;
    private final Activation activation;
    private final String convolutionRule;
    private final String blockRule;
    private final String headRule;

    Architecture(String title, Activation activation, String convolutionRule, String blockRule, String headRule) {
        this.title = title;
        this.activation = activation;
        this.convolutionRule = convolutionRule;
        this.blockRule = blockRule;
        this.headRule = headRule;
    }

    /** The network that may begin with this convolution. */
    static Optional<Architecture> beginningWith(SingleLayer.Conv stem) {
        return Stream.of(values()).filter(network -> network.isOwn(stem)).findFirst();
    }

    /** Who publishes weights of it. */
    public abstract List<Publisher> publishers();

    /** As its paper writes it. */
    String title() {
        return title;
    }

    /** Whether the first or the last convolution computes as this network's. */
    boolean isOwn(SingleLayer.Conv conv) {
        return conv.activation() == activation;
    }

    /** What that asks for, in words. */
    String convolutionRule() {
        return convolutionRule;
    }

    /** Whether a row computes as this network's do, whatever its size. */
    abstract boolean isOwn(Inverted.InvertedResidual blocks);

    /** What that asks for, in words. */
    String blockRule() {
        return blockRule;
    }

    /**
     * Whether a row begins a stage of its own.
     *
     * @param blocks as it is written, before the width multiplier
     * @param before the row before it
     */
    abstract boolean isNextStage(Inverted.InvertedResidual blocks, Inverted.InvertedResidual before);

    /** Whether a dense layer is the one in front of the classifier. */
    abstract boolean isHidden(SingleLayer.Dense dense);

    /** Which dense layers there are, in words. */
    String headRule() {
        return headRule;
    }

    private static boolean isLinear(Inverted.InvertedResidual blocks) {
        return blocks.projectionActivation() == Activation.LINEAR && blocks.shortcut() == Shortcut.BOTTLENECK;
    }
}
