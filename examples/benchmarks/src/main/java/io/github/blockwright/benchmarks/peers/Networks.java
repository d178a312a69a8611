package io.github.blockwright.benchmarks.peers;

import io.github.blockwright.networks.AdaptedMobileNetV2Block;
import io.github.blockwright.networks.AdaptedMobileNetV2_050Block;
import io.github.blockwright.networks.CifarMobileNetV2Block;
import io.github.blockwright.networks.CifarMobileNetV3SmallBlock;
import io.github.blockwright.networks.EfficientNetB0Block;
import io.github.blockwright.networks.ImageNetMobileNetV2Block;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;

/** The networks that are written in PyTorch too, in {@code networks.py}, under the same names. */
final class Networks {
    private static final Map<String, Supplier<NetworkBlock<?, ?>>> BLOCKS = Map.of(
            "CifarMobileNetV2", CifarMobileNetV2Block::new,
            "AdaptedMobileNetV2", AdaptedMobileNetV2Block::new,
            "AdaptedMobileNetV2_050", AdaptedMobileNetV2_050Block::new,
            "CifarMobileNetV3Small", CifarMobileNetV3SmallBlock::new,
            "EfficientNetB0", EfficientNetB0Block::new,
            "ImageNetMobileNetV2", ImageNetMobileNetV2Block::new);

    private Networks() {}

    /**
     * A new block.
     *
     * @throws IllegalArgumentException if there is none of this name; the message says which there are
     */
    static NetworkBlock<?, ?> block(String name) {
        Supplier<NetworkBlock<?, ?>> block = BLOCKS.get(name);
        if (block == null) {
            throw new IllegalArgumentException("There is no network " + name + " to compare; there are "
                    + String.join(", ", new TreeSet<>(BLOCKS.keySet())));
        }
        return block.get();
    }

    /**
     * A new block whose rows before {@code stage6} hold still, as {@code transfer} has it.
     *
     * @throws IllegalArgumentException if it is not known which rows those are
     */
    static NetworkBlock<?, ?> heldStill(String name) {
        if (!name.equals("ImageNetMobileNetV2")) {
            throw new IllegalArgumentException(
                    "Only ImageNetMobileNetV2 is compared with rows held still, not " + name);
        }
        ImageNetMobileNetV2Block block = new ImageNetMobileNetV2Block();
        block.freezeThrough(ImageNetMobileNetV2Block.Row.STAGE5);
        return block;
    }
}
