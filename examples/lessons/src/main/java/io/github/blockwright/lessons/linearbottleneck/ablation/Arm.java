package io.github.blockwright.lessons.linearbottleneck.ablation;

import io.github.blockwright.networks.CifarMobileNetV2Block;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import java.util.List;
import java.util.function.Supplier;

/**
 * A network of the comparison.
 *
 * @param label in the table and in the picture
 * @param block makes a new, uninitialised block
 */
record Arm(String label, Supplier<NetworkBlock<?, ?>> block) {
    /** All, in the order in which they are shown. */
    static final List<Arm> ALL = List.of(
            new Arm("inverted residual, linear bottleneck", CifarMobileNetV2Block::new),
            new Arm("ReLU6 behind the projection", Relu6ProjectionBlock::new),
            new Arm("shortcut between expansions", ExpansionShortcutBlock::new),
            new Arm("no shortcut", NoShortcutBlock::new),
            new Arm("classic residual, equal cost", ClassicResidualBlock::new));
}
