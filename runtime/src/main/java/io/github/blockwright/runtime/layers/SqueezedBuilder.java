package io.github.blockwright.runtime.layers;

import io.github.blockwright.dsl.Activation;

/**
 * The options of blocks that may have a squeeze.
 *
 * @param <L> the block
 * @param <B> its builder
 */
abstract class SqueezedBuilder<L extends Layer, B extends SqueezedBuilder<L, B>> extends ResidualBuilder<L, B> {
    private int firstSqueezed;
    private int laterSqueezed;
    private Activation squeezeActivation = Activation.LINEAR;
    private Activation squeezeGate = Activation.LINEAR;

    SqueezedBuilder(Conventions conventions, int channels, int filters, Activation activation) {
        super(conventions, channels, filters, activation);
    }

    /**
     * Squeeze-and-excitation in front of the last convolution; none unless set.
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

    /** The squeeze of so many channels; nothing if the block has none. */
    final Steps squeeze(int scaled, boolean first) {
        Steps steps = new Steps();
        int squeezed = first ? firstSqueezed : laterSqueezed;
        if (squeezed > 0) {
            steps.then("squeeze", new SqueezeExcitation(conventions, scaled, squeezed, squeezeActivation, squeezeGate));
        }
        return steps;
    }
}
