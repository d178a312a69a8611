package io.github.blockwright.runtime.weights;

import io.github.blockwright.dsl.Activation;
import io.github.blockwright.runtime.layers.ConvNormActivation;
import io.github.blockwright.runtime.layers.Dense;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A published network: what it has in common at every width and depth, in code and in the words of an error, and who
 * publishes weights of it.
 */
abstract class Architecture {
    /** As its paper writes it. */
    abstract String title();

    /** Who publishes weights of it. */
    abstract List<Publication> publications();

    /** Behind the first and the last convolution. */
    abstract Activation activation();

    /** That activation in words. */
    abstract String activationTitle();

    /** Whether an inverted residual computes as this network's do, whatever its size. */
    abstract boolean isOwn(Bottleneck block);

    /** What that asks for, in words. */
    abstract String blockRule();

    /**
     * Whether a row begins a stage of its own.
     *
     * @param first block of the row
     * @param before the last block of the row before it
     */
    abstract boolean isNextStage(Bottleneck first, Bottleneck before);

    /** Whether a dense layer is the one in front of the classifier. */
    abstract boolean isHidden(Dense dense);

    /** Which dense layers there are, in words. */
    abstract String headRule();

    /** Whether the first or the last convolution computes as this network's. */
    final boolean isOwn(ConvNormActivation convolution) {
        return convolution.activation() == activation();
    }

    /**
     * What a family publishes of it.
     *
     * @param table the name of a table that is like this network
     * @throws IllegalArgumentException if that is nothing, or under names that are not known
     */
    final Publication publication(Family family, String table) {
        Optional<Publication> found = publications().stream()
                .filter(publication -> publication.family() == family)
                .findFirst();
        return found.orElseThrow(() -> new IllegalArgumentException(table + " is a " + title() + ", for which names of "
                + family + " are not known, but those of "
                + publications().stream()
                        .map(publication -> publication.family().name())
                        .collect(Collectors.joining(" and "))));
    }
}
