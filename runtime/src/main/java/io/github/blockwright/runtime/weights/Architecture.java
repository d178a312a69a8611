package io.github.blockwright.runtime.weights;

import io.github.blockwright.dsl.Activation;
import io.github.blockwright.runtime.layers.ConvNormActivation;
import io.github.blockwright.runtime.layers.Dense;
import java.util.List;
import java.util.Optional;

/**
 * A published network: what it has in common at every width and depth, in code and in the words of an error, and who
 * publishes weights of it.
 */
abstract class Architecture {
    /** What follows the blocks of the stages. */
    enum Ending {
        /** A 1×1 convolution, the pooling, perhaps dense layers. */
        CONVOLUTION,
        /** The pooling, perhaps a dense layer. */
        POOLING,
        /** The pooling, a 1×1 convolution, perhaps a dense layer. */
        CONVOLUTION_BEHIND_POOLING
    }

    /** As its paper writes it. */
    abstract String title();

    /** Who publishes weights of it. */
    abstract List<Publication> publications();

    /** Behind the first and the last convolution. */
    abstract Activation activation();

    /** That activation in words. */
    final String activationTitle() {
        return switch (activation()) {
            case RELU6 -> "ReLU6";
            case RELU -> "ReLU";
            case HARD_SWISH -> "hard swish";
            case SILU -> "SiLU";
            default -> activation().name();
        };
    }

    /** Whether a block computes as this network's do, whatever its size. */
    abstract boolean isOwn(StageBlock block);

    /** What that asks for, in words. */
    abstract String blockRule();

    /** Whether the very first block alone has no expansion. */
    boolean onlyTheFirstBlockDoesNotExpand() {
        return false;
    }

    /** Whether some block has a larger kernel than 3×3, which is all that tells it from another network. */
    boolean hasLargerKernels() {
        return false;
    }

    /** Whether all convolutions have batch normalisation, or none has. */
    boolean isNormalised() {
        return true;
    }

    /** Whether the convolution behind the blocks has an output for each class. */
    boolean lastClassifies() {
        return false;
    }

    /** What follows the blocks. */
    Ending ending() {
        return Ending.CONVOLUTION;
    }

    /**
     * Whether a row begins a stage of its own, as each does in most papers' tables.
     *
     * @param first block of the row
     * @param before the last block of the row before it
     */
    boolean isNextStage(StageBlock first, StageBlock before) {
        return true;
    }

    /** Whether a dense layer is the one in front of the classifier. */
    boolean isHidden(Dense dense) {
        return false;
    }

    /** Which dense layers there are, in words. */
    String headRule() {
        return "only one @Dense follows the last @Conv";
    }

    /** Whether the first or the last convolution computes as this network's. */
    final boolean isOwn(ConvNormActivation convolution) {
        return convolution.activation() == activation();
    }

    /** What a family publishes of it. */
    final Optional<Publication> publication(Family family) {
        return publications().stream()
                .filter(publication -> publication.family() == family)
                .findFirst();
    }
}
