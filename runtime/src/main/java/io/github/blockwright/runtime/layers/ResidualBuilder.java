package io.github.blockwright.runtime.layers;

import io.github.blockwright.dsl.Activation;

/**
 * The options of blocks that have a shortcut.
 *
 * @param <L> the block
 * @param <B> its builder
 */
abstract class ResidualBuilder<L extends Layer, B extends ResidualBuilder<L, B>> extends StageBuilder<L, B> {
    private float dropPath;

    ResidualBuilder(Conventions conventions, int channels, int filters, Activation activation) {
        super(conventions, channels, filters, activation);
    }

    /** The probability, for an image in training, that a block is only its shortcut; 0 unless set. */
    public B dropPath(float rate) {
        this.dropPath = rate;
        return self();
    }

    final float dropPath() {
        return dropPath;
    }

    /** The shortcut: the input, or a linear 1×1 convolution of it where the shape changes. */
    final Steps projection(int channels, int strides) {
        Steps shortcut = new Steps();
        if (strides != 1 || channels != filters) {
            shortcut.then(
                    "project",
                    ConvNormActivation.builder(conventions, channels, filters)
                            .strides(strides)
                            .build());
        }
        return shortcut;
    }
}
