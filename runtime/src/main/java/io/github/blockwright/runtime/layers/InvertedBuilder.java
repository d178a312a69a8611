package io.github.blockwright.runtime.layers;

import io.github.blockwright.dsl.Activation;

/**
 * The options of blocks that are narrow, wide, narrow.
 *
 * @param <L> the block
 * @param <B> its builder
 */
abstract class InvertedBuilder<L extends Layer, B extends InvertedBuilder<L, B>> extends ResidualBuilder<L, B> {
    private int expansion = 6;
    private int expandedChannels;
    private int firstSqueezed;
    private int laterSqueezed;
    private Activation squeezeActivation = Activation.LINEAR;
    private Activation squeezeGate = Activation.LINEAR;

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

    /**
     * Squeeze-and-excitation in front of the projection; none unless set.
     *
     * @param first squeezed channels of a single block, or of a stage's first
     * @param later squeezed channels of a stage's other blocks
     * @param activation between the two convolutions
     * @param gate behind them
     */
    public B squeeze(int first, int later, Activation activation, Activation gate) {
        this.firstSqueezed = first;
        this.laterSqueezed = later;
        this.squeezeActivation = activation;
        this.squeezeGate = gate;
        return self();
    }

    /** The squeeze of a block whose wide part has so many channels; nothing if it has none. */
    final Steps squeeze(int expanded, boolean first) {
        Steps steps = new Steps();
        int squeezed = first ? firstSqueezed : laterSqueezed;
        if (squeezed > 0) {
            steps.then(
                    "squeeze", new SqueezeExcitation(conventions, expanded, squeezed, squeezeActivation, squeezeGate));
        }
        return steps;
    }

    /** The channels of the wide part of a block with an input of so many. */
    final int expanded(int channels) {
        return expandedChannels > 0 ? expandedChannels : expansion * channels;
    }
}
