package io.github.blockwright.runtime.blocks;

import java.util.List;

/**
 * What the families that publish weights call one layer of a table.
 *
 * @param path of the layer in the block, as {@code stage2.0.expand}
 * @param kind which parameters it has
 * @param names in the order of {@link WeightNames.Like#families()}: two for each family where the kind has batch
 *     normalisation, the convolution's and the normalisation's, else one
 */
public record LayerNames(String path, Kind kind, List<String> names) {
    /** What a layer is, as far as it decides how families store it. */
    public enum Kind {
        /** A convolution and its batch normalisation. */
        CONVOLUTION(2),
        /** A depthwise convolution and its batch normalisation. */
        DEPTHWISE(2),
        /** A convolution with a bias, as in squeeze-and-excitation. */
        BIASED(1),
        /** A dense layer in front of the classifier. */
        HIDDEN(1),
        /** The dense layer with an output for each class. */
        CLASSIFIER(1);

        private final int names;

        Kind(int names) {
            this.names = names;
        }
    }

    public LayerNames {
        names = List.copyOf(names);
    }

    /** A convolution and its batch normalisation. */
    public static LayerNames convolution(String path, String... names) {
        return new LayerNames(path, Kind.CONVOLUTION, List.of(names));
    }

    /** A depthwise convolution and its batch normalisation. */
    public static LayerNames depthwise(String path, String... names) {
        return new LayerNames(path, Kind.DEPTHWISE, List.of(names));
    }

    /** A convolution with a bias. */
    public static LayerNames biased(String path, String... names) {
        return new LayerNames(path, Kind.BIASED, List.of(names));
    }

    /** A dense layer in front of the classifier. */
    public static LayerNames hidden(String path, String... names) {
        return new LayerNames(path, Kind.HIDDEN, List.of(names));
    }

    /** The dense layer with an output for each class. */
    public static LayerNames classifier(String path, String... names) {
        return new LayerNames(path, Kind.CLASSIFIER, List.of(names));
    }

    /**
     * One family's names.
     *
     * @param family its place among {@link WeightNames.Like#families()}
     * @return the convolution's and the normalisation's, or the layer's
     */
    public List<String> of(int family) {
        return names.subList(family * kind.names, (family + 1) * kind.names);
    }
}
