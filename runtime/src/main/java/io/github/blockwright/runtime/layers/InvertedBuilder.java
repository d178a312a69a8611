package io.github.blockwright.runtime.layers;

import io.github.blockwright.dsl.Activation;

/**
 * The options of blocks that are narrow, wide, narrow.
 *
 * @param <L> the block
 * @param <B> its builder
 */
abstract class InvertedBuilder<L extends Layer, B extends InvertedBuilder<L, B>> extends SqueezedBuilder<L, B> {
    private int expansion = 6;
    private int expandedChannels;

    InvertedBuilder(Conventions conventions, int channels, int filters, Activation activation) {
        super(conventions, channels, filters, activation);
    }

    /** How much wider the wide part is than the input; 6 unless set. */
    public B expansion(int expansion) {
        this.expansion = expansion;
        return self();
    }

    /** The channels of the wide part of every block, instead of a factor. */
    public B expandedChannels(int expandedChannels) {
        this.expandedChannels = expandedChannels;
        return self();
    }

    /** The channels of the wide part of a block with an input of so many. */
    final int expanded(int channels) {
        return expandedChannels > 0 ? expandedChannels : expansion * channels;
    }
}
